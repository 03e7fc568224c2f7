// Where clips begin and end: at what is lost, and as the user and what happens want it.
#include "tests/unit/fw_media/studio.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {

struct Scene : Studio {
  Scene() { ready(); }

  // Calendar and clock go together.
  void pass(Duration d) {
    const CalendarTime before = *calendar.time;
    const Instant from = clock.time;
    const Instant until = from + d;
    while (clock.time < until) {
      run(std::min<Duration>(50ms, until - clock.time));
      calendar.time = before + (clock.time - from);
    }
  }
  std::vector<ClipInfo> clips(hal::LensId lens = hal::LensId::kWide) {
    std::vector<ClipInfo> found;
    for (const ClipInfo& clip : cards->store()->list())
      if (clip.start.lens == lens) found.push_back(clip);
    return found;
  }
  std::vector<ClipInfo> clips(ClipReason reason) {
    auto found = clips();
    std::erase_if(found, [&](const ClipInfo& clip) { return clip.start.reason != reason; });
    return found;
  }
  void want(bool sound, bool continuous = false) {
    recorder->configure({{{96, 64}, 15, 26}, sound, continuous});
  }
  void hear(Duration d) {
    for (Duration t{}; t < d; t += 64ms) {
      recorder->addSound({clock.time, std::vector<int16_t>(1024, 7)});
      pass(64ms);
    }
  }
  // As if so many clips more could be begun on this card, ever.
  void leaveNumbers(uint64_t count) {
    const auto layout = VolumeLayout::plan(slot.device.sectorCount()).value();
    ClipRecord record;
    record.slot = layout.videoSlots - 1;
    record.writes = 1;
    record.state = ClipRecord::State::kClosed;
    record.clip = kMaxClip - count;
    record.bytes = 1024;
    record.frames = record.fragments = 1;
    record.name = "2026-06-01_10-00-00_wide_manual.mp4";
    slot.device.poke(layout.recordSector(record.slot, record.writes),
                     encodeRecord(record, cards->store()->volumeId()));
    slot.pull();
    pass(1s);
    slot.insertAgain();
    pass(3s);
    REQUIRE(cards->state() == CardState::kInUse);
  }
  bool hasSound(const ClipInfo& clip) const {
    const Bytes file = volume().content(clip.file);
    return asText(std::span(file).first(clip.bytes)).find("soun") != std::string_view::npos;
  }
};

}  // namespace

TEST_CASE("where a stall loses groups a clip ends, and a time is found in the clip that has it") {
  Scene s;
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.pass(10s);
  s.slot.device.latency = 4s;
  s.pass(90s);
  s.slot.device.latency = 1ms;
  s.pass(20s);
  s.recorder->stopManual(s.clock.time);
  const CalendarTime end = *s.calendar.time;
  s.pass(3s);
  CHECK(s.recorder->lostGroups() > 10);
  for (const hal::LensId lens : hal::kLenses) {
    const auto clip = s.cards->store()->covering(lens, end - 2s);
    REQUIRE(clip);
    CHECK(*clip->start.startedAt + clip->length >= end - 100ms);
    CHECK(*clip->start.startedAt + clip->length <= end + 1s);
    const auto clips = s.clips(lens);
    REQUIRE(clips.size() > 1);
    for (size_t i = 1; i < clips.size(); ++i)
      CHECK(*clips[i - 1].start.startedAt + clips[i - 1].length < *clips[i].start.startedAt);
  }
}

TEST_CASE("PRV-1: once sound is off no sound track comes any more, also of a recording under way") {
  Scene s;
  s.want(true);
  s.hear(10s);
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.hear(10s);
  s.want(false);
  const CalendarTime off = *s.calendar.time;
  s.pass(10s);
  s.want(true);
  const CalendarTime on = *s.calendar.time;
  s.hear(10s);
  s.recorder->stopManual(s.clock.time);
  s.pass(2s);
  const auto clips = s.clips();
  REQUIRE(clips.size() == 3);
  CHECK(s.hasSound(clips[0]));
  CHECK(*clips[0].start.startedAt + clips[0].length <= off);
  CHECK_FALSE(s.hasSound(clips[1]));
  CHECK(s.hasSound(clips[2]));
  CHECK(*clips[2].start.startedAt <= on + 1s);
  uint32_t frames = 0;
  for (const ClipInfo& clip : clips) {
    frames += clip.frames;
    CHECK(s.framesIn(clip.file) == clip.frames);
  }
  CHECK(frames >= 15 * 35);
  CHECK(frames <= 15 * 36 + 1);
  CHECK(s.recorder->lostGroups() == 0);
}

TEST_CASE(
    "DET-6: an event has its own clip from 5 s before to 5 s after it, whatever is recorded") {
  Scene s;
  const bool continuous = GENERATE(false, true);
  s.want(false, continuous);
  s.pass(10s);
  Instant event;
  const auto happens = [&] {
    event = s.clock.time;
    REQUIRE(s.recorder->noteEvent(event, event).ok());
    s.pass(1s);
  };
  SECTION("a recording by hand ends soon after it") {
    REQUIRE(s.recorder->startManual(s.clock.time).ok());
    s.pass(10s);
    happens();
    s.recorder->stopManual(s.clock.time);
  }
  SECTION("a recording by hand goes on") {
    REQUIRE(s.recorder->startManual(s.clock.time).ok());
    s.pass(10s);
    happens();
  }
  SECTION("a recording by hand begins after it and soon ends") {
    happens();
    REQUIRE(s.recorder->startManual(s.clock.time).ok());
    s.pass(1s);
    s.recorder->stopManual(s.clock.time);
  }
  s.pass(12s);
  const auto events = s.clips(ClipReason::kEvent);
  REQUIRE(events.size() == 1);
  CHECK_FALSE(events[0].open);
  const CalendarTime at = *s.calendar.time - (s.clock.time - event);
  CHECK(*events[0].start.startedAt <= at - 5s);
  CHECK(*events[0].start.startedAt + events[0].length >= at + 5s - 100ms);
  CHECK(s.clips(ClipReason::kManual).size() == 1);
}

TEST_CASE(
    "however often recordings end and begin on a slow card, an encoder has a reader for each") {
  Scene s;
  const auto live = s.wide.open(kNever);
  REQUIRE(live.ok());
  s.want(false, true);
  s.pass(5s);
  s.slot.device.latency = 400ms;
  size_t most = 0;
  for (int i = 0; i < 40; ++i) {
    CHECK(s.recorder->noteEvent(s.clock.time, s.clock.time).ok());
    s.pass(i % 4 == 3 ? 6s : 300ms);
    CHECK(s.recorder->startManual(s.clock.time).ok());
    s.pass(300ms);
    s.recorder->stopManual(s.clock.time);
    s.want(false, i % 2 == 0);
    s.pass(100ms);
    most = std::max(most, s.wide.openReaders());
  }
  CHECK(most == hal::VideoEncoder::kMaxReaders);
  s.slot.device.latency = 1ms;
  s.want(false);
  s.pass(30s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.wide.openReaders() == 1);
}

TEST_CASE("a recording by hand that is wanted again before it has ended goes on without a seam") {
  Scene s;
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.pass(10s);
  s.recorder->stopManual(s.clock.time);
  s.pass(20ms);
  CHECK_FALSE(s.recorder->recordingManually());
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.pass(5s);
  s.recorder->stopManual(s.clock.time);
  s.pass(2s);
  REQUIRE(s.clips().size() == 1);
  CHECK(s.clips()[0].frames >= 15 * 20);
  CHECK(s.recorder->lostGroups() == 0);
}

TEST_CASE("a card without room for another clip: nothing is begun, and all are told so") {
  Scene s;
  s.leaveNumbers(0);
  CHECK(s.recorder->startManual(s.clock.time).error().code == Errc::kNoSpace);
  CHECK(s.recorder->startManual(s.clock.time).error().detail ==
        "no room for another clip on the card");
  CHECK(s.recorder->noteEvent(s.clock.time, s.clock.time).error().code == Errc::kNoSpace);
  CHECK(s.wide.openReaders() == 0);
  s.want(false, true);
  s.pass(20s);
  CHECK_FALSE(s.recorder->recording());
  CHECK_FALSE(s.recorder->recordingManually());
  CHECK(s.log.count("nothing can be recorded lens=wide reason=no room for another clip") == 1);
}

TEST_CASE("a recording for which the room ends is none any more, what it loses is counted") {
  Scene s;
  s.leaveNumbers(2);
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.pass(10s);
  CHECK(s.recorder->recording());
  CHECK(s.recorder->lostGroups() == 0);
  s.want(true);  // so that another clip has to begin
  s.pass(10s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.recorder->lostGroups() >= 18);
  CHECK(s.log.count("nothing can be recorded lens=") == 1);
  s.recorder->stopManual(s.clock.time);
  s.pass(2s);
  CHECK(s.wide.openReaders() == 0);
  REQUIRE(s.clips().size() == 2);
  CHECK(s.clips()[1].frames >= 14 * 15);
}
