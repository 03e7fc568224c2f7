// What the bench can rely on of all devices: they cost nothing at rest, repeat with their seed, and
// show what they do.
#include <cmath>
#include <memory>
#include <numbers>
#include <set>

#include "sim/devices/ambient_light.h"
#include "sim/devices/audio_codec.h"
#include "sim/devices/axis_motor.h"
#include "sim/devices/button.h"
#include "sim/devices/clocks.h"
#include "sim/devices/crypto.h"
#include "sim/devices/entropy.h"
#include "sim/devices/flash_store.h"
#include "sim/devices/ir_cut.h"
#include "sim/devices/light.h"
#include "sim/devices/microphone.h"
#include "sim/devices/power_plug.h"
#include "sim/devices/speaker.h"
#include "sim/devices/status_led.h"
#include "sim/devices/system_control.h"
#include "sim/devices/watchdog.h"
#include "sim/devices/wifi_radio.h"
#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

std::vector<std::unique_ptr<Device>> everyDevice(const Bench& bench) {
  std::vector<std::unique_ptr<Device>> all;
  const auto nothing = [] {};
  all.push_back(std::make_unique<PowerPlug>(bench, nothing, nothing));
  all.push_back(std::make_unique<VirtualStatusLed>(bench));
  all.push_back(std::make_unique<VirtualButton>(bench, "reset_button"));
  all.push_back(std::make_unique<VirtualAxisMotor>(bench, "ptz_pan"));
  all.push_back(std::make_unique<VirtualLight>(bench, "spotlight"));
  all.push_back(std::make_unique<VirtualLight>(bench, "infrared", LightParameters{1.5, true}));
  all.push_back(std::make_unique<VirtualAmbientLight>(bench, [] { return Lux{5}; }));
  all.push_back(std::make_unique<VirtualIrCut>(bench));
  all.push_back(std::make_unique<VirtualFlashStore>(bench));
  all.push_back(std::make_unique<VirtualWatchdog>(bench, nothing));
  all.push_back(std::make_unique<VirtualMonotonicClock>(bench));
  all.push_back(std::make_unique<VirtualCalendarClock>(bench));
  all.push_back(std::make_unique<VirtualSystemControl>(bench, nothing));
  all.push_back(std::make_unique<VirtualEntropy>(bench));
  all.push_back(std::make_unique<VirtualCrypto>(bench));
  all.push_back(std::make_unique<VirtualMicrophone>(bench));
  all.push_back(std::make_unique<VirtualSpeaker>(bench));
  all.push_back(std::make_unique<VirtualAudioCodec>(bench));
  all.push_back(std::make_unique<VirtualWifiRadio>(bench));
  return all;
}

}  // namespace

TEST_CASE("devices at rest cost no events") {
  TestBench bench;
  const auto all = everyDevice(bench.bench);
  for (const auto& device : all) device->powerOn();
  bench.runFor(2s);  // the status LED's pattern gets its name
  CHECK(bench.queue.executed() <= 1);
  const uint64_t events = bench.queue.executed();
  bench.runFor(24h);
  CHECK(bench.queue.executed() == events);
  CHECK(bench.queue.nextTime() == kNever);
}

TEST_CASE("every device has a name of its own and a hash that repeats") {
  TestBench one, two;
  const auto a = everyDevice(one.bench), b = everyDevice(two.bench);
  std::set<std::string> names;
  for (size_t i = 0; i < a.size(); ++i) {
    CHECK(names.insert(a[i]->faultName()).second);
    CHECK(a[i]->stateHash() == b[i]->stateHash());
  }
}

TEST_CASE("every signal of a device says what it is") {
  TestBench bench;
  const auto all = everyDevice(bench.bench);
  for (SignalId id = 0; id < bench.signals.size(); ++id) {
    const SignalSpec& spec = bench.signals.spec(id);
    CAPTURE(spec.name);
    CHECK(spec.name.starts_with("cam/"));
    CHECK_FALSE(spec.doc.empty());
    CHECK((spec.kind != SignalKind::kNumber || !spec.unit.empty()));
  }
}

TEST_CASE("two cameras and two seeds draw different keys") {
  const auto key = [](uint64_t seed, const char* camera) {
    TestBench bench(seed, camera);
    VirtualEntropy entropy(bench.bench);
    Bytes bytes(32);
    entropy.fill(bytes);
    return bytes;
  };
  CHECK(key(1, "cam") == key(1, "cam"));
  CHECK(key(1, "cam") != key(1, "cam2"));
  CHECK(key(1, "cam") != key(2, "cam"));
}

TEST_CASE("a button bounces at most 20 ms, and some presses do") {
  int bounced = 0;
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    TestBench bench(seed);
    VirtualButton button(bench.bench, "reset_button");
    button.powerOn();
    button.press();
    CHECK(bench.value("reset_button.pressed") == 1);
    bench.runFor(20ms);
    CHECK(button.pressed());
    CHECK(bench.queue.nextTime() == kNever);
    CHECK(bench.wakes % 2 == 1);
    CHECK(bench.wakes <= 7);
    bounced += bench.wakes > 1 ? 1 : 0;
  }
  CHECK(bounced > 20);  // three in four do
  CHECK(bounced < 50);
}

TEST_CASE("a button touched without power wakes nobody") {
  TestBench bench;
  VirtualButton button(bench.bench, "reset_button");
  button.press();
  bench.runFor(1s);
  CHECK(bench.wakes == 0);
  button.powerOn();
  CHECK(button.pressed());
}

TEST_CASE("the infrared light's intensity is radiant and follows its duty") {
  TestBench bench;
  VirtualLight light(bench.bench, "infrared", {.fullIntensity = 1.5, .radiant = true});
  light.set(0.4);
  CHECK(bench.value("infrared.duty") == 0.4);
  CHECK(bench.value("infrared.intensity_w_sr") == Approx(0.6));
}

TEST_CASE("a tone has its pitch and level, without a break between blocks") {
  TestBench bench;
  VirtualMicrophone microphone(bench.bench, {.toneHz = 1000, .toneLevel = 0.5});
  microphone.start();
  bench.runFor(640ms);
  std::vector<int16_t> all;
  while (const auto block = microphone.take())
    all.insert(all.end(), block->samples.begin(), block->samples.end());
  REQUIRE(all.size() == 10240);
  for (size_t i = 0; i < all.size(); ++i) {
    const double expected = 0.5 * 32767 * std::sin(2 * std::numbers::pi * 1000 * i / 16000.0);
    REQUIRE(std::abs(all[i] - expected) <= 1);
  }
  CHECK(bench.value("microphone.level") == Approx(0.5 / std::numbers::sqrt2).epsilon(1e-3));
}

TEST_CASE("noise has its standard deviation, and blocks that nobody takes are counted") {
  TestBench bench;
  VirtualMicrophone microphone(bench.bench, {.noiseLevel = 0.1});
  microphone.start();
  bench.runFor(64ms * 20);
  CHECK(bench.value("microphone.lost_blocks") == 4);
  double sum = 0, n = 0;
  while (const auto block = microphone.take())
    for (const int16_t s : block->samples) sum += std::pow(s / 32767.0, 2), ++n;
  CHECK(n == 16384);
  CHECK(std::sqrt(sum / n) == Approx(0.1).epsilon(5 / std::sqrt(2 * n)));
}

TEST_CASE("the speaker shows how loud it is, and counts what it played") {
  TestBench bench;
  VirtualSpeaker speaker(bench.bench);
  REQUIRE(speaker.play({{}, std::vector<int16_t>(1024, 16384)}));
  REQUIRE(speaker.play({{}, std::vector<int16_t>(1024, -8192)}));
  CHECK(bench.value("speaker.level") == Approx(0.5).epsilon(1e-3));
  bench.runFor(64ms);
  CHECK(bench.value("speaker.level") == Approx(0.25).epsilon(1e-3));
  CHECK(bench.value("speaker.played_blocks") == 1);
  bench.runFor(64ms);
  CHECK(bench.value("speaker.level") == 0);
  CHECK(bench.value("speaker.played_blocks") == 2);
  speaker.setSiren(0.7);
  CHECK(bench.value("speaker.siren") == 0.7);
}

TEST_CASE("a watchdog that is kicked all the time costs one event a timeout") {
  TestBench bench;
  VirtualWatchdog dog(bench.bench, [] {});
  dog.start(5s);
  for (int i = 0; i < 10'000; ++i) {
    bench.runFor(10ms);
    dog.kick();
  }
  CHECK(bench.queue.executed() <= 21);
  CHECK(bench.value("watchdog.bites") == 0);
}

TEST_CASE("a filter cut off in the middle of its move stays where it came from") {
  TestBench bench;
  VirtualIrCut filter(bench.bench);
  REQUIRE(filter.start(hal::IrCutPosition::kOut));
  bench.runFor(30ms);
  filter.powerOff();
  bench.runFor(1s);
  CHECK(filter.actual() == hal::IrCutPosition::kIn);
  REQUIRE(filter.start(hal::IrCutPosition::kOut));
  bench.runFor(1s);
  filter.powerOff();
  filter.powerOn();
  CHECK(filter.actual() == hal::IrCutPosition::kOut);
  CHECK(filter.position() == hal::IrCutPosition::kIn);  // the driver has forgotten
}

TEST_CASE("system control shows starts and their causes") {
  TestBench bench;
  VirtualSystemControl system(bench.bench, [] {});
  system.powerOn();
  CHECK(bench.text("system.reset_cause") == "power_on");
  system.bitten();
  system.reset();
  CHECK(bench.text("system.reset_cause") == "watchdog");
  CHECK(bench.value("system.boots") == 2);
}

TEST_CASE("commands and deliveries are traced; idle polls are not") {
  TestBench bench;
  bench.trace.keepWindow(Instant{}, kNever);
  VirtualIrCut filter(bench.bench);
  REQUIRE(filter.start(hal::IrCutPosition::kOut));
  for (int i = 0; i < 100; ++i) {
    (void)filter.moving();
    bench.runFor(1ms);
  }
  REQUIRE(bench.trace.window().size() == 2);
  CHECK(bench.trace.window()[0].call == "start out");
  CHECK(bench.trace.window()[0].device == "cam/ir_cut");
  CHECK(bench.trace.window()[1].at == Instant{70ms});
}
