// The one grammar of faults: device, kind, magnitude, when. This header says what can fail, how and
// how much; *when* is a scenario's trigger. A fault that a device does not declare is refused,
// never ignored.
#pragma once

#include <string>
#include <vector>

namespace tw::sim {

struct FaultSpec {
  std::string kind = {};  // snake_case, e.g. "write_error"
  std::string doc = {};   // what the hardware then does, one line
  std::string unit = {};  // of the magnitude: "share", "s", "ratio", "" for a switch
  double min = 0;         // magnitude 0 always means: no fault
  double max = 1;

  bool isSwitch() const { return unit.empty(); }  // on or off, nothing between
  bool accepts(double magnitude) const {
    if (magnitude == 0) return true;
    return isSwitch() ? magnitude == max : magnitude >= min && magnitude <= max;
  }
  // In words: "0 or 1", "0 to 1 share", "0 or 1 to 1000 ratio".
  std::string range() const;
};

// The bench face of whatever can fail.
class Faultable {
 public:
  virtual ~Faultable() = default;
  virtual std::string faultName() const = 0;  // device name in requests and lists
  virtual std::vector<FaultSpec> faults() const = 0;
  // The caller has checked kind and range against faults(). Magnitude 0 mends it.
  virtual void applyFault(const std::string& kind, double magnitude) = 0;
};

}  // namespace tw::sim
