// Every microphone: hal::Microphone.
#include "sim/devices/microphone.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

void microphoneContract(const MakeRig<Rig<hal::Microphone>>& make) {
  const auto rig = make();
  hal::Microphone& microphone = rig->device();

  SECTION("is silent until it is started") {
    rig->advance(10s);
    CHECK_FALSE(microphone.take());
    CHECK(rig->wakes() == 0);
  }
  SECTION("gives a block of 1024 samples each 64 ms, without gaps, and raises the wake line") {
    microphone.start();
    const Instant start = rig->now();
    rig->advance(63ms);
    CHECK_FALSE(microphone.take());
    rig->advance(1ms);
    for (int i = 0; i < 20; ++i) {
      CHECK(rig->wakes() == i + 1);
      const auto block = microphone.take();
      REQUIRE(block);
      CHECK(block->samples.size() == hal::kAudioBlockSamples);
      CHECK(block->capturedAt == start + i * 64ms);
      CHECK_FALSE(microphone.take());
      rig->advance(64ms);
    }
  }
  SECTION("keeps the newest 16 blocks when nobody takes them") {
    microphone.start();
    const Instant start = rig->now();
    rig->advance(20 * 64ms);
    for (int i = 4; i < 20; ++i) {
      const auto block = microphone.take();
      REQUIRE(block);
      CHECK(block->capturedAt == start + i * 64ms);
    }
    CHECK_FALSE(microphone.take());
  }
  SECTION("stop ends it and drops what waits; it can be started again") {
    microphone.start();
    rig->advance(200ms);
    microphone.stop();
    CHECK_FALSE(microphone.take());
    rig->advance(1s);
    CHECK_FALSE(microphone.take());
    microphone.start();
    const Instant start = rig->now();
    rig->advance(64ms);
    REQUIRE(microphone.take().value().capturedAt == start);
  }
  SECTION("is stopped after a power cut and a restart") {
    for (const bool cut : {true, false}) {
      microphone.start();
      rig->advance(200ms);
      cut ? rig->powerCycle() : rig->restart();
      rig->advance(1s);
      CHECK_FALSE(microphone.take());
    }
  }
}

}  // namespace

TEST_CASE("contract: the virtual microphone") {
  microphoneContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualMicrophone, Rig<hal::Microphone>>>(); });
}
TEST_CASE("contract: the virtual microphone that hears something") {
  microphoneContract([] {
    return std::make_unique<VirtualRig<sim::VirtualMicrophone, Rig<hal::Microphone>>>(
        sim::SoundMix{.toneLevel = 0.5, .noiseLevel = 0.01});
  });
}
