#include "sim/core/fault.h"

#include <nlohmann/json.hpp>

namespace tw::sim {

std::string FaultSpec::range() const {
  const auto words = [](double value) { return nlohmann::json(value).dump(); };
  if (isSwitch()) return "0 or " + words(max);
  const std::string whole = words(min) + " to " + words(max) + " " + unit;
  return min > 0 ? "0 or " + whole : whole;
}

}  // namespace tw::sim
