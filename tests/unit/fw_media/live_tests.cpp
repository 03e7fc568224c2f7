#include "firmware_core/media/live_streams.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_media/fake_encoder.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {
struct FakeSink : VideoSink {
  size_t space = 1 << 20;
  std::vector<std::pair<hal::LensId, uint64_t>> got;
  std::vector<bool> keys;
  size_t room() const override { return space; }
  void send(hal::LensId lens, const hal::AccessUnit& unit) override {
    got.push_back({lens, unit.frame});
    keys.push_back(unit.key);
  }
};

struct Watching {
  FakeClock clock;
  FakeEncoder wide{clock}, ptz{clock};
  Lines log;
  LiveStreams live{{&wide, &ptz}, log};
  void run(Duration d) {
    const Instant until = clock.time + d;
    for (;;) {
      const Instant due = std::min({live.poll(clock.time), wide.dueAt(), ptz.dueAt()});
      if (due > until) break;
      clock.time = std::max(clock.time, due);
    }
    clock.time = until;
  }
};
}  // namespace

TEST_CASE("a viewer gets the lens that was chosen, from a key frame on, without gaps") {
  Watching w;
  w.run(5s);
  FakeSink sink;
  const auto viewer = w.live.add({false, true}, sink);
  REQUIRE(viewer.ok());
  CHECK(w.live.watched());
  w.run(3s);
  REQUIRE(sink.got.size() > 40);
  CHECK(sink.keys.front());
  for (size_t i = 0; i < sink.got.size(); ++i) {
    CHECK(sink.got[i].first == hal::LensId::kPtz);
    CHECK(sink.got[i].second == sink.got[0].second + i);
  }
  w.live.remove(viewer.value());
  CHECK_FALSE(w.live.watched());
  CHECK(w.wide.openReaders() + w.ptz.openReaders() == 0);
}

TEST_CASE(
    "a viewer whose network is slow loses whole groups, counted, and goes on with a key frame") {
  Watching w;
  w.run(5s);
  FakeSink slow, fast;
  REQUIRE(w.live.add({true, false}, slow).ok());
  REQUIRE(w.live.add({true, false}, fast).ok());
  w.run(2s);
  const size_t before = slow.got.size();
  slow.space = 0;
  w.run(3s);
  CHECK(slow.got.size() == before);
  slow.space = 1 << 20;
  w.run(3s);
  REQUIRE(slow.got.size() > before);
  CHECK(slow.keys[before]);
  CHECK(w.live.droppedGroups() >= 3);
  CHECK(w.live.droppedGroups() <= 4);
  for (size_t i = 1; i < fast.got.size(); ++i)
    CHECK(fast.got[i].second == fast.got[i - 1].second + 1);
}

TEST_CASE("viewers are limited and have to choose a lens") {
  Watching w;
  FakeSink sink;
  CHECK(w.live.add({false, false}, sink).error().code == Errc::kOutOfRange);
  for (size_t i = 0; i < LiveStreams::kMaxViewers; ++i) CHECK(w.live.add({}, sink).ok());
  CHECK(w.live.add({}, sink).error().code == Errc::kNoSpace);
  w.live.removeAll();
  CHECK_FALSE(w.live.watched());
}

TEST_CASE("an encoder that is not started yet is asked again") {
  Watching w;
  w.wide.ready = false;
  FakeSink sink;
  REQUIRE(w.live.add({true, false}, sink).ok());
  w.run(1s);
  CHECK(sink.got.empty());
  w.wide.ready = true;
  w.run(1s);
  CHECK_FALSE(sink.got.empty());
}
