// A scenario: what happens to a twin, and what must hold. Plain values, as read from a
// *.scenario.json (scenes/tweelens.scenario.schema.json says the same for editors):
//
//   {"title": "...", "description": "...", "covers": ["LED-1"],
//    "scene": "plain_yard.scene.json",                     paths: from this file's folder
//    "cameras": [{"name": "cam", "model": "../models/cameras/x.camera.json", "mount": "pole"}],
//    "seed": 1, "pictures": "drawn|pattern|none", "duration_s": 120,
//    "steps": [STEP...], "expect": [EXPECTATION...]}
//
// CONDITION, over signals as they are when all events of an instant have run:
//   {"signal": NAME, "is": label|text|true|false|number}  or "is_not"
//   {"signal": NAME, "above"|"below": x} (strictly), "at_least"|"at_most": x, "between": [a, b]
//   {"signal": NAME, "changes": true}     an event: alone, and where an event makes sense
//   {"all": [...]}  {"any": [...]}  {"not": ...}
//
// TRIGGER, shared by steps, faults and windows; one of these, and a delay:
//   "at_s": t  or "at_ns": n      from the start of the run
//   "after": ID                   when that step has been done
//   "when": CONDITION             when it becomes true; with "nth": n the nth time; counted from
//                                 "since": TRIGGER or ID (without: the start of the run, and in a
//                                 window's "to" its "from"). A condition that holds already when
//                                 counting starts counts as becoming true then; for a signal that
//                                 counts, "changes" counts by how much it rises.
//   "delay_s": d  or "delay_ns"   later than that
//
// STEP: a trigger's keys and one of
//   "do": ACTION, "with": {parameters}      see `tweelens actions`
//   "fault": {"device", "kind", "magnitude": m | "ramp": {"from", "to", "over_s", "every_s"},
//             "for_s": mended after that}   see `tweelens faults`. A camera's device is called
//             "card" where there is one camera, and "cam/card", or "card" with "camera", among
//             several.
//   and "id", "camera" (may be left out where there is one), "optional": true (else a step that
//   never comes fails the run). Steps of one instant are done in the order in which they came due,
//   then of the file, each after everything of that instant has run.
//
// EXPECTATION: "id", "title", a window {"from", "to"} of TRIGGERs or IDs (without: the whole run),
// and one of
//   "eventually": C, "within_s"        from the window's start; at the limit is in time
//   "always": C                        "never": C
//   "hold": C, "until": C, "within_s"  the second must come, the first hold until it does
//   "holds": C, "for_s", "within_s"    without a break; within_s is when it must have begun
//   "count": C, "min", "max"           how often it becomes true
// A window reaches up to its "to" but without that moment. At a time (at_s, delay) it opens after
// and closes before what is done at that instant. A window that never opens or closes, or that is
// empty, fails its expectation.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/twin/actions.h"
#include "sim/twin/twin.h"

namespace tw::sim {

class JsonDocument;
class Promises;

// Where in the file something stands: for messages about it after reading.
struct Where {
  std::string file = {};
  int line = 0;
  std::string path = {};  // JSON pointer

  [[noreturn]] void fail(const std::string& message) const;  // InputError "FILE:LINE: PATH: ..."
};

struct Condition {
  enum class Kind {
    kIs,
    kIsNot,
    kAbove,
    kBelow,
    kAtLeast,
    kAtMost,
    kBetween,
    kChanges,
    kAll,
    kAny,
    kNot
  };
  Where where = {};
  Kind kind = Kind::kIs;
  std::string signal = {};
  std::variant<bool, double, std::string> value = false;  // kIs, kIsNot
  double low = 0, high = 0;                               // the limit in both, or those of kBetween
  std::vector<Condition> parts = {};                      // kAll, kAny: at least one; kNot: one

  bool isEvent() const { return kind == Kind::kChanges; }
  std::string words() const;  // "cam/led.pattern is fast_blue"
};

struct Trigger {
  enum class Kind { kAt, kAfter, kWhen };
  Where where = {};
  Kind kind = Kind::kAt;
  Duration at{};                     // kAt: since the start of the run
  std::string after = {};            // kAfter: ID of a step
  std::vector<Condition> when = {};  // kWhen: one
  int64_t nth = 1;                   // kWhen
  std::vector<Trigger> since = {};   // kWhen: none or one
  Duration delay{};

  std::string words() const;     // "5 s after step 'cable'"
  std::string waitsFor() const;  // the same as something to wait for: "cam/led.red is true"
};

struct ActionStep {
  std::string action = {};
  nlohmann::json with = nlohmann::json::object();
};

struct FaultStep {
  struct Ramp {
    double from = 0, to = 1;
    Duration over{}, every{};
  };
  std::string device = {};
  std::string kind = {};
  double magnitude = 1;
  std::optional<Ramp> ramp = {};
  std::optional<Duration> lasts = {};
};

struct Step {
  Where where = {};
  std::string id = {};  // may be empty
  Trigger trigger = {};
  std::string camera = {};  // empty: none, or (faults) found by the device's name
  bool optional = false;
  std::variant<ActionStep, FaultStep> what = {};

  std::string words() const;  // "insert_card", "fault card write_error"
  std::string place() const;  // "step 'out' (pull_cable), line 6"
};

struct Expectation {
  enum class Kind { kEventually, kAlways, kNever, kHoldUntil, kHoldsFor, kCount };
  Where where = {};
  std::string id = {};
  std::string title = {};
  Kind kind = Kind::kAlways;
  Condition condition = {};
  std::vector<Condition> until = {};  // kHoldUntil: one
  std::optional<Trigger> from = {}, to = {};
  std::optional<Duration> within = {};
  Duration lasts{};                           // kHoldsFor
  std::optional<int64_t> min = {}, max = {};  // kCount

  std::string words() const;  // "cam/led.pattern is fast_blue, within 30 s of step 'plugged'"
};

struct Scenario {
  std::filesystem::path file = {};
  std::string name = {};  // of the file, without .scenario.json
  std::string title = {}, description = {};
  std::vector<std::string> covers = {};
  std::filesystem::path scene = {};       // as found from the working directory
  std::vector<CameraSetup> cameras = {};  // models likewise
  std::vector<Where> cameraPlaces = {};   // of each
  Where scenePlace = {};
  uint64_t seed = 1;
  Pictures pictures = Pictures::kNone;
  Duration duration{};
  std::vector<Step> steps = {};
  std::vector<Expectation> expectations = {};
  nlohmann::json source = {};  // as read
};

// Everything that needs no twin is checked: keys, types, IDs, actions and their parameters,
// promises. Throws InputErrors with all that is wrong. The log of a run's commands, which is called
// commands.json in every run's folder, is named after that folder: "first_day_replay".
Scenario loadScenario(const std::filesystem::path& file);

// The same on a text that stands for the file, whether or not there is one.
Scenario parseScenario(const std::filesystem::path& file, std::string_view text);

// Of a document what needs no other file, for a given table of actions; without promises their IDs
// are not looked up.
Scenario readScenario(const JsonDocument& document, std::span<const ActionSpec> actions,
                      const Promises* promises);

// As scenarios write it: "drawn", "pattern", "none".
const char* toString(Pictures pictures);

// What a twin for this scenario is built from.
TwinSetup twinSetup(const Scenario& scenario, uint64_t seed, Pictures pictures);

}  // namespace tw::sim
