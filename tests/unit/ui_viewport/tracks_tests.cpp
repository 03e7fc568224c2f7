#include "ui/viewport/tracks.h"

#include <algorithm>
#include <cmath>

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::ui;
using sim::Vec3;

namespace {

sim::Snapshot walkerAt(double seconds, double x) {
  sim::Snapshot snapshot;
  snapshot.at = Instant{fromSeconds(seconds)};
  snapshot.actors.push_back({"walker", true, 7, {{x - 0.3, 4.7, 0}, {x + 0.3, 5.3, 1.8}}});
  return snapshot;
}

sim::Snapshot cameraAt(double seconds, double headingDeg) {
  sim::Snapshot snapshot;
  snapshot.at = Instant{fromSeconds(seconds)};
  sim::CameraLook camera;
  camera.name = "cam";
  const sim::LensModel lens{sim::Projection::kRectilinear, 1280, {2560, 1440}};
  camera.lenses = {lens, lens};
  const sim::Pose pose{{0, 0, 3}, sim::headingAndPitch(degrees(headingDeg), {}) * sim::kLensToBody};
  camera.lensPoses = {pose, pose};
  snapshot.cameras.push_back(camera);
  return snapshot;
}

sim::LoggedEvent sighting(double seconds, const std::string& box) {
  return {Instant{fromSeconds(seconds)},
          "cam/firmware",
          "log",
          {{"level", "info"},
           {"part", "detection"},
           {"text", "detection kind=human lens=ptz box=" + box + " age_ms=500 score=0.8"}}};
}

}  // namespace

TEST_CASE("who walks leaves a way on the ground, at distances") {
  Tracks tracks;
  for (int i = 0; i <= 100; ++i) tracks.see(walkerAt(i * 0.1, i * 0.1));
  const auto& way = tracks.ways().at("walker");
  CHECK(way.front().place == Vec3{0, 5, 0});
  CHECK(way.size() > 30);
  CHECK(way.size() <= 41);
  for (size_t i = 1; i < way.size(); ++i) {
    CHECK_FALSE(way[i].begins);
    CHECK(length(way[i].place - way[i - 1].place) >= Tracks::kApartM);
  }
}

TEST_CASE("who was gone, or has jumped, begins anew; what is older does not count") {
  Tracks tracks;
  tracks.see(walkerAt(1, 0));
  sim::Snapshot nobody;
  nobody.at = Instant{2s};
  tracks.see(nobody);
  tracks.see(walkerAt(3, 1));
  tracks.see(walkerAt(4, 1 + 2 * Tracks::kGapM));
  tracks.see(walkerAt(2.5, 4));
  const auto& way = tracks.ways().at("walker");
  REQUIRE(way.size() == 3);
  CHECK(way[1].begins);
  CHECK(way[2].begins);
}

TEST_CASE("a way is bounded") {
  Tracks tracks;
  for (int i = 0; i < 2000; ++i) tracks.see(walkerAt(i, i));
  CHECK(tracks.ways().at("walker").size() == Tracks::kMostPoints);
  CHECK(tracks.ways().at("walker").back().place.x == 1999);
  tracks.clear();
  CHECK(tracks.ways().empty());
}

// At 90 degrees across a quarter of the width off the middle is atan(0.5) aside.
TEST_CASE("a sighting looks from where the lens was when its picture was taken") {
  Tracks tracks;
  tracks.see(cameraAt(10, 90));
  tracks.see(cameraAt(10.5, 180));
  tracks.take(sighting(10.5, "470,170,20,20"));
  REQUIRE(tracks.sightings().size() == 1);
  const Sighting3& seen = tracks.sightings().front();
  CHECK(seen.at == Instant{10s});
  CHECK(seen.from == Vec3{0, 0, 3});
  CHECK(seen.towards.x == Approx(std::sqrt(0.2)));
  CHECK(seen.towards.y == Approx(std::sqrt(0.8)));
  CHECK(seen.towards.z == Approx(0).margin(1e-9));

  tracks.take(sighting(60, "470,170,20,20"));  // nobody knows where the lens was
  CHECK(tracks.sightings().size() == 1);
}
