// Recorder, snapshots and card on one clock: what the tests of clips and of events record with.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "firmware_core/media/recorder.h"
#include "firmware_core/media/snapshots.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_media/fake_encoder.h"
#include "tests/unit/fw_storage/card_rig.h"

namespace tw::test {

using namespace std::chrono_literals;

struct FakeCodec : hal::AudioCodec {
  Bytes encode(std::span<const int16_t> samples) override {
    return Bytes(samples.size(), static_cast<uint8_t>(samples[0]));
  }
  std::vector<int16_t> decode(std::span<const uint8_t> coded) override {
    return std::vector<int16_t>(coded.size());
  }
};

struct FakeJpeg : hal::JpegEncoder {
  std::optional<hal::LensId> lens;
  hal::IoState state() const override { return lens ? hal::IoState::kDone : hal::IoState::kIdle; }
  Result<hal::Snapshot> take() override {
    hal::Snapshot picture{*lens, {}, Bytes{0xFF, 0xD8, 1, 2, 0xFF, 0xD9}};
    lens.reset();
    return picture;
  }
  Result<void> doStart(hal::LensId l, hal::ImageSize) override {
    lens = l;
    return {};
  }
};

struct Studio : CardRig {
  explicit Studio(uint64_t bytes = 64'000'000) : CardRig(bytes) {
    restart();
    run(20s);
  }
  FakeEncoder wide{clock}, ptz{clock};
  FakeCodec codec;
  std::unique_ptr<fw::Recorder> recorder;

  void restart() {
    start();
    recorder = std::make_unique<fw::Recorder>(hal::PerLens<hal::VideoEncoder*>{&wide, &ptz}, *cards,
                                              calendar, codec, log);
    recorder->configure({{{96, 64}, 15, 26}, false});
  }
  // Both are polled until nothing is due before `d` has passed.
  void run(Duration d) {
    const Instant until = clock.time + d;
    for (;;) {
      Instant due = cards->poll(clock.time);
      due = std::min(
          {due, recorder->poll(clock.time), slot.device.dueAt(), wide.dueAt(), ptz.dueAt()});
      if (due > until || slot.device.cut) break;
      clock.time = std::max(clock.time, due);
    }
    clock.time = std::max(clock.time, until);
  }
  void ready() {
    run(1s);
    REQUIRE(cards->initialise().ok());
    run(10s);
    REQUIRE(cards->state() == fw::CardState::kInUse);
  }
  uint32_t framesIn(const std::string& file) const {
    uint32_t frames = 0;
    for (const BoxSeen& box : walkBoxes(volume().content(file)))
      if (box.type == "moof") {
        const auto traf = walkBoxes(box.body)[1];
        frames += getBig<uint32_t>(walkBoxes(traf.body)[2].body, 4);
      }
    return frames;
  }
};

}  // namespace tw::test
