#include "ui/session/session.h"

#include <algorithm>

#include "sim/core/json_reader.h"

namespace tw::ui {
namespace {
constexpr double kShowEvery = 0.02;  // s; more than a screen shows
constexpr double kJudgeEvery = 0.25;
constexpr Duration kKeepEvery = 1s;
}  // namespace

Session::Session(SessionSetup setup, std::unique_ptr<Session> former) : setup_(std::move(setup)) {
  plan_.seed = setup_.scenario.seed;
  orders_.next = plan_;
  if (former) former->order([](Orders& orders) { orders.quit = true; });
  thread_ = std::thread([this, former = std::move(former)]() mutable {
    former.reset();
    work();
  });
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
  order([](Orders& orders) {
    orders.running = false;
    orders.stopsCatchingUp = !orders.next;  // what is to be gone on from stays
  });
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

void Session::send(sim::Hand hand) {
  order([&hand](Orders& orders) { orders.hands.push_back(std::move(hand)); });
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
                 [at](const Done& done) { return done.at <= at; });
    orders = {.pace = orders.pace, .next = std::move(plan)};
  });
}

Session::Look Session::take() {
  const std::lock_guard lock(mutex_);
  return {.state = look_.state,
          .until = look_.until,
          .run = look_.run,
          .facts = look_.facts,
          .snapshot = look_.snapshot,
          .steps = look_.steps,
          .expectations = look_.expectations,
          .past = std::exchange(look_.past, {}),
          .changes = std::exchange(look_.changes, {}),
          .labels = std::exchange(look_.labels, {}),
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
  look_ = {.state = plan_.until ? State::kCatchingUp : State::kPaused,
           .until = plan_.until,
           .run = look_.run + 1};
  replayed_ = changesSeen_ = eventsSeen_ = 0;
  labelsTold_.clear();
  past_ = {};
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
    Play play{twin, sim::TwinStage(twin)};
    tellFacts(twin, setup.pictures);
    sim::RunOptions options{.seed = plan_.seed};
    options.progress = [&](const sim::RunView& run) {
      play.run = &run;
      const bool last = twin.now() >= Instant{setup_.scenario.duration};
      if (last || clock_.wallSeconds() - shownAt_ >= kShowEvery) show(play, last);
      if (twin.now() >= past_ + kKeepEvery) keep(play);
    };
    options.refused = [this](const std::string& why) {
      const std::lock_guard lock(mutex_);
      look_.problems.push_back(why);
    };
    options.stop = [&] { return whyStop(play); };
    options.hand = [&](Instant now, Instant next) {
      auto done = hand(play, now, next);
      play.complete = !done;
      return done;
    };
    sim::RunResult result = playThrough(play, options);
    play.run = nullptr;
    show(play, false);
    const std::lock_guard lock(mutex_);
    look_.state = State::kEnded;
    look_.expectations = result.expectations;
    look_.result = std::make_shared<const sim::RunResult>(std::move(result));
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    look_.state = State::kFailed;
    look_.problems.push_back(error.what());
  }
}

// What came before a run broke off is seen, too.
sim::RunResult Session::playThrough(Play& play, const sim::RunOptions& options) {
  try {
    return sim::runScenario(setup_.scenario, play.stage, options);
  } catch (const std::exception& error) {
    if (!std::exchange(play.run, nullptr)) throw;  // it never began
    show(play, false);
    const std::string at = sim::numberText(toSeconds(play.twin.now().time_since_epoch()));
    throw std::runtime_error("The run broke off at " + at + " s: " + error.what());
  }
}

void Session::tellFacts(sim::Twin& twin, sim::Pictures pictures) {
  auto facts = std::make_shared<RunFacts>();
  facts->seed = plan_.seed;
  facts->pictures = pictures;
  facts->end = Instant{setup_.scenario.duration};
  facts->cameras = twin.cameraNames();
  facts->actorNames = twin.actorNames();
  facts->objects = twin.objectNames();
  for (sim::SignalId id = 0; id < twin.signals().size(); ++id) {
    facts->signals.push_back(twin.signals().spec(id));
    if (facts->signals.back().kind == sim::SignalKind::kText) facts->signals.back().labels.clear();
  }
  for (const auto& place : twin.faultPlaces())
    for (const sim::FaultSpec& spec : place.thing->faults())
      facts->faults.push_back({place.camera, place.thing->faultName(), spec});
  const std::lock_guard lock(mutex_);
  look_.facts = std::move(facts);
}

// Judges at least now and then; what that costs grows with the run, and takes a tenth of the time.
void Session::show(Play& play, bool judge) {
  shownAt_ = clock_.wallSeconds();
  shown_ = play.twin.now();
  sim::Snapshot snapshot = play.twin.snapshot();
  const bool judges = play.run && (judge || shownAt_ >= judgeAt_);
  std::vector<sim::ExpectationResult> expectations;
  if (judges) {
    expectations = play.run->expectations();
    const double now = clock_.wallSeconds();
    judgeAt_ = now + std::max(kJudgeEvery, 10 * (now - shownAt_));
  }
  const auto& changes = play.twin.signals().history();
  const auto& events = play.twin.events().events();
  const std::lock_guard lock(mutex_);
  look_.snapshot = std::move(snapshot);
  if (play.run) look_.steps = play.run->steps();
  if (judges) look_.expectations = std::move(expectations);
  for (; changesSeen_ < changes.size(); ++changesSeen_) {
    const sim::SignalChange& change = changes[changesSeen_];
    tellLabels(play.twin.signals(), change.signal);
    look_.changes.push_back(change);
  }
  look_.events.insert(look_.events.end(), events.begin() + static_cast<std::ptrdiff_t>(eventsSeen_),
                      events.end());
  eventsSeen_ = events.size();
}

void Session::keep(Play& play) {
  past_ = play.twin.now();
  sim::Snapshot snapshot = play.twin.snapshot();
  const std::lock_guard lock(mutex_);
  if (look_.past.size() < kMostPast) look_.past.push_back(std::move(snapshot));
}

// Texts get labels as they come.
void Session::tellLabels(const sim::Signals& signals, sim::SignalId signal) {
  if (signals.spec(signal).kind != sim::SignalKind::kText) return;
  const auto& labels = signals.labels(signal);
  for (size_t& told = labelsTold_[signal]; told < labels.size(); ++told)
    look_.labels.emplace_back(signal, labels[told]);
}

}  // namespace tw::ui
