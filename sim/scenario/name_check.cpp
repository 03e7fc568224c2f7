// Names of a scenario against what a twin really has.
#include <algorithm>

#include "sim/core/json_reader.h"
#include "sim/scenario/fault_commands.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/scenario_run.h"
#include "sim/scenario/words.h"

namespace tw::sim {

namespace {

class NameCheck {
 public:
  explicit NameCheck(Stage& stage) : stage_(stage), signals_(stage.signals()) {
    for (SignalId id = 0; id < signals_.size(); ++id) names_.push_back(signals_.spec(id).name);
  }

  void step(const Step& step) {
    problems_.attempt([&] { trigger(step.trigger); });
    problems_.attempt([&] {
      for (const Command& command : commandsToCheck(step)) checkCommand(step, command);
    });
  }
  void expectation(const Expectation& e) {
    problems_.attempt([&] { conditionsOf(e); });
  }
  void throwIfAny() { problems_.throwIfAny(); }

 private:
  std::vector<Command> commandsToCheck(const Step& step) const {
    std::vector<Command> all;
    for (const TimedCommand& timed : commandsOf(step, stage_)) all.push_back(timed.command);
    return all;
  }

  void checkCommand(const Step& step, const Command& command) const {
    try {
      stage_.check(command);
    } catch (const InputError& error) {
      step.where.fail(error.what());
    }
  }

  void conditionsOf(const Expectation& e) const {
    condition(e.condition);
    for (const Condition& until : e.until) condition(until);
    if (e.from) trigger(*e.from);
    if (e.to) trigger(*e.to);
  }

  void trigger(const Trigger& trigger) const {
    for (const Condition& when : trigger.when) condition(when);
    for (const Trigger& since : trigger.since) this->trigger(since);
  }

  void condition(const Condition& c) const {
    for (const Condition& part : c.parts) condition(part);
    if (!c.parts.empty()) return;
    const auto id = signals_.find(c.signal);
    if (!id) unknownSignal(c);
    if (c.kind == Condition::Kind::kIs || c.kind == Condition::Kind::kIsNot)
      value(c, signals_.spec(*id));
    else if (c.kind != Condition::Kind::kChanges)
      limit(c, signals_.spec(*id));
  }

  [[noreturn]] void unknownSignal(const Condition& c) const {
    for (const std::string& name : names_)
      if (name.ends_with("/" + c.signal))
        c.where.fail("no signal " + inQuotes(c.signal) + " (did you mean " + inQuotes(name) + "?)");
    const std::string near = suggestion(c.signal, names_);
    c.where.fail("no signal " + inQuotes(c.signal) +
                 (near.empty() ? "; see `tweelens signals`" : near));
  }

  static void limit(const Condition& c, const SignalSpec& spec) {
    if (spec.kind == SignalKind::kNumber || spec.kind == SignalKind::kCount) return;
    c.where.fail("signal " + inQuotes(spec.name) +
                 " is no number: compare it with 'is' or 'is_not'");
  }

  static void value(const Condition& c, const SignalSpec& spec) {
    const bool flag = std::holds_alternative<bool>(c.value);
    const bool number = std::holds_alternative<double>(c.value);
    const auto* text = std::get_if<std::string>(&c.value);
    const std::string signal = "signal " + inQuotes(spec.name);
    switch (spec.kind) {
      case SignalKind::kFlag:
        if (!flag) c.where.fail(signal + " is true or false");
        return;
      case SignalKind::kNumber:
      case SignalKind::kCount:
        if (!number) c.where.fail(signal + " is a number");
        return;
      case SignalKind::kText:
        if (!text) c.where.fail(signal + " is a text");
        return;
      case SignalKind::kChoice:
        label(c, spec, text);
    }
  }

  static void label(const Condition& c, const SignalSpec& spec, const std::string* text) {
    if (text && std::find(spec.labels.begin(), spec.labels.end(), *text) != spec.labels.end())
      return;
    std::string all;
    for (const std::string& label : spec.labels) all += (all.empty() ? "" : ", ") + inQuotes(label);
    c.where.fail("signal " + inQuotes(spec.name) + " is one of " + all +
                 (text ? ", not " + inQuotes(*text) + suggestion(*text, spec.labels) : ""));
  }

  Stage& stage_;
  const Signals& signals_;
  std::vector<std::string> names_;
  Problems problems_;
};

}  // namespace

void checkNames(const Scenario& scenario, Stage& stage) {
  NameCheck names(stage);
  for (const Step& step : scenario.steps) names.step(step);
  for (const Expectation& expectation : scenario.expectations) names.expectation(expectation);
  names.throwIfAny();
}

void checkNames(const Step& step, Stage& stage) {
  NameCheck names(stage);
  names.step(step);
  names.throwIfAny();
}

}  // namespace tw::sim
