#include "sim/devices/faulty_device.h"

#include "sim/core/hash.h"

namespace tw::sim {

size_t FaultyDevice::indexOf(std::string_view kind) const {
  for (size_t i = 0; i < specs_.size(); ++i)
    if (specs_[i].kind == kind) return i;
  throw CheckFailed("device " + name() + " has no fault " + std::string(kind));
}

void FaultyDevice::applyFault(const std::string& kind, double magnitude) {
  const size_t index = indexOf(kind);
  TW_CHECK(specs_[index].accepts(magnitude));
  beforeFault();
  magnitudes_[index] = magnitude;
  afterFault();
}

uint64_t FaultyDevice::faultHash() const {
  Hasher hasher;
  for (const double magnitude : magnitudes_) hasher.add(magnitude);
  return hasher.digest();
}

}  // namespace tw::sim
