// All actions, in one table: what a scenario's step, a command line or a click may ask of the twin.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace tw::sim {

enum class ParameterKind { kNumber, kFlag, kText, kChoice, kObject };

struct ActionParameter {
  std::string name = {};  // unit as a suffix: "angle_deg"
  ParameterKind kind = ParameterKind::kNumber;
  std::string doc = {};
  bool required = true;
  double min = 0, max = 0;                // kNumber
  std::vector<std::string> choices = {};  // kChoice
};

struct ActionSpec {
  std::string name = {};  // snake_case: "insert_card"
  std::string doc = {};   // one line
  bool needsCamera = true;
  std::vector<ActionParameter> parameters = {};
};

std::span<const ActionSpec> actions();

}  // namespace tw::sim
