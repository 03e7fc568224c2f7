#include "sim/core/fault.h"

#include <charconv>

namespace tw::sim {

std::string FaultSpec::range() const {
  const auto words = [](double value) {
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, value).ptr);
  };
  if (isSwitch()) return "0 or " + words(max);
  const std::string whole = words(min) + " to " + words(max) + " " + unit;
  return min > 0 ? "0 or " + whole : whole;
}

}  // namespace tw::sim
