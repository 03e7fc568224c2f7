// A device with a fixed list of faults, each a number that stays until it is set again. Power and
// restarts do not mend anything.
#pragma once

#include <string_view>
#include <vector>

#include "sim/devices/device.h"

namespace tw::sim {

class FaultyDevice : public Device {
 public:
  FaultyDevice(const Bench& bench, std::string name, std::vector<FaultSpec> specs)
      : Device(bench, std::move(name)), specs_(std::move(specs)), magnitudes_(specs_.size(), 0.0) {}

  std::vector<FaultSpec> faults() const override { return specs_; }
  void applyFault(const std::string& kind, double magnitude) override;

 protected:
  double fault(std::string_view kind) const { return magnitudes_[indexOf(kind)]; }
  bool has(std::string_view kind) const { return fault(kind) != 0; }
  uint64_t faultHash() const;

  // Around a change: what was due under the old magnitudes is settled, then the new ones show.
  virtual void beforeFault() {}
  virtual void afterFault() {}

 private:
  size_t indexOf(std::string_view kind) const;  // an undeclared kind is a bug

  std::vector<FaultSpec> specs_;
  std::vector<double> magnitudes_;  // one a spec; 0 = none
};

}  // namespace tw::sim
