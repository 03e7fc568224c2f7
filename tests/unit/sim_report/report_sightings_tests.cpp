// Logs written by hand.
#include "sim/scenario/report_sightings.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Bench {
  Instant now{};
  EventLog events{[this] { return now; }};

  void log(Instant at, const std::string& part, const std::string& text,
           const std::string& camera = "cam") {
    now = at;
    events.add(camera + "/firmware", "log", {{"level", "info"}, {"part", part}, {"text", text}});
  }
  void opened(Instant at, const std::string& lens, int clip, const std::string& camera = "cam") {
    log(at, "recorder",
        "clip opened lens=" + lens + " clip=" + std::to_string(clip) + " slot=0 lead_ms=5000",
        camera);
  }
  void closed(Instant at, const std::string& lens, int clip, const std::string& file,
              const std::string& camera = "cam") {
    log(at, "recorder",
        "clip closed lens=" + lens + " clip=" + std::to_string(clip) + " frames=9 file=" + file,
        camera);
  }
  void seen(Instant at, const std::string& lens, int x, const std::string& camera = "cam") {
    log(at, "detection",
        "detection kind=human lens=" + lens + " track=1 score=0.83 box=" + std::to_string(x) +
            ",120,24,61 frame=1 age_ms=0",
        camera);
  }
  void card(const std::string& kind, const std::string& serial) {
    events.add("cam/card", kind, {{"serial", serial}});
  }
  std::optional<ClipSightings> of(const std::string& file, int pulled = 0,
                                  const std::string& camera = "cam") const {
    return RunSightings(events).of(camera, pulled, file);
  }
  Instant firstFrame(const std::string& file, int pulled = 0,
                     const std::string& camera = "cam") const {
    const auto clip = of(file, pulled, camera);
    REQUIRE(clip);
    return clip->firstFrame;
  }
};

std::vector<int> placesOf(const ClipSightings& clip) {
  std::vector<int> places;
  for (const SightingLine& one : clip.sightings) places.push_back(one.box.x);
  return places;
}

}  // namespace

TEST_CASE("A clip has the sightings of its lens and camera, by time") {
  Bench bench;
  bench.opened(Instant{20s}, "wide", 1);
  bench.opened(Instant{20s}, "ptz", 2);
  bench.seen(Instant{23s}, "wide", 3);
  bench.seen(Instant{21s}, "wide", 1);  // was told of late
  bench.seen(Instant{22s}, "ptz", 2);
  bench.seen(Instant{22s}, "wide", 4, "other");
  bench.closed(Instant{30s}, "wide", 1, "CLIPS000/a.mp4");
  bench.closed(Instant{30s}, "ptz", 2, "CLIPS000/b.mp4");
  CHECK(bench.firstFrame("CLIPS000/a.mp4") == Instant{15s});
  CHECK(placesOf(*bench.of("CLIPS000/a.mp4")) == std::vector{1, 3});
  CHECK(placesOf(*bench.of("CLIPS000/b.mp4")) == std::vector{2});
}

TEST_CASE("A number that a power cut ended is the next clip's") {
  Bench bench;
  bench.opened(Instant{20s}, "wide", 7);
  bench.opened(Instant{60s}, "wide", 7);
  bench.closed(Instant{70s}, "wide", 7, "a.mp4");
  CHECK(bench.firstFrame("a.mp4") == Instant{55s});
  bench.closed(Instant{80s}, "wide", 7, "b.mp4");  // of no clip that opened
  CHECK_FALSE(bench.of("b.mp4"));
}

TEST_CASE("One number is another clip with the other lens or camera") {
  Bench bench;
  bench.opened(Instant{20s}, "wide", 7);
  bench.opened(Instant{30s}, "ptz", 7);
  bench.opened(Instant{40s}, "wide", 7, "other");
  bench.closed(Instant{50s}, "wide", 7, "a.mp4");
  bench.closed(Instant{50s}, "ptz", 7, "b.mp4");
  bench.closed(Instant{50s}, "wide", 7, "a.mp4", "other");
  CHECK(bench.firstFrame("a.mp4") == Instant{15s});
  CHECK(bench.firstFrame("b.mp4") == Instant{25s});
  CHECK(bench.firstFrame("a.mp4", 0, "other") == Instant{35s});
}

TEST_CASE("One name on two cards is two clips, and one card keeps its own when it comes back") {
  Bench bench;
  const auto record = [&](Instant at) {
    bench.opened(at, "wide", 1);
    bench.closed(at + 10s, "wide", 1, "a.mp4");
  };
  bench.card("inserted", "A");
  record(Instant{20s});
  bench.card("pulled", "A");
  bench.card("inserted", "B");
  record(Instant{40s});
  CHECK(bench.firstFrame("a.mp4", 1) == Instant{15s});
  CHECK(bench.firstFrame("a.mp4") == Instant{35s});
  bench.card("pulled", "B");
  bench.card("inserted", "A");
  CHECK(bench.firstFrame("a.mp4") == Instant{15s});
  CHECK(bench.firstFrame("a.mp4", 2) == Instant{35s});
}

TEST_CASE("A name that was written again on one card is the newest clip's") {
  Bench bench;
  for (const Instant at : {Instant{20s}, Instant{40s}}) {
    bench.opened(at, "wide", 1);
    bench.closed(at + 10s, "wide", 1, "a.mp4");
  }
  CHECK(bench.firstFrame("a.mp4") == Instant{35s});
}

TEST_CASE("Nothing is known of a clip that the log does not name") {
  Bench bench;
  CHECK_FALSE(bench.of("a.mp4"));
  bench.opened(Instant{20s}, "wide", 1);
  bench.closed(Instant{30s}, "wide", 1, "a.mp4");
  CHECK(bench.of("a.mp4"));
  CHECK_FALSE(bench.of("b.mp4"));
  CHECK_FALSE(bench.of("a.mp4", 1));  // no card was pulled
  CHECK_FALSE(bench.of("a.mp4", 0, "other"));
}
