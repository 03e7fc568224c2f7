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
