// EXPECTATION of a scenario file, and the parameters of a step's action.
#include <array>
#include <filesystem>
#include <map>

#include "sim/scenario/language_reader.h"

namespace tw::sim {

namespace {

using ExpectationKind = Expectation::Kind;

const std::array<std::string, 6> kKinds = {"eventually", "always", "never",
                                           "hold",       "holds",  "count"};
const std::map<std::string, ExpectationKind> kKindOf = {
    {"eventually", ExpectationKind::kEventually}, {"always", ExpectationKind::kAlways},
    {"never", ExpectationKind::kNever},           {"hold", ExpectationKind::kHoldUntil},
    {"holds", ExpectationKind::kHoldsFor},        {"count", ExpectationKind::kCount}};

bool takesEvents(ExpectationKind kind) {
  return kind == ExpectationKind::kEventually || kind == ExpectationKind::kNever ||
         kind == ExpectationKind::kCount;
}

bool takesWithin(ExpectationKind kind) {
  return kind == ExpectationKind::kEventually || kind == ExpectationKind::kHoldUntil ||
         kind == ExpectationKind::kHoldsFor;
}

void readCount(const JsonReader& value, Expectation& to) {
  constexpr int64_t kMost = 1'000'000'000'000;
  if (value.has("min")) to.min = value.integer("min", 0, kMost);
  if (value.has("max")) to.max = value.integer("max", 0, kMost);
  if (!to.min && !to.max) value.fail("needs 'min' or 'max', or both");
  if (to.min && to.max && *to.min > *to.max) value.failAt("min", "must not exceed 'max'");
}

void readParameter(const JsonReader& with, const ActionParameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::kNumber:
      with.number(parameter.name, parameter.min, parameter.max);
      break;
    case ParameterKind::kFlag:
      with.flag(parameter.name);
      break;
    case ParameterKind::kText:
      with.text(parameter.name);
      break;
    case ParameterKind::kChoice:
      with.choice(parameter.name, parameter.choices);
      break;
    case ParameterKind::kObject:
      with.object(parameter.name);
      break;
    case ParameterKind::kAny:
      with.member(parameter.name);
      break;
  }
}

std::string besideScenario(const JsonReader& with, const std::string& file) {
  const auto folder = std::filesystem::absolute(whereOf(with).file).parent_path();
  return (folder / file).lexically_normal().string();
}

}  // namespace

Expectation readExpectation(const JsonReader& value) {
  Expectation e{.where = whereOf(value), .id = readId(value.member("id"))};
  e.title = value.text("title", "");
  const std::string key = onlyOne(value, kKinds);
  e.kind = kKindOf.at(key);
  e.condition = readCondition(value.member(key), takesEvents(e.kind));
  if (e.kind == ExpectationKind::kHoldUntil) e.until = {readCondition(value.member("until"), true)};
  if (e.kind == ExpectationKind::kHoldsFor) e.lasts = readPositiveSeconds(value, "for_s");
  if (e.kind == ExpectationKind::kCount) readCount(value, e);
  if (takesWithin(e.kind) && value.has("within_s"))
    e.within = readPositiveSeconds(value, "within_s");
  if (value.has("from")) e.from = readTrigger(value.member("from"));
  if (value.has("to")) e.to = readTrigger(value.member("to"));
  value.finish();
  return e;
}

nlohmann::json readParameters(const JsonReader& step, const ActionSpec& action) {
  const auto with = step.optionalObject("with");
  for (const ActionParameter& parameter : action.parameters) {
    if (!with && parameter.required)
      step.fail("action " + inQuotes(action.name) + " needs \"with\": {\"" + parameter.name +
                "\": ...} (" + parameter.doc + ")");
    if (with && (parameter.required || with->has(parameter.name))) readParameter(*with, parameter);
  }
  if (!with) return nlohmann::json::object();
  with->finish();
  nlohmann::json values = with->json();
  for (const ActionParameter& parameter : action.parameters)
    if (parameter.isFile && values.contains(parameter.name))
      values[parameter.name] = besideScenario(*with, values.at(parameter.name));
  return values;
}

}  // namespace tw::sim
