// Pictures and units that are made beside the simulation: the same ones, whoever makes them.
#include "tests/support/catch.h"
#include "tests/support/picture_rig.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Made {
  std::vector<uint8_t> luma, video, ptzVideo, jpeg;
  uint64_t trace = 0, states = 0;
  bool operator==(const Made&) const = default;
};

// Both lenses watched and recorded from their history on, looked at, and a snapshot.
Made live(unsigned threads) {
  PictureRig rig(RigPictures::kDrawn);
  const auto workers = threads > 0 ? std::make_unique<Workers>(threads) : nullptr;
  rig.table.bench.workers = workers.get();
  rig.feed.moving = true;
  Made made;
  REQUIRE(rig.sensor.start({640, 360}, 5));
  REQUIRE(rig.ptzSensor.start({640, 360}, 5));
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  REQUIRE(rig.ptzEncoder.start(PictureRig::kSmall));
  rig.table.runFor(3s);
  const auto wide = rig.encoder.open(Instant{}).value();
  const auto ptz = rig.ptzEncoder.open(Instant{}).value();
  REQUIRE(rig.jpeg.start(hal::LensId::kWide, {320, 180}));
  for (int tick = 0; tick < 20; ++tick) {
    rig.table.runFor(100ms);
    append(made.video, joined(takeAll(rig.encoder, wide)));
    append(made.ptzVideo, joined(takeAll(rig.ptzEncoder, ptz)));
    for (auto* sensor : {&rig.sensor, &rig.ptzSensor})
      while (const auto frame = sensor->take()) {
        // Now and then nobody looks.
        if (tick % 7 != 3) {
          const auto luma = sensor->luma(frame->handle);
          made.luma.insert(made.luma.end(), luma.begin(), luma.end());
        }
        sensor->release(frame->handle);
      }
    if (rig.jpeg.state() == hal::IoState::kDone) made.jpeg = rig.jpeg.take().value().jpeg;
  }
  for (Device* device : std::initializer_list<Device*>{&rig.sensor, &rig.encoder, &rig.jpeg})
    made.states = made.states * 31 + device->stateHash();
  made.states += rig.table.signals.hash();
  for (const TraceSecond& second : rig.table.trace.seconds())
    made.trace = made.trace * 31 + second.hash;
  rig.encoder.stop();  // with units under way
  return made;
}

}  // namespace

TEST_CASE("Streams, looks and snapshots are the same with any number of threads beside") {
  const Made alone = live(0);
  CHECK(alone.video.size() > 1000);
  CHECK(alone.jpeg.size() > 1000);
  CHECK(alone.luma.size() > 640 * 360 * 10);
  for (const unsigned threads : {1U, 2U, 4U}) {
    CAPTURE(threads);
    CHECK(live(threads) == alone);
  }
}
