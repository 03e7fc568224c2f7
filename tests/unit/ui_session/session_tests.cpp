// What a session does is what a run does: its hands replay, and it can be taken up anywhere.
#include "ui/session/session.h"

#include <fstream>

#include "sim/scenario/twin_stage.h"
#include "tests/support/catch.h"
#include "tests/support/dying_renderer.h"
#include "tests/support/judge.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::ui;
using State = Session::State;

namespace {

const std::string kScenes = TWEELENS_SOURCE_DIR "/scenes/";

SessionSetup setupOf(const std::string& name) {
  return {.scenario = sim::loadScenario(kScenes + name + ".scenario.json"),
          .pictures = sim::Pictures::kNone};
}

// Stays in its first picture until it is let go.
class HeldRenderer final : public sim::Renderer {
 public:
  std::atomic<int> entered = 0;
  std::atomic<bool> held = true;

  sim::Layers draw(const sim::SceneState& scene, const sim::View& view, const sim::PixelRect& part,
                   const sim::Lights& lights) override {
    ++entered;
    while (held) std::this_thread::sleep_for(1ms);
    return light_.draw(scene, view, part, lights);
  }

 private:
  sim::FormulaRenderer light_;
};

// The looks of a session, put together as a window does.
struct Watcher {
  explicit Watcher(SessionSetup setup) : session(std::move(setup)) {
    session.setPace(0);
    until([](const Session::Look& seen) { return seen.run == 1; });
  }
  Session session;
  Session::Look look;
  std::vector<sim::SignalChange> changes;
  std::vector<std::string> problems;

  template <class Holds>
  void until(Holds holds) {
    do {
      look = session.take();
      changes.insert(changes.end(), look.changes.begin(), look.changes.end());
      problems.insert(problems.end(), look.problems.begin(), look.problems.end());
      std::this_thread::sleep_for(1ms);
    } while (!holds(look));
  }
  void until(State state) {
    until([state](const Session::Look& seen) { return seen.state == state; });
  }
  void goTo(double seconds) {
    const uint64_t run = look.run;
    session.goOnFrom(Instant{fromSeconds(seconds)});
    until([run](const Session::Look& seen) {
      return seen.run > run && seen.state == State::kPaused;
    });
  }
};

sim::RunResult playedHeadless(const nlohmann::json& scenario) {
  const test::TemporaryFolder folder;
  const auto file = folder.path("recorded.scenario.json");
  std::ofstream(file) << scenario.dump(2);
  const sim::Scenario read = sim::loadScenario(file);
  sim::Twin twin(sim::twinSetup(read, read.seed, sim::Pictures::kNone));
  sim::TwinStage stage(twin);
  return sim::runScenario(read, stage, {.seed = read.seed});
}

}  // namespace

TEST_CASE("A session that nobody touches is the run that it plays") {
  Watcher w(setupOf("link_lost"));
  w.session.run();
  w.until(State::kEnded);
  REQUIRE(w.look.result);
  CHECK(w.look.result->passed);
  sim::Twin twin(sim::twinSetup(setupOf("link_lost").scenario, 1, sim::Pictures::kNone));
  sim::TwinStage stage(twin);
  const auto alone = sim::runScenario(setupOf("link_lost").scenario, stage, {.seed = 1});
  CHECK(w.look.result->hashes == alone.hashes);
  CHECK(w.changes.size() == twin.signals().history().size());
}

TEST_CASE("What hands did is recorded as a scenario that plays headless with the same hashes") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  w.goTo(0.5);
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1}}});
  w.goTo(30);
  w.session.send(sim::Command{{}, "cam", "press_reset"});
  w.session.send(sim::Command{{}, "cam", "release_reset"});
  w.session.send(sim::Command{{}, "cam", "pull_card"});
  w.session.run();
  w.until(State::kEnded);
  REQUIRE(w.look.result);
  CHECK(w.problems.empty());
  const auto again =
      playedHeadless(sim::commandsAsScenario(setupOf("link_lost").scenario, *w.look.result));
  CHECK(again.commands.size() == w.look.result->commands.size());
  CHECK(again.hashes == w.look.result->hashes);
}

TEST_CASE("Going on from anywhere is the same run") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  w.goTo(5);
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1}}});
  w.goTo(20);
  w.session.send(sim::Command{{}, "cam", "pull_card"});
  w.session.run();
  w.until(State::kEnded);
  const auto hashes = w.look.result->hashes;
  const Instant there{fromSeconds(25.5)};
  w.goTo(25.5);
  CHECK(w.look.snapshot.at <= there);
  CHECK(w.look.snapshot.at > there - 1s);
  w.session.run();
  w.until(State::kEnded);
  CHECK(w.look.result->hashes == hashes);
  // From before the card was pulled it is another one.
  w.goTo(10);
  w.session.run();
  w.until(State::kEnded);
  CHECK(w.look.result->hashes != hashes);
}

TEST_CASE("A step goes to the next instant at which something happens, and no further") {
  Watcher w(setupOf("link_lost"));
  w.goTo(20);
  const Instant before = w.look.snapshot.at;
  w.session.step();
  w.until([&](const Session::Look& seen) { return seen.snapshot.at > before; });
  sim::Twin twin(sim::twinSetup(setupOf("link_lost").scenario, 1, sim::Pictures::kNone));
  sim::TwinStage stage(twin);
  std::vector<Instant> instants;
  static_cast<void>(sim::runScenario(
      setupOf("link_lost").scenario, stage,
      {.progress = [&](const sim::RunView& run) { instants.push_back(run.now()); }}));
  const auto next = std::upper_bound(instants.begin(), instants.end(), before);
  REQUIRE(next != instants.end());
  CHECK(w.look.snapshot.at == *next);
}

TEST_CASE("A session runs at its pace and takes hands in between") {
  Watcher w(setupOf("link_lost"));
  w.session.setPace(20);
  const sim::Pacer clock;
  w.session.run();
  w.until([](const Session::Look& seen) { return seen.snapshot.at >= Instant{10s}; });
  CHECK(clock.wallSeconds() >= 0.45);
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1}}});
  w.session.setPace(0);
  w.until(State::kEnded);
  const auto& commands = w.look.result->commands;
  const auto card = std::find_if(commands.begin(), commands.end(),
                                 [](const sim::Command& c) { return c.action == "insert_card"; });
  REQUIRE(card != commands.end());
  CHECK(card->at >= Instant{9s});
}

TEST_CASE("A paused session shows where it stands, and hands come there") {
  Watcher w(setupOf("link_lost"));
  w.goTo(20);
  w.session.setPace(20);  // many instants between two looks
  w.session.run();
  w.until([](const Session::Look& seen) { return seen.snapshot.at >= Instant{25s}; });
  w.session.pause();
  w.until(State::kPaused);
  const Instant there = w.look.snapshot.at;
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1}}});
  w.session.setPace(0);
  w.session.run();
  w.until(State::kEnded);
  const auto& commands = w.look.result->commands;
  const auto card = std::find_if(commands.begin(), commands.end(),
                                 [](const sim::Command& c) { return c.action == "insert_card"; });
  REQUIRE(card != commands.end());
  CHECK(card->at == there);
}

TEST_CASE("A hand that cannot do what it wants is told why, and the run goes on") {
  Watcher w(setupOf("link_lost"));
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1e9}}});
  w.session.send(sim::Command{{}, "cam", "dance"});
  w.until([&](const Session::Look&) { return w.problems.size() == 2; });
  CHECK(w.problems[0].find("'capacity_gb'") != std::string::npos);
  CHECK(w.problems[1].find("dance") != std::string::npos);
  w.session.run();
  w.until(State::kEnded);
  CHECK(w.look.result->passed);
}

TEST_CASE("A run can be ended and begun again with another seed") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  w.goTo(3);
  w.session.end();
  w.until(State::kEnded);
  CHECK(w.look.result->cutShort == "ended by hand");
  w.session.restart(42);
  w.session.run();
  w.until([](const Session::Look& seen) { return seen.result && seen.result->seed == 42; });
  CHECK(w.look.result->seed == 42);
  CHECK(w.look.result->cutShort.empty());
}

TEST_CASE("Catching up can be stopped, and goes on by hand from there") {
  Watcher w(setupOf("still_night"));
  w.session.send(sim::Command{{}, "cam", "press_reset"});
  w.session.run();
  w.until([](const auto& look) { return look.snapshot.at >= Instant{60s}; });
  w.session.send(sim::Command{{}, "cam", "pull_card"});
  w.until([](const auto& look) { return look.snapshot.at >= Instant{61s}; });
  w.session.pause();
  w.session.goOnFrom(Instant{61s});
  w.until(State::kCatchingUp);
  CHECK(w.look.until == Instant{61s});
  w.session.pause();
  w.until(State::kPaused);
  REQUIRE(w.look.snapshot.at < Instant{60s});
  w.session.end();
  w.until(State::kEnded);
  for (const auto& command : w.look.result->commands) CHECK(command.action != "pull_card");
}

TEST_CASE("The next session begins when the former has ended, and whoever opens it does not wait") {
  auto former = std::make_unique<Session>(setupOf("still_night"));
  former->setPace(0);
  former->run();
  while (former->take().snapshot.at < Instant{5s}) std::this_thread::sleep_for(1ms);
  const sim::Pacer clock;
  Session next(setupOf("link_lost"), std::move(former));
  CHECK(clock.wallSeconds() < 0.05);
  next.setPace(0);
  next.run();
  Session::Look look;
  do look = next.take();
  while (look.state != State::kEnded);
  CHECK(look.result->passed);
}

TEST_CASE("Sessions that draw with one renderer come one after the other") {
  HeldRenderer renderer;
  SessionSetup setup = setupOf("day_visitor");
  setup.pictures = sim::Pictures::kDrawn;
  setup.renderer = &renderer;
  auto former = std::make_unique<Session>(setup);
  former->setPace(0);
  former->run();
  while (renderer.entered == 0) std::this_thread::sleep_for(1ms);
  Session next(setup, std::move(former));
  next.setPace(0);
  next.run();
  std::this_thread::sleep_for(300ms);  // in which a twin is built
  CHECK(next.take().run == 0);
  CHECK(renderer.entered == 1);
  renderer.held = false;
  while (renderer.entered < 3) std::this_thread::sleep_for(1ms);
  CHECK(next.take().run == 1);
}

TEST_CASE("What is ordered while a hand is looked at is not forgotten") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  for (int i = 0; i < 50; ++i) {
    const uint64_t run = w.look.run;
    w.session.send(sim::Command{{}, "cam", "insert_card", {{"image", "/no/such/image"}}});
    w.session.restart(1);
    w.until([run](const auto& look) { return look.run > run; });
  }
}

TEST_CASE("What cannot be played says why, and can be closed") {
  SessionSetup setup = setupOf("link_lost");
  setup.scenario.cameras[0].model = "nowhere.camera.json";
  Watcher w(setup);
  w.until(State::kFailed);
  REQUIRE(w.problems.size() == 1);
  CHECK(w.problems[0].find("nowhere.camera.json") != std::string::npos);
}

TEST_CASE("A driver that dies in a run ends it with the reason; what was seen stays") {
  test::DyingRenderer dying(3);
  SessionSetup setup = setupOf("day_visitor");
  setup.pictures = sim::Pictures::kDrawn;
  setup.renderer = &dying;
  setup.threads = 1;
  Watcher w(setup);
  w.session.run();
  w.until(State::kFailed);
  REQUIRE(w.problems.size() == 1);
  CHECK(w.problems[0].find(test::DyingRenderer::kWhy) != std::string::npos);
  CHECK(w.look.facts);
  CHECK_FALSE(w.look.result);
  CHECK(w.look.snapshot.at > Instant{});
  CHECK_FALSE(w.changes.empty());
  // It answers still: another run of it is begun, and fails alike.
  w.session.restart(2);
  w.session.run();
  w.until([](const Session::Look& look) { return look.run == 2 && look.state == State::kFailed; });
  CHECK(w.problems.size() == 2);
}

TEST_CASE("A fault that waits for a condition comes with it, and replays like any other") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  const sim::Condition blue{.signal = "cam/led.pattern", .value = std::string("slow_blue")};
  w.session.send(sim::Step{.trigger = {.kind = sim::Trigger::Kind::kWhen, .when = {blue}},
                           .camera = "cam",
                           .optional = true,
                           .what = sim::FaultStep{.device = "led", .kind = "blue_dead"}});
  w.session.run();
  w.until(State::kEnded);
  CHECK(w.problems.empty());
  REQUIRE(w.look.result);
  const auto& commands = w.look.result->commands;
  const auto fault = std::find_if(commands.begin(), commands.end(),
                                  [](const sim::Command& c) { return c.action == "fault"; });
  REQUIRE(fault != commands.end());
  CHECK(fault->at > Instant{1s});
  const auto hashes = w.look.result->hashes;
  CHECK(playedHeadless(sim::commandsAsScenario(setupOf("link_lost").scenario, *w.look.result))
            .hashes == hashes);
  w.goTo(toSeconds(fault->at.time_since_epoch()) + 5);
  w.session.run();
  w.until(State::kEnded);
  CHECK(w.look.result->hashes == hashes);
}

TEST_CASE("A step that makes no sense is refused with the reason") {
  Watcher w(setupOf("link_lost"));
  w.until(State::kPaused);
  w.session.send(sim::Step{.where = {.file = "by hand"},
                           .camera = "cam",
                           .what = sim::FaultStep{.device = "lead", .kind = "blue_dead"}});
  w.until([&](const auto&) { return !w.problems.empty(); });
  CHECK(w.problems[0].find("lead") != std::string::npos);
}

TEST_CASE("What cannot be done as things stand is said, and the run goes on") {
  Watcher w(setupOf("link_lost"));
  w.goTo(1);
  w.session.send(sim::Command{{}, "cam", "insert_card", {{"card", "same"}}});
  w.until([&](const auto&) { return !w.problems.empty(); });
  CHECK(w.look.state == State::kPaused);
  w.session.run();
  w.until(State::kEnded);
  REQUIRE(w.look.result);
  CHECK(w.look.result->passed);
}

TEST_CASE(
    "How the expectations stand is seen while the run goes on, and in the end is the verdict") {
  Watcher w(setupOf("link_lost"));
  w.goTo(1);
  REQUIRE_FALSE(w.look.expectations.empty());
  CHECK(std::all_of(w.look.expectations.begin(), w.look.expectations.end(),
                    [](const auto& e) { return e.open; }));
  w.session.run();
  w.until(State::kEnded);
  REQUIRE(w.look.expectations.size() == w.look.result->expectations.size());
  for (size_t i = 0; i < w.look.expectations.size(); ++i) {
    CHECK_FALSE(w.look.expectations[i].open);
    CHECK(w.look.expectations[i].passed == w.look.result->expectations[i].passed);
  }
}

TEST_CASE("Who looks on can read every signal: its texts come with it") {
  Watcher w(setupOf("link_lost"));
  std::map<sim::SignalId, std::vector<std::string>> labels;
  w.session.run();
  w.until([&](const Session::Look& look) {
    for (const auto& [signal, label] : look.labels) labels[signal].push_back(label);
    return look.state == State::kEnded;
  });
  REQUIRE(w.look.facts);
  size_t texts = 0;
  for (const auto& change : w.changes) {
    const auto& spec = w.look.facts->signals[change.signal];
    if (spec.kind != sim::SignalKind::kText) continue;
    ++texts;
    CHECK(static_cast<size_t>(change.value) < labels[change.signal].size());
  }
  CHECK(texts > 0);
}
