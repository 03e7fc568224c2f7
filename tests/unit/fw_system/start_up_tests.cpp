#include "firmware_core/system/start_up.h"

#include <map>

#include "firmware_core/base/check.h"
#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Rig {
  test::FakeConsole console;
  StartUp startUp{console};
  std::map<std::string, StepStatus> states;
  std::vector<std::string> begun;

  void add(const std::string& name, Duration limit) {
    states[name] = {StepOutcome::kRunning, {}};
    startUp.add({name, limit, [this, name](Instant) { begun.push_back(name); },
                 [this, name] { return states[name]; }});
  }
  void runTo(Instant until) {
    for (Instant next = startUp.poll(now); next <= until; next = startUp.poll(now)) now = next;
    now = until;
    startUp.poll(now);
  }
  Instant now{};
};

}  // namespace

TEST_CASE("steps run one after the other, each begun when the one before it is over") {
  Rig rig;
  for (const char* name : {"settings", "storage", "axes"}) rig.add(name, 5s);
  CHECK(rig.startUp.step() == "off");
  rig.startUp.begin(rig.now);
  CHECK(rig.begun == std::vector<std::string>{"settings"});
  rig.states["storage"] = {StepOutcome::kDone, {}};  // ready early: its turn comes all the same
  rig.runTo(Instant{2s});
  CHECK(rig.startUp.step() == "settings");
  rig.states["settings"] = {StepOutcome::kDone, "from newest"};
  rig.runTo(Instant{3s});
  CHECK(rig.begun == std::vector<std::string>{"settings", "storage", "axes"});
  CHECK(rig.startUp.step() == "axes");
  CHECK_FALSE(rig.startUp.finished());
  rig.states["axes"] = {StepOutcome::kDone, {}};
  rig.runTo(Instant{4s});
  CHECK(rig.startUp.finished());
  CHECK(rig.startUp.allWell());
  CHECK(rig.startUp.step() == "ready");
  CHECK(rig.startUp.reports()[0].took == Duration{2s});
  CHECK(rig.startUp.reports()[0].detail == "from newest");
  CHECK(rig.startUp.poll(Instant{5s}) == kNever);
}

TEST_CASE("a failed step is reported with its reason and the start goes on") {
  Rig rig;
  rig.add("axes", 5s);
  rig.add("network", 5s);
  rig.states["axes"] = {StepOutcome::kFailed, "pan is stuck"};
  rig.states["network"] = {StepOutcome::kDone, {}};
  rig.startUp.begin(rig.now);
  rig.runTo(Instant{0s});
  CHECK(rig.startUp.finished());
  CHECK_FALSE(rig.startUp.allWell());
  CHECK(rig.startUp.reports()[0].outcome == StepOutcome::kFailed);
  CHECK(rig.startUp.reports()[1].outcome == StepOutcome::kDone);
  REQUIRE(rig.console.complaints.size() == 1);
  CHECK(rig.console.complaints[0].find("pan is stuck") != std::string::npos);
}

TEST_CASE("a step that never ends is left at its limit, exactly") {
  Rig rig;
  rig.add("storage", 5s);
  rig.add("axes", 5s);
  rig.startUp.begin(rig.now);
  CHECK(rig.startUp.poll(rig.now) == Instant{5s});
  rig.runTo(Instant{5s - 1ns});
  CHECK(rig.startUp.step() == "storage");
  rig.runTo(Instant{5s});
  CHECK(rig.startUp.step() == "axes");
  CHECK(rig.startUp.reports()[0].outcome == StepOutcome::kTimedOut);
  CHECK(rig.startUp.reports()[0].took == Duration{5s});
}

TEST_CASE("whatever hangs, the camera is through with its start after 30 s") {
  Rig rig;
  for (int i = 0; i < 6; ++i) rig.add("step" + std::to_string(i), 22s);
  rig.startUp.begin(rig.now);
  rig.runTo(Instant{30s});
  CHECK(rig.startUp.finished());
  CHECK(rig.begun.size() == 6);
  for (const StepReport& report : rig.startUp.reports())
    CHECK(report.outcome == StepOutcome::kTimedOut);
}

TEST_CASE("a step without limit or question is a programming error") {
  Rig rig;
  CHECK_THROWS_AS(rig.startUp.add({"x", 0s, {}, [] { return StepStatus{}; }}), CheckFailed);
  CHECK_THROWS_AS(rig.startUp.add({"x", 1s, {}, {}}), CheckFailed);
}
