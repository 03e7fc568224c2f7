#include "sim/scenario/scenario_run.h"

#include <algorithm>
#include <deque>
#include <map>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/fault_commands.h"
#include "sim/scenario/judge.h"
#include "sim/scenario/trigger_watch.h"

namespace tw::sim {

namespace {

class Run final : public RunView {
 public:
  Run(const Scenario& scenario, Stage& stage, const RunOptions& options);
  RunResult play();

  Instant now() const override { return stage_.now(); }
  Instant end() const override { return end_; }
  const std::vector<StepResult>& steps() const override { return result_.steps; }
  std::vector<ExpectationResult> expectations() const override { return judgedAll(false); }

 private:
  // A command that has come due, or will at `at`.
  struct Due {
    Instant at;
    size_t step;
    bool first;  // of its step
    Command command;
  };
  struct Watched {
    std::unique_ptr<TriggerWatch> from, to;  // none: the ends of the run
    const ConditionTrack* condition = nullptr;
    const ConditionTrack* until = nullptr;
  };

  void watch(const Step& step, const TriggerWatch* base);
  void watchExpectations();
  bool mayGoOn();
  bool runEventsOfThisInstant();
  void settle();
  void lookAtSteps();
  void lookAtWindows(bool complete);
  void fire(size_t step);
  void doNext();
  void completeInstant();
  bool takeHand(Instant next);
  void take(Command command);
  void take(Step step);
  Instant nextStop() const;
  void finish();
  void tellOpenOnes();
  std::vector<ExpectationResult> judgedAll(bool ended) const;
  ExpectationResult judged(const Expectation& expectation, const Watched& watched,
                           bool ended) const;
  std::string whyNoWindow(const Expectation& expectation, const Watched& watched) const;
  Window windowOf(const Watched& watched) const;

  const Scenario& scenario_;
  Stage& stage_;
  const RunOptions& options_;
  const Instant end_;
  ConditionWatch conditions_;
  StepMoments moments_;
  std::deque<Step> steps_;                               // the scenario's, then those of hands
  std::deque<TriggerWatch> bases_;                       // when each hand was there
  std::vector<std::unique_ptr<TriggerWatch>> triggers_;  // of the steps
  std::vector<Watched> expectations_;
  std::deque<Due> due_;                // to be done at this instant, in order
  std::multimap<Instant, Due> later_;  // the rest of ramps and the ends of faults
  std::string doneStep_;               // ID of the step whose command has just been applied
  bool looked_ = false;                // something was looked at since the last complete instant
  Instant nextDue_{};                  // when a trigger wants to be looked at
  RunResult result_;
};

Run::Run(const Scenario& scenario, Stage& stage, const RunOptions& options)
    : scenario_(scenario),
      stage_(stage),
      options_(options),
      end_(Instant{scenario.duration}),
      conditions_(stage.signals()) {
  TW_CHECK(stage.now() == Instant{});
  result_.seed = options.seed;
  for (const Step& step : scenario.steps) watch(step, nullptr);
  watchExpectations();
}

void Run::watch(const Step& step, const TriggerWatch* base) {
  steps_.push_back(step);
  triggers_.push_back(std::make_unique<TriggerWatch>(step.trigger, conditions_, moments_,
                                                     TriggerWatch::Times::kEarly, base));
  result_.steps.push_back({.id = step.id,
                           .words = step.words(),
                           .trigger = step.trigger.words(),
                           .camera = step.camera,
                           .optional = step.optional});
}

void Run::watchExpectations() {
  for (const Expectation& e : scenario_.expectations) {
    Watched watched;
    if (e.from)
      watched.from = std::make_unique<TriggerWatch>(*e.from, conditions_, moments_,
                                                    TriggerWatch::Times::kLate);
    if (e.to)
      watched.to = std::make_unique<TriggerWatch>(*e.to, conditions_, moments_,
                                                  TriggerWatch::Times::kEarly, watched.from.get());
    watched.condition = &conditions_.add(e.condition);
    if (!e.until.empty()) watched.until = &conditions_.add(e.until[0]);
    expectations_.push_back(std::move(watched));
  }
}

RunResult Run::play() {
  while (true) {
    if (!runEventsOfThisInstant()) break;
    settle();
    if (!due_.empty()) {
      doNext();
      continue;
    }
    completeInstant();
    if (stage_.now() >= end_) break;
    const Instant next = nextStop();
    if (takeHand(next)) continue;
    if (!mayGoOn()) break;  // asked last: a hand that waited may have ended the run
    if (options_.pace) options_.pace(next);
    stage_.step(next);
  }
  finish();
  return std::move(result_);
}

bool Run::mayGoOn() {
  if (options_.stop && result_.cutShort.empty()) result_.cutShort = options_.stop();
  return result_.cutShort.empty();
}

bool Run::runEventsOfThisInstant() {
  while (stage_.nextEvent() <= stage_.now()) {
    if (!mayGoOn()) return false;
    stage_.step(stage_.now());
  }
  return true;
}

void Run::settle() {
  const bool changed = conditions_.settle(stage_.now());
  const bool stepDone = !doneStep_.empty();
  if (stepDone) moments_.emplace(std::exchange(doneStep_, ""), conditions_.now());
  for (auto next = later_.begin(); next != later_.end() && next->first <= stage_.now();
       next = later_.erase(next))
    due_.push_back(std::move(next->second));
  if (!changed && !stepDone && stage_.now() < nextDue_) return;
  looked_ = true;
  lookAtSteps();
  lookAtWindows(false);
}

void Run::lookAtSteps() {
  for (size_t i = 0; i < triggers_.size(); ++i)
    if (triggers_[i]->look(false)) fire(i);
}

void Run::lookAtWindows(bool complete) {
  for (Watched& watched : expectations_) {
    if (watched.from) watched.from->look(complete);
    if (watched.to) watched.to->look(complete);
  }
}

void Run::fire(size_t step) {
  bool first = true;
  for (TimedCommand& timed : commandsOf(steps_[step], stage_)) {
    Due due{stage_.now() + timed.later, step, first, std::move(timed.command)};
    if (first)
      due_.push_back(std::move(due));
    else
      later_.emplace(due.at, std::move(due));
    first = false;
  }
}

void Run::doNext() {
  Due due = std::move(due_.front());
  due_.pop_front();
  const Step& step = steps_[due.step];
  if (due.first) {
    result_.steps[due.step].firedAt = stage_.now();
    result_.steps[due.step].command = stage_.commands().size();
    doneStep_ = step.id;
  }
  due.command.at = stage_.now();
  try {
    stage_.apply(std::move(due.command));
  } catch (const InputError& error) {
    step.where.fail(error.what());
  }
}

void Run::completeInstant() {
  if (looked_) {
    lookAtWindows(true);
    nextDue_ = kNever;
    for (const auto& trigger : triggers_) nextDue_ = std::min(nextDue_, trigger->due());
    for (const Watched& watched : expectations_) {
      if (watched.from) nextDue_ = std::min(nextDue_, watched.from->due());
      if (watched.to) nextDue_ = std::min(nextDue_, watched.to->due());
    }
    TW_CHECK(nextDue_ > stage_.now());
    looked_ = false;
  }
  if (options_.progress) options_.progress(*this);
}

bool Run::takeHand(Instant next) {
  if (!options_.hand) return false;
  auto hand = options_.hand(stage_.now(), next);
  if (!hand) return false;
  if (auto* command = std::get_if<Command>(&*hand)) TW_CHECK(command->at < next);
  std::visit([this](auto&& what) { take(std::move(what)); }, std::move(*hand));
  return true;
}

void Run::take(Command command) {
  TW_CHECK(command.at >= stage_.now());
  if (command.at > stage_.now()) stage_.step(command.at);  // nothing is due before
  try {
    stage_.apply(std::move(command));
  } catch (const InputError& error) {
    if (!options_.refused) throw;
    options_.refused(error.what());
  }
}

void Run::take(Step step) {
  bases_.emplace_back(Trigger{}, conditions_, moments_, TriggerWatch::Times::kEarly);
  bases_.back().look(true);
  watch(step, &bases_.back());
  looked_ = true;
  if (triggers_.back()->look(true)) fire(triggers_.size() - 1);
}

Instant Run::nextStop() const {
  Instant next = std::min({end_, nextDue_, stage_.nextEvent()});
  if (!later_.empty()) next = std::min(next, later_.begin()->first);
  return next;
}

std::vector<ExpectationResult> Run::judgedAll(bool ended) const {
  std::vector<ExpectationResult> all;
  for (size_t i = 0; i < expectations_.size(); ++i)
    all.push_back(judged(scenario_.expectations[i], expectations_[i], ended));
  return all;
}

// Those of hands are in the commands, as far as they came.
void Run::finish() {
  result_.steps.resize(scenario_.steps.size());
  result_.duration = stage_.now().time_since_epoch();
  result_.passed = result_.cutShort.empty();
  for (const StepResult& step : result_.steps)
    if (!step.firedAt && !step.optional) result_.passed = false;
  result_.expectations = judgedAll(true);
  if (!result_.cutShort.empty()) tellOpenOnes();
  for (const ExpectationResult& expectation : result_.expectations)
    if (!expectation.passed) result_.passed = false;
  result_.commands = stage_.commands();
  result_.hashes = stage_.hashes();
}

void Run::tellOpenOnes() {
  const auto asItGoesOn = judgedAll(false);
  for (size_t i = 0; i < asItGoesOn.size(); ++i) result_.expectations[i].open = asItGoesOn[i].open;
}

Window Run::windowOf(const Watched& watched) const {
  Window window;
  window.runEnd = stage_.now();
  if (watched.from) window.from = *watched.from->firedAt();
  if (watched.to) window.to = watched.to->firedAt();
  window.growsBack = watched.from && !watched.from->hangsOnSignal();
  window.growsOn = watched.to && !watched.to->hangsOnSignal();
  return window;
}

std::string Run::whyNoWindow(const Expectation& expectation, const Watched& watched) const {
  if (watched.from && !watched.from->firedAt())
    return "the window never opened: " + expectation.from->words() + " did not come";
  if (!watched.to) return "";
  if (!watched.to->firedAt())
    return "the window never closed: " + expectation.to->words() + " did not come";
  const Moment from = watched.from ? *watched.from->firedAt() : Moment{};
  if (*watched.to->firedAt() < from) return "the window closed before it opened";
  return *watched.to->firedAt() == from ? "the window is empty: it closed as it opened" : "";
}

ExpectationResult Run::judged(const Expectation& expectation, const Watched& watched,
                              bool ended) const {
  ExpectationResult out{
      .id = expectation.id, .title = expectation.title, .words = expectation.words()};
  out.from = Instant{};
  if (watched.from)
    out.from = watched.from->firedAt() ? std::optional(watched.from->firedAt()->at) : std::nullopt;
  out.to = stage_.now();
  if (watched.to)
    out.to = watched.to->firedAt() ? std::optional(watched.to->firedAt()->at) : std::nullopt;
  const bool closesYet = !ended && out.from && !out.to;
  const std::string missing = closesYet ? "" : whyNoWindow(expectation, watched);
  if (!missing.empty()) {
    out.margin = {.relative = -1, .text = missing, .measured = false};
    out.open = !ended && !out.from;
    return out;
  }
  const Witness witness{
      .at = [this](const auto& track,
                   const auto& point) { return conditions_.describe(track, point); },
      .lately = [this](const auto& track, Instant from,
                       Instant to) { return conditions_.lately(track, from, to); }};
  const Judgement judgement =
      judge(expectation, windowOf(watched), *watched.condition, watched.until, witness);
  out.passed = judgement.passed;
  out.open = !ended && (judgement.open || (closesYet && judgement.passed));
  out.margin = judgement.margin;
  out.decidedAt = judgement.decidedAt;
  return out;
}

}  // namespace

double RunResult::smallestMargin() const {
  double smallest = cutShort.empty() ? 1 : -1;
  for (const ExpectationResult& e : expectations) smallest = std::min(smallest, e.margin.relative);
  for (const StepResult& step : steps)
    if (!step.firedAt && !step.optional) smallest = -1;
  return smallest;
}

RunResult runScenario(const Scenario& scenario, Stage& stage, const RunOptions& options) {
  checkNames(scenario, stage);
  stage.begin();
  return Run(scenario, stage, options).play();
}

}  // namespace tw::sim
