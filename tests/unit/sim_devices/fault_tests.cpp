// Each fault that a device declares has an effect that can be seen, and 0 mends it.
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "sim/devices/ambient_light.h"
#include "sim/devices/axis_motor.h"
#include "sim/devices/button.h"
#include "sim/devices/clocks.h"
#include "sim/devices/flash_store.h"
#include "sim/devices/ir_cut.h"
#include "sim/devices/light.h"
#include "sim/devices/microphone.h"
#include "sim/devices/power_plug.h"
#include "sim/devices/seal.h"
#include "sim/devices/speaker.h"
#include "sim/devices/status_led.h"
#include "sim/devices/watchdog.h"
#include "tests/support/catch.h"
#include "tests/support/inference_rig.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

// Says whether a kind of fault shows. It is asked before the fault, under it and after it.
using Symptom = std::function<bool()>;

void checkFaults(Device& device, const std::map<std::string, Symptom>& symptoms) {
  CAPTURE(device.faultName());
  std::set<std::string> declared;
  for (const FaultSpec& spec : device.faults()) {
    CAPTURE(spec.kind);
    declared.insert(spec.kind);
    CHECK_FALSE(spec.doc.empty());
    REQUIRE(symptoms.contains(spec.kind));
    const Symptom& shows = symptoms.at(spec.kind);
    CHECK_FALSE(shows());
    const uint64_t healthy = device.stateHash();
    device.applyFault(spec.kind, spec.max);
    CHECK(device.stateHash() != healthy);
    CHECK(shows());
    device.applyFault(spec.kind, 0);
    CHECK_FALSE(shows());
  }
  CHECK(declared.size() == symptoms.size());
  CHECK_THROWS_AS(device.applyFault("no_such_fault", 1), CheckFailed);
}

}  // namespace

TEST_CASE("faults of the power plug") {
  TestBench bench;
  int ons = 0, offs = 0;
  PowerPlug plug(
      bench.bench, [&] { ++ons; }, [&] { ++offs; });
  plug.plug();
  plug.plug();
  CHECK(ons == 1);
  checkFaults(plug, {{"cut", [&] { return !plug.powered(); }}});
  CHECK(ons == 2);
  CHECK(offs == 1);
  CHECK(bench.value("power.plugged") == 1);
  plug.unplug();
  CHECK(offs == 2);
  CHECK(bench.value("power.plugged") == 0);
  CHECK(bench.value("power.on") == 0);
}

TEST_CASE("faults of the status LED") {
  TestBench bench;
  VirtualStatusLed led(bench.bench);
  led.set(true, true);
  checkFaults(led, {{"red_dead", [&] { return bench.value("led.red") == 0; }},
                    {"blue_dead", [&] { return bench.value("led.blue") == 0; }}});
}

TEST_CASE("faults of a button") {
  TestBench bench;
  VirtualButton button(bench.bench, "reset_button", {.bounce = 0ms});
  button.powerOn();
  const auto feels = [&](bool finger) {
    finger ? button.press() : button.release();
    return button.pressed();
  };
  checkFaults(button,
              {{"stuck", [&] { return feels(false); }}, {"dead", [&] { return !feels(true); }}});
}

TEST_CASE("faults of the cover") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  cover.open();
  const auto getsWetter = [&] {
    const double before = cover.wetness();
    bench.runFor(1s);
    return cover.wetness() > before;
  };
  checkFaults(cover, {{"damp", getsWetter}});
}

TEST_CASE("a button that gets stuck raises the wake line, as any edge does") {
  TestBench bench;
  VirtualButton button(bench.bench, "reset_button");
  button.powerOn();
  button.applyFault("stuck", 1);
  CHECK(bench.wakes == 1);
  button.applyFault("stuck", 0);
  CHECK(bench.wakes == 2);
}

TEST_CASE("faults of an axis") {
  TestBench bench;
  VirtualAxisMotor axis(bench.bench, "ptz_pan");
  axis.setCoils(true);
  const auto losesSteps = [&] {
    axis.turnTo(0);
    const uint64_t before = axis.lostSteps();
    REQUIRE(axis.enqueue({1ms, 100}));
    bench.runFor(100ms);
    return axis.lostSteps() == before + 100;
  };
  checkFaults(axis, {{"stuck", losesSteps}, {"lost_steps", losesSteps}});
}

TEST_CASE("an axis that slips loses its share of the steps, and from then on only") {
  TestBench bench;
  VirtualAxisMotor axis(bench.bench, "ptz_pan", {.degPerStep = 0.1});
  axis.setCoils(true);
  axis.turnTo(0);
  REQUIRE(axis.enqueue({1ms, 1000}));
  bench.runFor(500ms);
  axis.applyFault("lost_steps", 0.25);
  bench.runFor(500ms);
  CHECK(axis.lostSteps() == 125);
  CHECK(axis.angleDeg() == Approx(87.5));
}

TEST_CASE("faults of a light") {
  TestBench bench;
  VirtualLight light(bench.bench, "spotlight", {.fullIntensity = 60});
  light.set(1);
  const auto dark = [&] { return bench.value("spotlight.intensity_cd") == 0; };
  checkFaults(light, {{"dead", dark}, {"dim", dark}});
  light.set(0.5);
  light.applyFault("dim", 0.2);
  CHECK(light.intensity() == Approx(60 * 0.5 * 0.8));
  CHECK(light.duty() == 0.5);  // the driver cannot tell
}

TEST_CASE("faults of the ambient light sensor") {
  TestBench bench;
  VirtualAmbientLight sensor(bench.bench, [] { return Lux{100}; });
  checkFaults(sensor, {{"dead", [&] { return !sensor.read().ok(); }},
                       {"offset", [&] { return sensor.read().value() == Lux{10'100}; }},
                       {"dirty", [&] { return sensor.read().value() == Lux{0}; }}});
}

TEST_CASE("the ambient light sensor asks the world at most five times a second") {
  TestBench bench;
  int asked = 0;
  VirtualAmbientLight sensor(bench.bench, [&] { return Lux{static_cast<double>(++asked)}; });
  for (int i = 0; i < 1000; ++i) {
    (void)sensor.read();
    bench.runFor(1ms);
  }
  CHECK(asked == 5);
  bench.runFor(1h);
  CHECK(asked == 5);
}

TEST_CASE("faults of the infrared cut filter") {
  TestBench bench;
  VirtualIrCut filter(bench.bench);
  const auto stays = [&] {
    const auto before = filter.actual();
    const bool in = before == hal::IrCutPosition::kIn;
    REQUIRE(filter.start(in ? hal::IrCutPosition::kOut : hal::IrCutPosition::kIn));
    bench.runFor(100ms);
    CHECK((bench.value("ir_cut.in") == 1) == (filter.actual() == hal::IrCutPosition::kIn));
    return filter.actual() == before;
  };
  checkFaults(filter, {{"stuck", stays}});
}

TEST_CASE("faults of the flash") {
  TestBench bench;
  VirtualFlashStore flash(bench.bench);
  constexpr auto kSlot = hal::FlashPartition::kSettingsA;
  const auto write = [&](const Bytes& data) -> Result<void> {
    if (auto r = flash.startErase(kSlot); !r) return r;
    bench.runFor(1s);
    if (auto r = flash.take(); !r) return r;
    if (auto r = flash.startProgram(kSlot, 0, data); !r) return r;
    bench.runFor(1s);
    return flash.take();
  };
  const Bytes data(300, 0xA5);
  const auto silentlyWrong = [&] {
    REQUIRE(write(data));
    const Bytes all = flash.contents(kSlot);
    return Bytes(all.begin(), all.begin() + 300) != data;
  };
  checkFaults(flash, {{"write_error", [&] { return !write(data).ok(); }},
                      {"read_error", [&] { return !flash.read(kSlot, 0, 10).ok(); }},
                      {"worn", silentlyWrong}});
}

TEST_CASE("a worn flash leaves one wrong bit a page") {
  TestBench bench;
  VirtualFlashStore flash(bench.bench);
  flash.applyFault("worn", 1);
  REQUIRE(flash.startProgram(hal::FlashPartition::kJournal, 0, Bytes(1024, 0x00)));
  bench.runFor(1s);
  REQUIRE(flash.take());
  int wrong = 0;
  for (const uint8_t byte : flash.contents(hal::FlashPartition::kJournal))
    wrong += byte == 0xFF ? 0 : std::popcount(byte);
  CHECK(wrong == 4);
}

TEST_CASE("faults of the watchdog") {
  TestBench bench;
  VirtualWatchdog dog(bench.bench, [] {});
  const auto sleeps = [&] {
    const double before = bench.value("watchdog.bites");
    dog.reset();
    dog.start(1s);
    bench.runFor(10s);
    return bench.value("watchdog.bites") == before;
  };
  checkFaults(dog, {{"dead", sleeps}});
}

TEST_CASE("faults of the calendar") {
  TestBench bench;
  VirtualCalendarClock calendar(bench.bench);
  const auto runsWrong = [&] {
    calendar.set(CalendarTime{1h});
    bench.runFor(1000s);
    return std::abs(toSeconds(*calendar.now() - CalendarTime{1h}) - 1000) > 5;
  };
  checkFaults(calendar, {{"drift", runsWrong}});
}

TEST_CASE("a calendar that starts to drift goes on from where it is") {
  TestBench bench;
  VirtualCalendarClock calendar(bench.bench);
  calendar.set(CalendarTime{});
  bench.runFor(1000s);
  calendar.applyFault("drift", -0.01);
  CHECK(calendar.now() == CalendarTime{1000s});
  bench.runFor(1000s);
  CHECK(calendar.now() == CalendarTime{1990s});
  calendar.applyFault("drift", 0);
  bench.runFor(1000s);
  CHECK(calendar.now() == CalendarTime{2990s});
}

TEST_CASE("faults of the microphone") {
  TestBench bench;
  VirtualMicrophone microphone(bench.bench, {.toneLevel = 0.5});
  microphone.start();
  const auto hearsNothing = [&] {
    bench.runFor(VirtualMicrophone::kBlockTime);
    return bench.value("microphone.level") == 0;
  };
  checkFaults(microphone, {{"dead", hearsNothing}});
}

TEST_CASE("faults of the speaker") {
  TestBench bench;
  VirtualSpeaker speaker(bench.bench);
  speaker.setSiren(1);
  checkFaults(speaker, {{"dead", [&] { return bench.value("speaker.siren") == 0; }}});
}

TEST_CASE("faults of the inference engine") {
  InferenceRig rig(RigPictures::kDrawn);
  VirtualInferenceEngine& engine = rig.engine;
  const uint32_t frame = rig.takeFrame(hal::LensId::kWide, {320, 180});
  const auto run = [&](Duration time) {
    const std::vector<hal::PixelBox> box{{0, 0, 8, 8}};
    REQUIRE(engine.start(hal::LensId::kWide, frame, {320, 180}, box));
    rig.lenses.table.runFor(time);
    const bool late = engine.state() == hal::IoState::kBusy;
    rig.lenses.table.runFor(10s);
    return std::pair(late, engine.take().ok());
  };
  checkFaults(engine, {{"dead", [&] { return !run(20ms).second; }},
                       {"slow", [&] { return run(1s).first; }}});
}
