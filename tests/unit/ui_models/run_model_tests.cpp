// The run that the window shows, without a window.
#include <QCoreApplication>

#include "sim/scenario/scenario_run.h"
#include "tests/support/catch.h"
#include "ui/models/hands.h"
#include "ui/models/run_model.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct Rig {
  int argc = 0;
  QCoreApplication application{argc, nullptr};
  RunModel run;
  int begun = 0;
  QStringList problems;

  explicit Rig(const std::string& scenario) {
    QObject::connect(&run, &RunModel::begun, [this] { ++begun; });
    QObject::connect(&run, &RunModel::problem, [this](const QString& text) { problems << text; });
    run.setPace(0);
    run.open(sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/" + scenario + ".scenario.json"));
  }
  template <class Holds>
  void until(Holds holds) {
    do {
      run.poll();
      std::this_thread::sleep_for(1ms);
    } while (!holds());
  }
  void play() {
    until([this] { return run.facts() != nullptr; });
    run.play();
    until([this] { return run.state() == State::kEnded; });
  }
};

}  // namespace

TEST_CASE("A run that has been played is kept whole") {
  Rig rig("link_lost");
  rig.play();
  CHECK(rig.begun == 1);
  CHECK(rig.problems.isEmpty());
  REQUIRE(rig.run.result());
  CHECK(rig.run.result()->passed);
  CHECK(rig.run.expectations().size() == rig.run.scenario().expectations.size());
  const auto pattern = rig.run.signalStore().find("cam/led.pattern");
  REQUIRE(pattern);
  CHECK(rig.run.signalStore().samples(*pattern).size() > 5);
}

TEST_CASE("Looking back shows what was, and the present again when one is done") {
  Rig rig("link_lost");
  rig.play();
  const Instant then{100s};
  rig.run.lookAt(then);
  CHECK(rig.run.looksBack());
  CHECK(rig.run.shownAt() == then);
  CHECK(rig.run.shown().at <= then);
  CHECK(rig.run.shown().at > then - 2s);
  rig.run.lookAt({});
  CHECK(rig.run.shownAt() == rig.run.now());
}

TEST_CASE("Going on from where one looks begins another run, at that place") {
  Rig rig("link_lost");
  rig.play();
  rig.run.goOnFrom(Instant{100s});
  rig.until([&] { return rig.begun == 2 && rig.run.state() == State::kPaused; });
  CHECK_FALSE(rig.run.result());
  CHECK(rig.run.now() <= Instant{100s});
  CHECK(rig.run.now() > Instant{98s});
}

TEST_CASE("Of a run that cannot be built nothing stands but why, and nothing of the one before") {
  Rig rig("link_lost");
  rig.play();
  REQUIRE(rig.run.signalStore().size() > 0);
  sim::Scenario broken = rig.run.scenario();
  broken.cameras[0].model = "nowhere.camera.json";
  rig.run.open(broken);
  rig.until([&] { return rig.run.state() == State::kFailed; });
  CHECK(rig.run.signalStore().size() == 0);
  CHECK(rig.run.events().first() == rig.run.events().end());
  CHECK(rig.begun == 2);
  REQUIRE(rig.problems.size() == 1);
  CHECK(rig.problems[0].contains("nowhere.camera.json"));
}

TEST_CASE("A drawn scenario without a renderer runs with test patterns and says so") {
  Rig rig("first_day");
  rig.until([&] { return rig.run.facts() != nullptr; });
  CHECK(rig.run.facts()->pictures == sim::Pictures::kPattern);
  REQUIRE(rig.problems.size() == 1);
}

TEST_CASE("A hand can act on a run that goes on, in the present, and else is told why not") {
  Rig rig("link_lost");
  CHECK(whyNoHand(RunModel()).contains("open a scenario"));
  rig.until([&] { return rig.run.facts() && rig.run.state() == State::kPaused; });
  CHECK(whyNoHand(rig.run).isEmpty());
  rig.play();
  CHECK(whyNoHand(rig.run).contains("has ended"));
  rig.run.lookAt(Instant{100s});
  CHECK(whyNoHand(rig.run).contains("look back"));
}
