#include "firmware_core/system/detection_events.h"

#include "tests/support/fake_lights.h"
#include "tests/unit/fw_media/studio.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

struct Watch : Studio {
  FakeJpeg jpeg;
  Snapshots snapshots{jpeg, *cards, calendar, log};
  FakeLight red{clock.time}, blue{clock.time};
  FakeSiren siren;
  Alarm alarm{red, blue, siren, log};
  std::vector<DetectionMessage> told;
  bool messages = true;
  std::optional<DetectionEvents> events;

  Watch() {
    events.emplace(*recorder, snapshots, alarm, calendar, log,
                   [this](DetectionMessage message) { told.push_back(std::move(message)); });
    alarm.configure({.lights = true, .siren = 0.5});
  }
  void see(hal::LensId lens = hal::LensId::kWide,
           hal::ObjectClass kind = hal::ObjectClass::kHuman) {
    Sighting sighting;
    sighting.at = clock.time - 300ms;
    sighting.lens = lens;
    sighting.kind = kind;
    sighting.score = 0.834;
    sighting.box = {310, 120, 24, 61};
    sighting.track = 1;
    sighting.sensorFrame = 123;
    events->sighted(sighting, clock.time);
  }
  // In steps of 0.2 s, all parts polled, and the calendar with them.
  void pass(Duration time) {
    for (Duration left = time; left > 0ns; left -= 200ms) {
      snapshots.poll(clock.time);
      events->poll(messages);
      alarm.poll(clock.time);
      run(200ms);
      calendar.set(*calendar.now() + 200ms);
    }
  }
};

}  // namespace

TEST_CASE("DET-6: a detection makes one clip of each lens, one picture and one message") {
  Watch watch;
  watch.ready();
  const CalendarTime began = *watch.calendar.now();
  for (int i = 0; i < 40; ++i) {
    watch.see(i % 3 == 0 ? hal::LensId::kPtz : hal::LensId::kWide);
    watch.pass(200ms);
  }
  watch.pass(20s);
  REQUIRE(watch.told.size() == 1);
  CHECK(watch.told[0].kind == hal::ObjectClass::kHuman);
  CHECK(watch.told[0].lens == hal::LensId::kPtz);
  CHECK(*watch.told[0].at == began - 300ms);
  REQUIRE(watch.told[0].picture);
  CHECK(watch.told[0].picture->lens == hal::LensId::kPtz);
  CHECK(watch.events->events() == 1);
  CHECK(watch.events->sightings() == 40);
  int clips = 0, pictures = 0;
  for (const ClipInfo& clip : watch.cards->store()->list()) {
    if (clip.start.reason == ClipReason::kSnapshot) {
      ++pictures;
      continue;
    }
    ++clips;
    CHECK(clip.start.reason == ClipReason::kEvent);
    CHECK(*clip.start.startedAt <= began - 300ms - 5s);
    CHECK(*clip.start.startedAt + clip.length >= began + 8s);
  }
  CHECK(clips == 2);
  CHECK(pictures == 1);
}

TEST_CASE("every sighting is a line in the log") {
  Watch watch;
  watch.see();
  watch.see();
  CHECK(watch.log.count("detection: detection kind=human lens=wide track=1 score=0.83 "
                        "box=310,120,24,61 frame=123 age_ms=300") == 2);
}

TEST_CASE("who comes back after 15 s is another event, another kind is one of its own") {
  Watch watch;
  watch.ready();
  watch.see();
  watch.pass(14s);
  watch.see();
  watch.pass(1s);
  CHECK(watch.told.size() == 1);
  watch.see(hal::LensId::kWide, hal::ObjectClass::kVehicle);
  watch.pass(1s);
  REQUIRE(watch.told.size() == 2);
  CHECK(watch.told[1].kind == hal::ObjectClass::kVehicle);
  watch.pass(15s);
  watch.see();
  watch.pass(1s);
  CHECK(watch.told.size() == 3);
  CHECK(watch.events->events() == 3);
}

TEST_CASE("with messages off nothing is told, not even later; picture and clip stay on the card") {
  Watch watch;
  watch.ready();
  watch.messages = false;
  watch.see();
  watch.pass(12s);
  watch.messages = true;
  watch.pass(2s);
  CHECK(watch.told.empty());
  CHECK(watch.cards->store()->list().size() == 3);
}

TEST_CASE("without a card the message comes all the same, and the alarm") {
  Watch watch;
  watch.see();
  watch.pass(1s);
  REQUIRE(watch.told.size() == 1);
  CHECK(watch.told[0].picture);
  CHECK(watch.red.changes > 0);
  CHECK(watch.siren.level == 0.5);
  CHECK(watch.log.count("no clip reason=no card in use") == 1);
}

TEST_CASE("a message whose picture cannot be taken goes alone") {
  Watch watch;
  for (size_t i = 0; i < Snapshots::kMaxWaiting; ++i)
    REQUIRE(watch.snapshots.request(hal::LensId::kWide, {640, 360}).ok());
  watch.see();
  watch.events->poll(true);
  REQUIRE(watch.told.size() == 1);
  CHECK_FALSE(watch.told[0].picture);
}

TEST_CASE("before the clock is set a message has no time") {
  Watch watch;
  watch.calendar.time.reset();
  watch.see();
  watch.snapshots.poll(watch.clock.time);
  watch.snapshots.poll(watch.clock.time);
  watch.events->poll(true);
  REQUIRE(watch.told.size() == 1);
  CHECK_FALSE(watch.told[0].at);
}
