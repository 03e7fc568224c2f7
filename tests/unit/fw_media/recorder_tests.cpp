#include "tests/unit/fw_media/studio.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;
using namespace std::chrono_literals;

TEST_CASE("without a card in use nothing is recorded, and the caller is told why") {
  Studio s;
  CHECK(s.recorder->startManual(s.clock.time).error().code == Errc::kNotReady);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.wide.openReaders() == 0);
}

TEST_CASE("a recording by hand makes a clip of each lens that begins five seconds before") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  CHECK(s.recorder->startManual(s.clock.time).error().code == Errc::kBusy);
  s.run(10s);
  s.recorder->stopManual(s.clock.time);
  s.run(2s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.wide.openReaders() == 0);
  const auto list = s.cards->store()->list();
  REQUIRE(list.size() == 2);
  CHECK(list[0].start.lens != list[1].start.lens);
  for (const ClipInfo& clip : list) {
    CHECK(clip.frames >= 15 * 15);
    CHECK(clip.frames <= 15 * 16 + 1);
    CHECK(s.framesIn(clip.file) == clip.frames);
    CHECK(clip.start.startedAt <= *s.calendar.now() - 5s);
    CHECK(clip.start.startedAt > *s.calendar.now() - 7s);
  }
  CHECK(s.log.count("clip opened lens=wide clip=" + std::to_string(list[0].id)) == 1);
  int leads = 0;  // of the two lenses, from 5 s to a group and the sound's patience more
  for (int ms = 5000; ms < 6500; ++ms)
    leads += static_cast<int>(s.log.count(" lead_ms=" + std::to_string(ms)));
  CHECK(leads == 2);
  CHECK(s.log.count("fragment acknowledged lens=wide clip=") == list[0].fragments);
  CHECK(s.recorder->acknowledgedFragments() == list[0].fragments + list[1].fragments);
  CHECK(s.log.count("clip closed lens=wide clip=" + std::to_string(list[0].id) +
                    " frames=" + std::to_string(list[0].frames)) == 1);
  CHECK(s.recorder->lostGroups() == 0);
}

TEST_CASE("a long recording goes on in the next slot without losing a frame") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(400s);
  s.recorder->stopManual(s.clock.time);
  s.run(2s);
  uint32_t frames = 0, clips = 0;
  for (const ClipInfo& clip : s.cards->store()->list()) {
    if (clip.start.lens != hal::LensId::kWide) continue;
    frames += clip.frames;
    ++clips;
    CHECK(s.framesIn(clip.file) == clip.frames);
  }
  CHECK(clips > 1);
  CHECK(frames >= 15 * 405);
  CHECK(frames <= 15 * 406 + 1);
  CHECK(s.recorder->lostGroups() == 0);
}

TEST_CASE("a card that stalls for two seconds loses nothing") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(3s);
  s.slot.device.stuck = true;
  s.run(2s);
  s.slot.device.stuck = false;
  s.run(5s);
  s.recorder->stopManual(s.clock.time);
  s.run(2s);
  CHECK(s.recorder->lostGroups() == 0);
  CHECK(s.cards->store()->list().front().frames >= 15 * 15);
}

// Writes into some slots fail from a certain sector of theirs on.
void wearOut(Studio& s, std::vector<uint32_t> slots, uint64_t goodSectors) {
  const VolumeLayout layout = VolumeLayout::plan(s.slot.device.sectorCount()).value();
  s.slot.device.failWith = [=](char kind, uint64_t sector) -> std::optional<Errc> {
    for (const uint32_t slot : slots) {
      const uint64_t first = layout.slotSector(slot);
      if (kind == 'w' && sector >= first + goodSectors &&
          sector < first + layout.slotBytes(slot) / hal::kSectorSize)
        return Errc::kIo;
    }
    return {};
  };
}

TEST_CASE("where slots cannot be written the recording goes on in others, without losing a frame") {
  for (const uint64_t goodSectors : {0, 100, 700}) {
    CAPTURE(goodSectors);
    Studio s;
    s.ready();
    wearOut(s, {0, 1}, goodSectors);
    REQUIRE(s.recorder->startManual(s.clock.time).ok());
    s.run(200s);
    s.recorder->stopManual(s.clock.time);
    s.run(2s);
    CHECK(s.cards->state() == CardState::kInUse);
    CHECK_FALSE(s.recorder->recording());
    CHECK(s.wide.openReaders() == 0);
    CHECK(s.recorder->lostGroups() == 0);
    CHECK(s.cards->store()->badSlots() == 2);
    CHECK(s.log.count("clip cut short lens=") == 2);
    hal::PerLens<uint32_t> frames{};
    for (const ClipInfo& clip : s.cards->store()->list()) {
      frames[hal::index(clip.start.lens)] += clip.frames;
      CHECK(s.framesIn(clip.file) == clip.frames);
    }
    for (const uint32_t each : frames) {
      CHECK(each >= 15 * 205);
      CHECK(each <= 15 * 206 + 1);
    }
  }
}

TEST_CASE("a picture whose slot cannot be written is kept in the next one") {
  Studio s;
  s.ready();
  const VolumeLayout layout = VolumeLayout::plan(s.slot.device.sectorCount()).value();
  wearOut(s, {layout.videoSlots}, 0);
  FakeJpeg jpeg;
  Snapshots snapshots(jpeg, *s.cards, s.calendar, s.log);
  REQUIRE(snapshots.request(hal::LensId::kWide, {1280, 720}).ok());
  for (int i = 0; i < 100; ++i) {
    snapshots.poll(s.clock.time);
    s.run(5ms);
  }
  const auto list = s.cards->store()->list();
  REQUIRE(list.size() == 1);
  CHECK(list[0].slot == layout.videoSlots + 1);
  CHECK(s.log.count("picture stored clip=") == 1);
}

TEST_CASE("a picture that nobody has any more is not said to be stored when its slot fails") {
  Studio s;
  s.ready();
  wearOut(s, {VolumeLayout::plan(s.slot.device.sectorCount()).value().videoSlots}, 0);
  FakeJpeg jpeg;
  Snapshots snapshots(jpeg, *s.cards, s.calendar, s.log);
  REQUIRE(s.cards->store()->storePicture({.reason = ClipReason::kSnapshot}, Bytes(6)).ok());
  s.run(1s);
  snapshots.poll(s.clock.time);
  CHECK(s.log.count("picture stored") == 0);
  CHECK(s.log.count("snapshots: picture not stored clip=1 reason=its slot cannot be written") == 1);
}

TEST_CASE("no word of the store is lost, full as its queue may be and late as the recorder looks") {
  Studio s;
  s.ready();
  s.slot.device.stuck = true;
  s.recorder->configure({{{96, 64}, 15, 26}, false, true});
  REQUIRE(s.recorder->noteEvent(s.clock.time, s.clock.time).ok());
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(1s);
  CHECK(s.cards->store()->queueFull());
  s.slot.device.stuck = false;
  s.wait(1s);  // the card works, the recorder does not look
  CHECK(s.cards->store()->idle());
  s.run(10s);
  s.recorder->stopManual(s.clock.time);
  s.recorder->configure({{{96, 64}, 15, 26}, false});
  s.run(10s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.recorder->lostGroups() == 0);
  uint64_t fragments = 0;
  for (const ClipInfo& clip : s.cards->store()->list()) fragments += clip.fragments;
  CHECK(s.recorder->acknowledgedFragments() == fragments);
}

TEST_CASE("a card that is far too slow costs whole groups, counted and logged; recording goes on") {
  Studio s;
  s.ready();
  s.slot.device.latency = 1200ms;  // some five seconds for a second of video
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  CHECK(s.cards->warning().empty());
  s.run(120s);
  CHECK(s.recorder->recordingManually());
  CHECK(s.recorder->lostGroups() > 10);
  CHECK(s.cards->warning() == "slow: did not keep up with recording: there are gaps");
  CHECK(s.log.count("slow: ") == 1);
  CHECK(s.log.count("groups lost lens=wide groups=") > 0);
  CHECK(s.recorder->acknowledgedFragments() > 10);
  s.slot.device.latency = 1ms;
  s.recorder->stopManual(s.clock.time);
  s.run(5s);
  for (const ClipInfo& clip : s.cards->store()->list()) CHECK(s.framesIn(clip.file) == clip.frames);
}

TEST_CASE("a pulled card ends the recording and nothing else; a new recording works afterwards") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(3s);
  s.slot.pull();
  s.run(1s);
  CHECK_FALSE(s.recorder->recording());
  CHECK_FALSE(s.recorder->recordingManually());
  CHECK(s.wide.openReaders() + s.ptz.openReaders() == 0);
  CHECK(s.log.count("recording stopped reason=card none") == 1);
  const uint64_t acknowledged = s.recorder->acknowledgedFragments();
  CHECK(acknowledged > 4);
  s.slot.insertAgain();
  s.run(5s);
  uint32_t kept = 0;
  for (const ClipInfo& clip : s.cards->store()->list()) kept += clip.fragments;
  CHECK(kept >= acknowledged);
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(3s);
  CHECK(s.recorder->acknowledgedFragments() > acknowledged);
}

TEST_CASE("a card error ends the recording cleanly") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(3s);
  s.slot.device.failWith = [](char, uint64_t) { return Errc::kIo; };
  s.run(3s);
  CHECK(s.cards->state() == CardState::kError);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.recorder->startManual(s.clock.time).error().code == Errc::kNotReady);
}

TEST_CASE("an event's clip runs from five seconds before to five after the last of them") {
  Studio s;
  s.ready();
  REQUIRE(s.recorder->noteEvent(s.clock.time, s.clock.time).ok());
  s.run(3s);
  REQUIRE(s.recorder->noteEvent(s.clock.time, s.clock.time).ok());
  s.run(12s);
  CHECK_FALSE(s.recorder->recording());
  const auto list = s.cards->store()->list();
  REQUIRE(list.size() == 2);
  CHECK(list[0].start.reason == ClipReason::kEvent);
  CHECK(list[0].frames >= 13 * 15);
  CHECK(list[0].frames <= 14 * 15 + 1);
}

TEST_CASE("sound is recorded where the user wants it, from before the start on") {
  Studio s;
  s.ready();
  s.recorder->configure({{{96, 64}, 15, 26}, true});
  const auto sound = [&s](Duration d) {
    for (Duration t{}; t < d; t += 64ms) {
      s.recorder->addSound({s.clock.time, std::vector<int16_t>(1024, 7)});
      s.run(64ms);
    }
  };
  sound(12s);
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  sound(4s);
  s.recorder->stopManual(s.clock.time);
  s.run(2s);
  const auto list = s.cards->store()->list();
  const auto boxes = walkBoxes(s.volume().content(list[0].file));
  size_t heard = 0, samples = 0;
  for (const BoxSeen& box : boxes)
    if (box.type == "mdat") {
      heard += static_cast<size_t>(std::count(box.body.begin(), box.body.end(), 7));
      samples += 16000;
    }
  CHECK(list[0].fragments >= 9);
  CHECK(heard > samples * 9 / 10);
}

TEST_CASE("power cut at any write of a recording: what was acknowledged plays") {
  int cuts = 0;
  for (uint64_t cutAt = 0; cutAt < 60; cutAt += 1) {
    Studio s;
    s.ready();
    REQUIRE(s.recorder->startManual(s.clock.time).ok());
    s.slot.device.cutAtWrite = s.slot.device.writes + cutAt;
    s.run(6s);
    s.recorder->stopManual(s.clock.time);
    s.run(2s);
    if (!s.slot.device.cut) break;
    ++cuts;
    const uint64_t acknowledged = s.recorder->acknowledgedFragments();
    s.slot.device.losePower(cutAt * 31 + 7);
    s.slot.device.comeBack();
    s.restart();
    s.run(2s);
    uint64_t fragments = 0;
    for (const ClipInfo& clip : s.cards->store()->list()) {
      fragments += clip.fragments;
      CHECK(s.framesIn(clip.file) == clip.frames);
    }
    INFO("cut at write " << cutAt);
    CHECK(fragments >= acknowledged);
  }
  CHECK(cuts > 40);
}

TEST_CASE("a snapshot goes to whoever asked, and onto the card when one is in use") {
  Studio s;
  FakeJpeg jpeg;
  Snapshots snapshots(jpeg, *s.cards, s.calendar, s.log);
  const auto shoot = [&] {
    const auto ticket = snapshots.request(hal::LensId::kPtz, {1280, 720});
    REQUIRE(ticket.ok());
    for (int i = 0; i < 40; ++i) {
      snapshots.poll(s.clock.time);
      s.run(5ms);
    }
    const auto answer = snapshots.take();
    REQUIRE(answer);
    CHECK(answer->ticket == ticket.value());
    REQUIRE(answer->picture.ok());
    CHECK(answer->picture.value().jpeg.size() == 6);
  };
  shoot();
  CHECK(s.log.count("picture not stored lens=ptz reason=card uninitialised") == 1);
  s.ready();
  shoot();
  CHECK(s.log.count("picture stored clip=1 file=PICT000/") == 1);
  const ClipInfo picture = s.cards->store()->list().back();
  CHECK(picture.bytes == 6);
  CHECK(s.volume().content(picture.file)[0] == 0xFF);
  for (size_t i = 0; i < Snapshots::kMaxWaiting; ++i)
    CHECK(snapshots.request(hal::LensId::kWide, {1280, 720}).ok());
  CHECK(snapshots.request(hal::LensId::kWide, {1280, 720}).error().code == Errc::kBusy);
}

TEST_CASE(
    "an event's clip begins at least five seconds before what is told, late as it may be told") {
  Studio s;
  s.ready();
  for (const Duration late : {0ms, 150ms, 433ms, 999ms}) {
    const Instant seen = s.clock.time;
    const CalendarTime seenAt = *s.calendar.now();
    s.run(late);
    s.calendar.set(seenAt + late);
    REQUIRE(s.recorder->noteEvent(seen, s.clock.time).ok());
    s.run(12s);
    const auto list = s.cards->store()->list();
    REQUIRE(list.size() >= 2);
    for (size_t i = list.size() - 2; i < list.size(); ++i) {
      CHECK(*list[i].start.startedAt <= seenAt - 5s);
      CHECK(*list[i].start.startedAt > seenAt - 6500ms);
      CHECK(*list[i].start.startedAt + list[i].length >= seenAt + 5s);
    }
    s.calendar.set(seenAt + 60s);
  }
}

TEST_CASE("each client of the snapshots gets its own pictures, none those of the other") {
  Studio s;
  s.ready();
  FakeJpeg jpeg;
  Snapshots snapshots(jpeg, *s.cards, s.calendar, s.log);
  const auto app = snapshots.request(hal::LensId::kPtz, {1280, 720});
  const auto detection =
      snapshots.request(hal::LensId::kWide, {1280, 720}, SnapshotClient::kDetection);
  REQUIRE((app && detection));
  for (int i = 0; i < 5; ++i) {
    snapshots.poll(s.clock.time);
    s.run(1s);
  }
  CHECK(snapshots.take(SnapshotClient::kDetection)->ticket == detection.value());
  CHECK_FALSE(snapshots.take(SnapshotClient::kDetection));
  CHECK(snapshots.take()->ticket == app.value());
  CHECK_FALSE(snapshots.take());
}
