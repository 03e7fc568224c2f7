// Detection judged by the ground truth, with sightings written by hand.
#include "sim/twin/detection_score.h"

#include <algorithm>
#include <optional>

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

// Anna crosses 6 m ahead of the camera, in its picture from about 1 s to 11 s; Bert 13 m ahead.
constexpr const char* kScene = R"({
  "name": "lawn", "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 50000},
  "sky_lux": 10000,
  "objects": [{"name": "ground", "parts": [
    {"shape": "plane", "size_m": [100, 100], "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]}],
  "mounts": [{"name": "west", "position_m": [0, 0, 2.8], "heading_deg": 90}],
  "actors": [
    {"name": "anna", "path_m": [[-9, 6], [9, 6]], "speed_m_s": 1.5, "only_on_path": true},
    {"name": "bert", "path_m": [[-9, 13], [9, 13]], "speed_m_s": 1.5, "only_on_path": true},
    {"name": "rex", "kind": "dog", "path_m": [[-9, 6], [9, 6]], "only_on_path": true}]})";

struct Watch {
  TestBench table;
  std::unique_ptr<World> world = World::parse("lawn", kScene);
  FormulaFeed feed{table.queue};
  std::optional<DetectionScore> score;

  Watch() {
    feed.pose = world->mount("west") * Pose{{}, headingAndPitch({}, degrees(-8)) * kLensToBody};
    score.emplace(table.bench, *world, feed);
    score->start();
  }
  void pass(Duration time) { table.runFor(time); }
  void log(const std::string& part, const std::string& text) {
    table.events.add("cam/firmware", "log", {{"level", "info"}, {"part", part}, {"text", text}});
  }
  // A sighting now, of what was captured 300 ms ago.
  void sight(PictureBox box) {
    const auto px = [](double v) { return std::to_string(static_cast<int>(v)); };
    log("detection", "detection kind=human lens=wide track=1 score=0.83 box=" + px(box.left) + "," +
                         px(box.top) + "," + px(box.width()) + "," + px(box.height()) +
                         " frame=123 age_ms=300");
    pass(1s);
  }
  void sight(const std::string& actor) {
    const auto box = world->actorBox(actor, table.queue.now() - 300ms);
    sight(*boxIn(feed.wideLens, kSightingFrame, feed.pose, *box));
  }
  std::string counts() const {
    return table.text("detection.visits") + " visits, " + table.text("detection.found") +
           " found, " + table.text("detection.false_sightings") + " false";
  }
};

}  // namespace

TEST_CASE("Who comes near and is sighted is a visit that was found") {
  Watch watch;
  watch.world->startActor("anna", watch.table.queue.now());
  watch.pass(6s);
  CHECK(watch.counts() == "1 visits, 0 found, 0 false");
  watch.sight("anna");
  watch.sight("anna");
  CHECK(watch.counts() == "1 visits, 1 found, 0 false");
  watch.pass(20s);
  watch.world->startActor("anna", watch.table.queue.now());
  watch.pass(20s);
  CHECK(watch.counts() == "2 visits, 1 found, 0 false");
  const auto& events = watch.table.events.events();
  const auto found = std::find_if(events.begin(), events.end(),
                                  [](const LoggedEvent& e) { return e.kind == "found"; });
  REQUIRE(found != events.end());
  CHECK(found->fields.at("person") == "anna");
  CHECK(found->fields.at("distance_m").get<double>() == Approx(6).margin(0.5));
  CHECK(found->fields.at("came_s").get<double>() == Approx(1).margin(0.5));
  const auto visit = std::find_if(events.begin(), events.end(),
                                  [](const LoggedEvent& e) { return e.kind == "visit"; });
  REQUIRE(visit != events.end());
  CHECK(visit->fields.at("came_s") == found->fields.at("came_s"));
}

TEST_CASE("Who is near for less than two seconds is no visit") {
  Watch watch;
  watch.world->startActor("anna", watch.table.queue.now());
  watch.pass(2500ms);
  watch.world->stopActor("anna", watch.table.queue.now());
  CHECK(watch.counts() == "0 visits, 0 found, 0 false");
  watch.pass(2s);
  CHECK(watch.counts() == "1 visits, 0 found, 0 false");
}

TEST_CASE("A sighting is judged from where the lens was when its frame was captured") {
  Watch watch;
  watch.world->startActor("anna", watch.table.queue.now());
  watch.pass(6s);
  const Pose before = watch.feed.pose;
  const auto box = boxIn(watch.feed.wideLens, kSightingFrame, before,
                         *watch.world->actorBox("anna", watch.table.queue.now() - 300ms));
  watch.feed.pose = before * Pose{{}, headingAndPitch(degrees(60), {})};
  watch.sight(*box);
  CHECK(watch.counts() == "1 visits, 1 found, 0 false");
}

TEST_CASE("Who stays beyond reach is no visit, and to sight him is not false") {
  Watch watch;
  watch.world->startActor("bert", watch.table.queue.now());
  watch.pass(6s);
  watch.sight("bert");
  watch.pass(20s);
  CHECK(watch.counts() == "0 visits, 0 found, 0 false");
}

TEST_CASE("A sighting that lies on nobody, or on a dog, is false") {
  Watch watch;
  watch.world->startActor("anna", watch.table.queue.now());
  watch.pass(6s);
  watch.sight(PictureBox{20, 200, 50, 280});
  CHECK(watch.counts() == "1 visits, 0 found, 1 false");
  watch.pass(20s);
  watch.world->startActor("rex", watch.table.queue.now());
  watch.pass(6s);
  watch.sight("rex");
  CHECK(watch.counts() == "1 visits, 0 found, 2 false");
}

TEST_CASE("A clip's lead is the time from its first frame to the event's first sighting") {
  Watch watch;
  const auto sightFor = [&](Duration time) {
    for (; time > 0ns; time -= 200ms) {
      watch.log(
          "detection",
          "detection kind=human lens=wide track=1 score=0.83 box=1,1,9,20 frame=9 age_ms=300");
      watch.pass(200ms);
    }
  };
  watch.pass(10s);
  watch.log("recorder", "clip opened lens=ptz clip=7 slot=3 lead_ms=5500");  // by hand
  watch.pass(1s);
  CHECK(watch.table.value("detection.ptz_lead_s") == 0);
  sightFor(1s);
  watch.log("recorder", "clip opened lens=ptz clip=8 slot=4 lead_ms=7100");
  sightFor(1s);
  CHECK(watch.table.value("detection.ptz_lead_s") == Approx(5.8));
  CHECK(watch.table.value("detection.wide_lead_s") == 0);
  sightFor(60s);
  watch.log("recorder", "clip opened lens=ptz clip=9 slot=5 lead_ms=1000");
  sightFor(1s);
  CHECK(watch.table.value("detection.ptz_lead_s") == Approx(5.8));
  watch.pass(20s);
  sightFor(200ms);
  watch.log("recorder", "clip opened lens=ptz clip=10 slot=6 lead_ms=5600");
  watch.pass(1s);
  CHECK(watch.table.value("detection.ptz_lead_s") == Approx(5.1));
}
