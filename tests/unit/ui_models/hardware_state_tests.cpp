// What a camera's face shows follows from the signals of a real run.
#include "ui/models/hardware_state.h"

#include <QCoreApplication>

#include "tests/support/catch.h"
#include "ui/models/run_model.h"

using namespace tw;
using namespace tw::ui;

namespace {

Instant atTime(double seconds) { return Instant{fromSeconds(seconds)}; }

// A camera on a bench: nothing happens but by hand.
struct Bench {
  int argc = 0;
  QCoreApplication application{argc, nullptr};
  RunModel run;
  HardwareSignals signals;

  Bench() {
    run.setPace(0);
    run.open(
        sim::loadScenario(TWEELENS_SOURCE_DIR "/tests/data/scenarios/good/by_hand.scenario.json"));
    until([this] { return run.facts() != nullptr; });
    signals = HardwareSignals(run.signalStore(), "cam");
  }
  template <class Holds>
  void until(Holds holds) {
    do {
      run.poll();
      std::this_thread::sleep_for(1ms);
    } while (!holds());
  }
  // Exactly then, in virtual time.
  void later(double seconds, const char* action, nlohmann::json with = nlohmann::json::object()) {
    sim::Step step{.camera = "cam", .optional = true};
    step.trigger.at = fromSeconds(seconds);
    step.what = sim::ActionStep{action, std::move(with)};
    run.send(std::move(step));
  }
  void play() {
    run.play();
    until([this] { return run.state() == RunModel::State::kEnded; });
  }
};

}  // namespace

TEST_CASE("Plug, card, lock, cover, cable and its kit show as the hand has left them") {
  Bench b;
  b.later(1, "plug_in");
  b.later(2, "insert_card", {{"capacity_gb", 32}, {"write_protected", true}});
  b.later(3, "insert_cable");
  b.later(4, "open_cover");
  b.later(5, "remove_port_kit");
  b.later(6, "fault", {{"device", "port_kit"}, {"kind", "damp"}, {"magnitude", 0.1}});
  b.later(50, "write_protect_card", {{"on", false}});
  b.later(60, "pull_card");
  b.later(61, "unplug");
  b.play();
  const HardwareState before = b.signals.at(atTime(0.5));
  CHECK_FALSE(before.plugged);
  CHECK_FALSE(before.cardIn);
  CHECK_FALSE(before.cardToPutBack);
  CHECK(before.red == 0);
  const HardwareState starting = b.signals.at(atTime(4.5));
  CHECK(starting.plugged);
  CHECK(starting.powered);
  CHECK(starting.red == 1);
  CHECK(starting.blue == 0);
  CHECK(starting.ledPattern == "solid_red");
  CHECK(starting.cardIn);
  CHECK(starting.cardLocked);
  CHECK(starting.cardGigabytes == Approx(32));
  CHECK(starting.cable);
  CHECK(starting.coverOpen);
  CHECK(starting.portKit);
  CHECK(starting.portWetness == 0);
  const HardwareState running = b.signals.at(atTime(55));
  CHECK_FALSE(running.cardLocked);
  CHECK_FALSE(running.cardState.isEmpty());
  CHECK(running.cardState != "none");
  CHECK(running.link);
  CHECK_FALSE(running.portKit);
  CHECK(running.portWetness == Approx(0.1 * 49 / 60));
  const HardwareState pulled = b.signals.at(atTime(60.5));
  CHECK_FALSE(pulled.cardIn);
  CHECK(pulled.cardToPutBack);
  CHECK(pulled.cardGigabytes == 0);
  CHECK_FALSE(b.signals.at(atTime(62)).powered);
}

TEST_CASE("A blinking LED is as bright as the share of the time that it is lit") {
  Bench b;
  b.later(1, "plug_in");
  b.later(2, "insert_cable");
  b.play();
  REQUIRE(b.signals.at(atTime(60)).ledPattern == "slow_blue");
  int lit = 0;
  for (double t = 60; t < 70; t += 0.1) lit += b.signals.at(atTime(t)).blue == 1 ? 1 : 0;
  CHECK(lit > 40);
  CHECK(lit < 60);
  CHECK(b.signals.at(atTime(70), atTime(69)).blue > 0);
  CHECK(b.signals.at(atTime(70), atTime(66)).blue == Approx(0.5).margin(0.02));
  CHECK(b.signals.at(atTime(70), atTime(2)).blue ==
        Approx(0.5).margin(0.02));  // not all of a long time
  CHECK(b.signals.at(atTime(70), atTime(66)).red == 0);
}

TEST_CASE("RESET held: too short, long enough, and not counted while the camera does not run") {
  Bench b;
  b.later(1, "press_reset");
  b.later(2, "plug_in");
  b.later(12, "release_reset");
  b.later(50, "press_reset");
  b.later(54, "release_reset");
  b.later(60, "press_reset");
  b.later(66, "release_reset");
  b.play();
  CHECK(b.signals.at(atTime(0.5)).resetMeaning == ResetMeaning::kReleased);
  CHECK(b.signals.at(atTime(10)).resetMeaning == ResetMeaning::kNotCounted);
  CHECK(b.signals.at(atTime(10)).resetHeld == 9s);
  CHECK(b.signals.at(atTime(53.5)).resetMeaning == ResetMeaning::kTooShort);
  CHECK_FALSE(b.signals.at(atTime(55)).resetPressed);
  CHECK(b.signals.at(atTime(64.9)).resetMeaning == ResetMeaning::kTooShort);
  CHECK(b.signals.at(atTime(65.5)).resetMeaning == ResetMeaning::kResets);
  const auto boots = *b.run.signalStore().find("cam/system.boots");
  CHECK(b.run.signalStore().valueAt(boots, atTime(60)) == 1);
  CHECK(b.run.signalStore().valueAt(boots, atTime(70)) == 2);
}

TEST_CASE("A mean weighs each value by how long it was") {
  SignalStore store;
  store.begin({{.name = "x", .max = 10}});
  Session::Look look;
  look.changes = {{atTime(0), 0, 0}, {atTime(2), 0, 10}, {atTime(3), 0, 4}};
  store.take(look);
  CHECK(meanBetween(store, 0, atTime(1), atTime(5)) == Approx((1 * 0 + 1 * 10 + 2 * 4) / 4.0));
  CHECK(meanBetween(store, 0, atTime(2), atTime(3)) == Approx(10));
  CHECK(meanBetween(store, 0, atTime(3), atTime(3)) == Approx(4));
}
