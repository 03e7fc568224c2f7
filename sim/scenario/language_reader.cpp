#include "sim/scenario/language_reader.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tw::sim {

namespace {

using Kind = Condition::Kind;

constexpr double kLargest = 1e300;  // of a limit in a condition

const std::array<std::string, 8> kLeafKeys = {"is",       "is_not",  "above",   "below",
                                              "at_least", "at_most", "between", "changes"};
constexpr std::array kLeafKinds = {Kind::kIs,      Kind::kIsNot,  Kind::kAbove,   Kind::kBelow,
                                   Kind::kAtLeast, Kind::kAtMost, Kind::kBetween, Kind::kChanges};

std::string listed(std::span<const std::string> keys) {
  std::string out;
  for (size_t i = 0; i < keys.size(); ++i)
    out += (i == 0 ? "" : i + 1 == keys.size() ? " or " : ", ") + inQuotes(keys[i]);
  return out;
}

// A key that stands there and is near to one that should: "at" for "at_s".
std::string nearMiss(const JsonReader& object, std::span<const std::string> keys) {
  for (const std::string& key : object.keys())
    if (const auto near = nearest(key, keys))
      return " (there is " + inQuotes(key) + ": did you mean " + inQuotes(*near) + "?)";
  return "";
}

std::variant<bool, double, std::string> readValue(const JsonReader& value) {
  if (value.json().is_boolean()) return value.asFlag();
  if (value.json().is_string()) return value.asText();
  if (value.json().is_number()) return value.asNumber(-kLargest, kLargest);
  value.fail("must be a label, a text, a number, true or false");
}

void readLimits(const JsonReader& object, const std::string& key, Condition& to) {
  if (to.kind != Kind::kBetween) {
    to.low = to.high = object.number(key, -kLargest, kLargest);
    return;
  }
  const JsonReader both = object.member(key);
  const auto limits = both.elements();
  if (limits.size() != 2) both.fail("must be two numbers, the lower and the upper limit");
  to.low = limits[0].asNumber(-kLargest, kLargest);
  to.high = limits[1].asNumber(-kLargest, kLargest);
  if (to.low > to.high) both.fail("the lower limit comes first");
}

Condition readLeaf(const JsonReader& object, bool events) {
  Condition leaf{.where = whereOf(object), .signal = object.text("signal")};
  const std::string key = onlyOne(object, kLeafKeys);
  const auto index = std::find(kLeafKeys.begin(), kLeafKeys.end(), key) - kLeafKeys.begin();
  leaf.kind = kLeafKinds[static_cast<size_t>(index)];
  if (leaf.kind == Kind::kChanges) {
    if (!object.flag(key)) object.failAt(key, "must be true");
    if (!events)
      object.failAt(key,
                    "a change is an event, here something must hold: 'changes' stands alone, in "
                    "'when', 'eventually', 'never', 'until' or 'count'");
  } else if (leaf.kind == Kind::kIs || leaf.kind == Kind::kIsNot) {
    leaf.value = readValue(object.member(key));
  } else {
    readLimits(object, key, leaf);
  }
  return leaf;
}

Duration readDelay(const JsonReader& object) {
  if (object.has("delay_s") && object.has("delay_ns"))
    object.failAt("delay_ns", "either 'delay_s' or 'delay_ns', not both");
  if (object.has("delay_ns"))
    return Duration{object.integer("delay_ns", 0, static_cast<int64_t>(kLongestSeconds * 1e9))};
  return object.has("delay_s") ? readSeconds(object, "delay_s") : Duration{};
}

void readWhen(const JsonReader& object, Trigger& to) {
  to.kind = Trigger::Kind::kWhen;
  to.when = {readCondition(object.object("when"), true)};
  to.nth = object.integer("nth", 1, 1'000'000'000, 1);
  if (object.has("since")) to.since = {readTrigger(object.member("since"))};
}

}  // namespace

Where whereOf(const JsonReader& value) { return {value.file(), value.line(), value.path()}; }

std::string onlyOne(const JsonReader& object, std::span<const std::string> keys) {
  object.requireObject();
  std::string found;
  for (const std::string& key : keys) {
    if (!object.has(key)) continue;
    if (!found.empty())
      object.failAt(key, "either " + inQuotes(found) + " or " + inQuotes(key) + ", not both");
    found = key;
  }
  if (found.empty()) object.fail("needs one of " + listed(keys) + nearMiss(object, keys));
  return found;
}

std::string readId(const JsonReader& value) {
  const std::string id = value.asText();
  const auto fits = [](unsigned char c) {
    return c < 0x80 && (std::isalnum(c) || c == '_' || c == '-' || c == '.');
  };
  if (id.empty() || id.size() > 64 || !std::all_of(id.begin(), id.end(), fits))
    value.fail("an ID has 1 to 64 letters, digits, '_', '-' and '.', not " + inQuotes(id));
  return id;
}

Duration readSeconds(const JsonReader& object, const std::string& key) {
  return fromSeconds(object.number(key, 0, kLongestSeconds));
}

Duration readPositiveSeconds(const JsonReader& object, const std::string& key) {
  return fromSeconds(object.number(key, 1e-9, kLongestSeconds));
}

Condition readCondition(const JsonReader& value, bool events) {
  static const std::array<std::string, 4> kForms = {"signal", "all", "any", "not"};
  const std::string form = onlyOne(value, kForms);
  Condition condition{.where = whereOf(value)};
  if (form == "signal") {
    condition = readLeaf(value, events);
  } else if (form == "not") {
    condition.kind = Kind::kNot;
    condition.parts = {readCondition(value.member("not"), false)};
  } else {
    condition.kind = form == "all" ? Kind::kAll : Kind::kAny;
    for (const JsonReader& part : value.array(form))
      condition.parts.push_back(readCondition(part, false));
    if (condition.parts.empty()) value.failAt(form, "needs at least one condition");
  }
  value.finish();
  return condition;
}

Trigger readTriggerKeys(const JsonReader& object) {
  static const std::array<std::string, 4> kForms = {"at_s", "at_ns", "after", "when"};
  const std::string form = onlyOne(object, kForms);
  Trigger trigger{.where = whereOf(object), .kind = Trigger::Kind::kAt};
  if (form == "at_s") {
    trigger.at = readSeconds(object, form);
  } else if (form == "at_ns") {
    trigger.at = Duration{object.integer(form, 0, static_cast<int64_t>(kLongestSeconds * 1e9))};
  } else if (form == "after") {
    trigger.kind = Trigger::Kind::kAfter;
    trigger.after = readId(object.member(form));
  } else {
    readWhen(object, trigger);
  }
  if (trigger.kind != Trigger::Kind::kAt) trigger.delay = readDelay(object);
  return trigger;
}

Trigger readTrigger(const JsonReader& value) {
  if (value.json().is_string())
    return {.where = whereOf(value), .kind = Trigger::Kind::kAfter, .after = readId(value)};
  if (!value.json().is_object())
    value.fail("must be a step's ID or an object with a trigger's keys");
  Trigger trigger = readTriggerKeys(value);
  value.finish();
  return trigger;
}

}  // namespace tw::sim
