// All actions, in one table: what a scenario's step, a command line or a click may ask of the twin.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::sim {

enum class ParameterKind { kNumber, kFlag, kText, kChoice, kObject, kAny };

struct ActionParameter {
  std::string name = {};  // unit as a suffix: "angle_deg"
  ParameterKind kind = ParameterKind::kNumber;
  std::string doc = {};
  bool required = true;
  double min = 0, max = 0;                // kNumber
  std::vector<std::string> choices = {};  // kChoice
  std::vector<double> values = {};        // kNumber: these alone; empty: all of the range
  bool isFile = false;  // kText: a path, in a scenario counted from the scenario's folder
};

// Who does it: a hand at the camera, the owner with the phone app, or the world around.
enum class Doer { kHand, kApp, kWorld };

struct ActionSpec {
  std::string name = {};  // snake_case: "insert_card"
  std::string doc = {};   // one line
  Doer who = Doer::kHand;
  bool needsCamera = true;
  std::vector<ActionParameter> parameters = {};
};

std::span<const ActionSpec> actions();
const ActionSpec* findAction(std::string_view name);  // null: unknown

// The arguments fit the action's parameters: names, types, ranges. Throws InputError (no file: the
// caller adds where it stands).
void checkArguments(const ActionSpec& action, const nlohmann::json& args);

// What actions act on.
class Camera;
class PhoneApp;
class World;
struct ActionTargets {
  World& world;
  PhoneApp& phone;
  Camera* camera;  // never null for an action that needs one
  Instant now;
};

// Throws InputError where the arguments fit, but the state of the world refuses the action (no card
// to put back).
void checkState(const ActionSpec& action, const ActionTargets& on, const nlohmann::json& args);

// Of an action other than `fault`, with arguments and state checked.
void perform(const ActionSpec& action, const ActionTargets& on, const nlohmann::json& args);

}  // namespace tw::sim
