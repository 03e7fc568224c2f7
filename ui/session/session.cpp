#include "ui/session/session.h"

#include <algorithm>

#include "sim/core/json_reader.h"
#include "sim/scenario/twin_stage.h"

namespace tw::ui {
namespace {
constexpr double kShowEvery = 0.02;  // s; more than a screen shows
}  // namespace

Session::Session(SessionSetup setup) : setup_(std::move(setup)) {
  orders_.next = Plan{.seed = setup_.seed.value_or(setup_.scenario.seed)};
  thread_ = std::thread([this] { work(); });
}

Session::~Session() {
  order([](Orders& orders) { orders.quit = true; });
  thread_.join();
}

template <class Change>
void Session::order(Change change) {
  const std::lock_guard lock(mutex_);
  change(orders_);
  changed_.notify_all();
}

void Session::run() {
  order([](Orders& orders) { orders.running = true; });
}

void Session::pause() {
  order([](Orders& orders) { orders.running = false; });
}

void Session::step() {
  order([](Orders& orders) {
    orders.running = false;
    ++orders.steps;
  });
}

void Session::setPace(double pace) {
  TW_CHECK(pace >= 0);
  order([pace](Orders& orders) { orders.pace = pace; });
}

void Session::send(sim::Command command) {
  order([&command](Orders& orders) { orders.hands.push_back(std::move(command)); });
}

void Session::end() {
  order([](Orders& orders) { orders.end = true; });
}

void Session::restart(uint64_t seed) {
  order([seed](Orders& orders) {
    orders = {.running = orders.running, .pace = orders.pace, .next = Plan{.seed = seed}};
  });
}

void Session::goOnFrom(Instant at) {
  order([this, at](Orders& orders) {
    Plan plan{.seed = plan_.seed, .until = at};
    std::copy_if(done_.begin(), done_.end(), std::back_inserter(plan.replay),
                 [at](const sim::Command& hand) { return hand.at <= at; });
    orders = {.pace = orders.pace, .next = std::move(plan)};
  });
}

Session::Look Session::take() {
  const std::lock_guard lock(mutex_);
  return {.state = look_.state,
          .run = look_.run,
          .snapshot = look_.snapshot,
          .changes = std::exchange(look_.changes, {}),
          .events = std::exchange(look_.events, {}),
          .problems = std::exchange(look_.problems, {}),
          .result = look_.result};
}

void Session::work() {
  while (nextPlan()) play();
}

// False when there is none to come.
bool Session::nextPlan() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return orders_.quit || orders_.next; });
  if (orders_.quit) return false;
  plan_ = *std::exchange(orders_.next, std::nullopt);
  done_.clear();
  look_ = {.state = plan_.until ? State::kCatchingUp : State::kPaused, .run = look_.run + 1};
  replayed_ = changesSeen_ = eventsSeen_ = 0;
  shown_.reset();
  pacer_.reset();
  return true;
}

void Session::play() {
  try {
    sim::TwinSetup setup = sim::twinSetup(setup_.scenario, plan_.seed,
                                          setup_.pictures.value_or(setup_.scenario.pictures));
    setup.renderer = setup_.renderer;
    setup.threads = setup_.threads;
    sim::Twin twin(setup);
    sim::TwinStage stage(twin);
    sim::RunOptions options{.seed = plan_.seed};
    options.progress = [&](Instant, Instant) { showNowAndThen(twin); };
    options.stop = [this]() -> std::string {
      const std::lock_guard lock(mutex_);
      return broken() ? "ended by hand" : "";
    };
    options.hand = [&](Instant now, Instant next) { return hand(twin, now, next); };
    sim::RunResult result = sim::runScenario(setup_.scenario, stage, options);
    show(twin);
    const std::lock_guard lock(mutex_);
    look_.state = State::kEnded;
    look_.result = std::move(result);
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    look_.state = State::kFailed;
    look_.problems.push_back(error.what());
  }
}

std::optional<sim::Command> Session::hand(sim::Twin& twin, Instant now, Instant next) {
  auto command = replayed(now, next);
  const bool catchesUp = plan_.until && next <= *plan_.until;
  if (!command && !catchesUp) command = byHand(twin, now, next);
  if (!command) return std::nullopt;
  const std::lock_guard lock(mutex_);
  done_.push_back(*command);
  return command;
}

std::optional<sim::Command> Session::replayed(Instant now, Instant next) {
  if (replayed_ == plan_.replay.size() || plan_.replay[replayed_].at >= next) return std::nullopt;
  sim::Command command = plan_.replay[replayed_++];
  TW_CHECK(command.at >= now);
  return command;
}

// Returns when the wall has come so far, or with what a hand does before.
std::optional<sim::Command> Session::byHand(sim::Twin& twin, Instant now, Instant next) {
  std::unique_lock lock(mutex_);
  do {
    if (!orders_.running && shown_ != now) {
      lock.unlock();
      show(twin);
      lock.lock();
    }
    look_.state = orders_.running ? State::kRunning : State::kPaused;
    if (broken()) return std::nullopt;
    const Instant reached = pacer_ && orders_.running ? pacer_->reached() : now;
    if (!orders_.hands.empty())
      if (auto command = firstHand(twin, std::clamp(reached, now, next - Duration{1})))
        return command;
    if (orders_.steps > 0) {
      --orders_.steps;
      return std::nullopt;
    }
  } while (waitsFor(now, next, lock));
  return std::nullopt;
}

std::optional<sim::Command> Session::firstHand(sim::Twin& twin, Instant at) {
  sim::Command hand = std::move(orders_.hands.front());
  orders_.hands.pop_front();
  hand.at = at;
  try {
    twin.check(hand);
    return hand;
  } catch (const sim::InputError& error) {
    look_.problems.push_back(error.what());
    return std::nullopt;
  }
}

// False when what comes next may come; true after a while, or when something was ordered.
bool Session::waitsFor(Instant now, Instant next, std::unique_lock<std::mutex>& lock) {
  if (!orders_.hands.empty()) return true;
  if (!orders_.running) {
    pacer_.reset();
    changed_.wait(lock);
    return true;
  }
  if (!pacer_ || pacer_->pace() != orders_.pace) {
    pacer_.emplace(orders_.pace);
    pacer_->leftUntil(now);  // begins here
  }
  const Duration left = pacer_->leftUntil(next);
  if (left <= Duration::zero()) return false;
  changed_.wait_for(lock, left);
  return true;
}

void Session::showNowAndThen(sim::Twin& twin) {
  if (clock_.wallSeconds() - shownAt_ >= kShowEvery) show(twin);
}

void Session::show(sim::Twin& twin) {
  shownAt_ = clock_.wallSeconds();
  shown_ = twin.now();
  sim::Snapshot snapshot = twin.snapshot();
  const auto& changes = twin.signals().history();
  const auto& events = twin.events().events();
  const std::lock_guard lock(mutex_);
  look_.snapshot = std::move(snapshot);
  look_.changes.insert(look_.changes.end(),
                       changes.begin() + static_cast<std::ptrdiff_t>(changesSeen_), changes.end());
  look_.events.insert(look_.events.end(), events.begin() + static_cast<std::ptrdiff_t>(eventsSeen_),
                      events.end());
  changesSeen_ = changes.size();
  eventsSeen_ = events.size();
}

}  // namespace tw::ui
