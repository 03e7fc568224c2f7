// The parts of a scenario file that other parts are made of: conditions, triggers, names.
#pragma once

#include <span>
#include <string>

#include "sim/core/json_reader.h"
#include "sim/scenario/scenario.h"

namespace tw::sim {

inline constexpr double kLongestSeconds =
    1e8;  // three years: sums of it fit 64 bits of nanoseconds

Where whereOf(const JsonReader& value);

// Which of `keys` the object has; fails unless it is exactly one. `what` names what is missing.
std::string onlyOne(const JsonReader& object, std::span<const std::string> keys);

// A name of letters, digits, '_', '-' and '.', of at most 64.
std::string readId(const JsonReader& value);

Duration readSeconds(const JsonReader& object, const std::string& key);  // from 0
// More than nothing, as for_s and within_s must be.
Duration readPositiveSeconds(const JsonReader& object, const std::string& key);

// `events`: whether a "changes" makes sense here.
Condition readCondition(const JsonReader& value, bool events);

// The trigger's keys within a step; other keys may be there.
Trigger readTriggerKeys(const JsonReader& object);
// A trigger of its own: a step's ID, or an object of a trigger's keys and nothing else.
Trigger readTrigger(const JsonReader& value);

Expectation readExpectation(const JsonReader& value);

// The parameters of an action, checked against the table.
nlohmann::json readParameters(const JsonReader& step, const ActionSpec& action);

// What cannot be seen in one place alone: IDs given twice or unknown, steps that wait for each
// other, times beyond the end. Throws InputError.
void checkLinks(const Scenario& scenario);

}  // namespace tw::sim
