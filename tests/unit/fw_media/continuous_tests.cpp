// Continuous recording: all the time while a card is in use, whatever else is recorded.
#include "tests/unit/fw_media/studio.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {

struct Always : Studio {
  void want(bool continuous, bool sound = false) {
    recorder->configure({{{96, 64}, 15, 26}, sound, continuous});
  }
  std::vector<ClipInfo> clips(ClipReason reason, hal::LensId lens = hal::LensId::kWide) {
    std::vector<ClipInfo> found;
    for (const ClipInfo& clip : cards->store()->list())
      if (clip.start.reason == reason && clip.start.lens == lens) found.push_back(clip);
    return found;
  }
  uint32_t frames(ClipReason reason, hal::LensId lens = hal::LensId::kWide) {
    uint32_t sum = 0;
    for (const ClipInfo& clip : clips(reason, lens)) {
      CHECK(framesIn(clip.file) == clip.frames);
      sum += clip.frames;
    }
    return sum;
  }
  bool hasSound(const ClipInfo& clip) const {
    const Bytes file = volume().content(clip.file);
    const std::string_view text(reinterpret_cast<const char*>(file.data()), clip.bytes);
    return text.find("soun") != std::string_view::npos;
  }
};

constexpr uint32_t kRate = 15;

}  // namespace

TEST_CASE("nothing is recorded continuously before the user wants it, nor without a card") {
  Always s;
  s.ready();
  s.run(20s);
  CHECK_FALSE(s.recorder->recording());
  s.slot.pull();
  s.run(1s);
  s.want(true);
  s.run(20s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.wide.openReaders() + s.ptz.openReaders() == 0);
}

TEST_CASE("continuous recording takes hold within a second, of both lenses, and ends within one") {
  Always s;
  s.ready();
  s.want(true);
  s.run(60s);
  s.want(false);
  s.run(3s);
  CHECK_FALSE(s.recorder->recording());
  for (const hal::LensId lens : hal::kLenses) {
    const uint32_t frames = s.frames(ClipReason::kContinuous, lens);
    CHECK(frames >= kRate * 60);
    CHECK(frames <= kRate * 62);  // the group under way when it began, the one when it ended
  }
}

TEST_CASE("continuous recording goes on from slot to slot without losing a frame") {
  Always s;
  s.ready();
  s.want(true);
  s.run(400s);
  s.want(false);
  s.run(2s);
  CHECK(s.clips(ClipReason::kContinuous).size() > 1);
  CHECK(s.frames(ClipReason::kContinuous) >= kRate * 400);
  CHECK(s.frames(ClipReason::kContinuous) <= kRate * 402);
  CHECK(s.recorder->lostGroups() == 0);
}

TEST_CASE("an event during continuous recording has its own clip, the other goes on") {
  Always s;
  s.ready();
  s.want(true);
  s.run(30s);
  REQUIRE(s.recorder->noteEvent(s.clock.time, s.clock.time).ok());
  s.run(30s);
  REQUIRE(s.clips(ClipReason::kEvent).size() == 1);
  const ClipInfo event = s.clips(ClipReason::kEvent)[0];
  CHECK_FALSE(event.open);
  CHECK(event.frames >= kRate * 10);
  CHECK(event.frames <= kRate * 11 + 1);
  s.want(false);
  s.run(2s);
  CHECK(s.frames(ClipReason::kContinuous) >= kRate * 60);
}

TEST_CASE("a recording by hand ends as it was told and leaves the continuous one alone") {
  Always s;
  s.ready();
  s.want(true);
  s.run(10s);
  REQUIRE(s.recorder->startManual(s.clock.time).ok());
  s.run(10s);
  s.recorder->stopManual(s.clock.time);
  s.run(10s);
  CHECK(s.recorder->recording());
  CHECK(s.frames(ClipReason::kManual) >= kRate * 15);
  CHECK(s.frames(ClipReason::kManual) <= kRate * 16 + 1);
  s.want(false);
  s.run(2s);
  CHECK(s.frames(ClipReason::kContinuous) >= kRate * 30);
}

TEST_CASE("continuous recording resumes with the card, and takes the seconds before with it") {
  Always s;
  s.ready();
  s.want(true);
  s.run(10s);
  s.slot.pull();
  s.run(8s);
  CHECK_FALSE(s.recorder->recording());
  s.slot.insertAgain();
  s.run(12s);
  s.want(false);
  s.run(2s);
  REQUIRE(s.clips(ClipReason::kContinuous).size() == 2);
  CHECK(s.clips(ClipReason::kContinuous)[1].frames >= kRate * 12);  // mounting takes no footage
}

TEST_CASE("continuous recording resumes by itself after a restart") {
  Always s;
  s.ready();
  s.want(true);
  s.run(10s);
  s.restart();
  s.want(true);
  s.run(10s);
  s.want(false);
  s.run(2s);
  REQUIRE(s.clips(ClipReason::kContinuous).size() == 2);
  CHECK(s.clips(ClipReason::kContinuous)[1].frames >= kRate * 10);
}

TEST_CASE("an encoder that is not ready is asked again") {
  Always s;
  s.ready();
  s.wide.ready = false;
  s.want(true);
  s.run(5s);
  CHECK_FALSE(s.recorder->recording());
  CHECK(s.ptz.openReaders() == 0);
  s.wide.ready = true;
  s.run(2s);
  CHECK(s.recorder->recording());
}

TEST_CASE("PRV-1: continuous recording has sound from when the user wants it until he does not") {
  Always s;
  s.ready();
  const auto hear = [&s](Duration d) {
    for (Duration t{}; t < d; t += 64ms) {
      s.recorder->addSound({s.clock.time, std::vector<int16_t>(1024, 7)});
      s.run(64ms);
    }
  };
  s.want(true);
  hear(10s);
  s.want(true, true);
  hear(10s);
  s.want(true);
  s.run(10s);
  s.want(false);
  s.run(2s);
  const auto clips = s.clips(ClipReason::kContinuous);
  REQUIRE(clips.size() == 3);
  CHECK_FALSE(s.hasSound(clips[0]));
  CHECK(s.hasSound(clips[1]));
  CHECK_FALSE(s.hasSound(clips[2]));
  CHECK(s.frames(ClipReason::kContinuous) >= kRate * 30);
  CHECK(s.recorder->lostGroups() == 0);
}
