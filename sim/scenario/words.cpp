#include "sim/scenario/words.h"

#include <charconv>
#include <cmath>

#include "sim/core/json_reader.h"
#include "sim/core/number_text.h"
#include "sim/scenario/margin.h"
#include "sim/scenario/scenario.h"

namespace tw::sim {

namespace {

std::string valueWords(const std::variant<bool, double, std::string>& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<double>(&value)) return numberWords(*number);
  return std::get<std::string>(value);
}

std::string joined(const std::vector<Condition>& parts, const char* by) {
  std::string out;
  for (const Condition& part : parts) out.append(out.empty() ? "(" : by).append(part.words());
  return out + ")";
}

std::string withinWords(const Expectation& e) {
  return e.within ? " within " + secondsWords(*e.within) : "";
}

std::string countWords(const Expectation& e) {
  if (e.min && e.max && *e.min == *e.max) return std::to_string(*e.min) + " times";
  if (!e.max) return "at least " + std::to_string(*e.min) + " times";
  if (!e.min) return "at most " + std::to_string(*e.max) + " times";
  return std::to_string(*e.min) + " to " + std::to_string(*e.max) + " times";
}

std::string askedWords(const Expectation& e) {
  const std::string what = e.condition.words();
  switch (e.kind) {
    case Expectation::Kind::kEventually:
      return "eventually " + what + withinWords(e);
    case Expectation::Kind::kAlways:
      return "always " + what;
    case Expectation::Kind::kNever:
      return "never " + what;
    case Expectation::Kind::kHoldUntil:
      return what + " until " + e.until.at(0).words() + withinWords(e);
    case Expectation::Kind::kHoldsFor:
      return what + " for " + secondsWords(e.lasts) +
             (e.within ? ", begun" + withinWords(e) : std::string());
    case Expectation::Kind::kCount:
      return what + " " + countWords(e);
  }
  return what;
}

}  // namespace

std::string numberWords(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return {text, end.ptr};
}

std::string roundedWords(double value) { return formatted("%.6g", value == 0 ? 0.0 : value); }

std::string roundedSeconds(double value) {
  std::string words = fixed(value, 3);
  words.erase(words.find_last_not_of('0') + 1);
  if (words.back() == '.') words.pop_back();
  return (words == "-0" ? "0" : words) + " s";
}

std::string marginWords(const Margin& margin) {
  if (!margin.measured) return "";
  const std::string unit = margin.unit.empty() ? "" : " " + margin.unit;
  const std::string value =
      margin.unit == "s" ? roundedSeconds(margin.value) : roundedWords(margin.value) + unit;
  const auto percent = static_cast<int>(std::lround(margin.relative * 100));
  return value + " (" + std::to_string(percent) + " %)";
}

std::string secondsWords(Duration value) { return numberWords(toSeconds(value)) + " s"; }

void Where::fail(const std::string& message) const {
  throw InputError(file + ":" + std::to_string(line) + ": " + (path.empty() ? "/" : path) + ": " +
                   message);
}

std::string Condition::words() const {
  switch (kind) {
    case Kind::kIs:
      return signal + " is " + valueWords(value);
    case Kind::kIsNot:
      return signal + " is not " + valueWords(value);
    case Kind::kAbove:
      return signal + " above " + numberWords(low);
    case Kind::kBelow:
      return signal + " below " + numberWords(high);
    case Kind::kAtLeast:
      return signal + " at least " + numberWords(low);
    case Kind::kAtMost:
      return signal + " at most " + numberWords(high);
    case Kind::kBetween:
      return signal + " between " + numberWords(low) + " and " + numberWords(high);
    case Kind::kChanges:
      return signal + " changes";
    case Kind::kAll:
      return joined(parts, " and ");
    case Kind::kAny:
      return joined(parts, " or ");
    case Kind::kNot:
      return "not " + parts.at(0).words();
  }
  return signal;
}

std::string Trigger::words() const {
  const std::string later = delay > Duration{} ? secondsWords(delay) + " after " : "";
  switch (kind) {
    case Kind::kAt:
      return "at " + secondsWords(at + delay);
    case Kind::kAfter:
      return later + waitsFor();
    case Kind::kWhen:
      return later + "when " + waitsFor();
  }
  return later;
}

std::string Trigger::waitsFor() const {
  if (kind == Kind::kAt) return secondsWords(at + delay);
  if (kind == Kind::kAfter) return "step " + inQuotes(after);
  const std::string counted = nth > 1 ? ", time " + std::to_string(nth) : "";
  const std::string from = since.empty() ? "" : ", since " + since.at(0).words();
  return when.at(0).words() + counted + from;
}

std::string Step::words() const {
  if (const auto* action = std::get_if<ActionStep>(&what))
    return action->with.empty() ? action->action : action->action + " " + action->with.dump();
  const auto& fault = std::get<FaultStep>(what);
  const std::string words = "fault " + fault.device + " " + fault.kind + " ";
  if (!fault.ramp) return words + numberWords(fault.magnitude);
  return words + "from " + numberWords(fault.ramp->from) + " to " + numberWords(fault.ramp->to);
}

std::string Step::place() const {
  const auto* action = std::get_if<ActionStep>(&what);
  const std::string does = action ? action->action : words();
  return "step " + (id.empty() ? does : inQuotes(id) + " (" + does + ")") + ", line " +
         std::to_string(where.line);
}

std::string Expectation::words() const {
  return askedWords(*this) + (from ? ", from " + from->words() : "") +
         (to ? ", to " + to->words() : "");
}

}  // namespace tw::sim
