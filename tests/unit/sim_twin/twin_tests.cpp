#include <algorithm>
#include <ctime>

#include "sim/core/json_reader.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

class ForbiddenRenderer final : public Renderer {
 public:
  Layers draw(const SceneState&, const View&, const PixelRect&, const Lights&) override {
    FAIL("drew a picture");
    return {};
  }
};

using Hashes = std::vector<std::pair<std::string, uint64_t>>;

// A short life with everything that has a hash: a card that is formatted, and a clip on it.
Hashes shortLife(uint64_t seed) {
  TwinSetup setup = yard(seed);
  setup.pictures = Pictures::kPattern;
  Twin twin(setup);
  bringOnline(twin);
  initialiseCard(twin, {{"capacity_gb", 0.3}});
  act(twin, "start_recording");
  twin.runUntil(twin.now() + 4s);
  act(twin, "stop_recording");
  twin.runUntil(twin.now() + 3s);
  REQUIRE(value(twin, "cam/firmware.acknowledged_fragments") > 0);
  return twin.hashes();
}

}  // namespace

TEST_CASE("two cameras live side by side, each with signals, label and peers of its own") {
  TwinSetup setup = yard();
  setup.cameras.push_back({.name = "cam_2", .model = kModel, .mount = "house"});
  Twin twin(setup);
  CHECK(twin.cameraNames() == std::vector<std::string>{"cam", "cam_2"});
  bringOnline(twin, "cam");
  CHECK(text(twin, "cam_2/firmware.running") == "false");
  bringOnline(twin, "cam_2");
  CHECK(value(twin, "cloud/sessions") == 2);
  act(twin, "go_to", {{"pan_deg", 20}, {"tilt_deg", -10}}, "cam_2");
  twin.runUntil(twin.now() + 5s);
  CHECK(value(twin, "cam_2/ptz_pan.angle_deg") == Approx(20).margin(0.2));
  CHECK(value(twin, "cam/ptz_pan.angle_deg") == Approx(0).margin(0.2));
  act(twin, "unplug");
  twin.runUntil(twin.now() + 60s);
  CHECK(text(twin, "phone/cam.online") == "false");
  CHECK(text(twin, "phone/cam_2.online") == "true");
}

TEST_CASE("cameras of one name, no camera, and an unknown mount are refused") {
  TwinSetup twice = yard();
  twice.cameras.push_back(twice.cameras[0]);
  CHECK_THROWS_AS(Twin(twice), InputError);
  TwinSetup none = yard();
  none.cameras.clear();
  CHECK_THROWS_AS(Twin(none), InputError);
  TwinSetup elsewhere = yard();
  elsewhere.cameras[0].mount = "pol";
  CHECK_THROWS_WITH(Twin(elsewhere), Catch::Contains("'pole'"));
}

TEST_CASE("without pictures nothing is drawn, whatever the camera is asked for") {
  ForbiddenRenderer renderer;
  TwinSetup setup = yard();
  setup.renderer = &renderer;
  Twin twin(setup);
  bringOnline(twin);
  act(twin, "watch_live");
  act(twin, "take_snapshot", {{"lens", "ptz"}});
  twin.runUntil(twin.now() + 5s);
  CHECK(text(twin, "cam/firmware.watched") == "true");
}

#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a twin without pictures is built in under 10 ms") {
  std::vector<double> seconds;  // of this process alone: what runs beside it does not count
  for (int i = 0; i < 21; ++i) {
    const std::clock_t start = std::clock();
    Twin twin(yard());
    seconds.push_back(double(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::nth_element(seconds.begin(), seconds.begin() + 10, seconds.end());
  CHECK(seconds[10] < 0.010);
}
#endif

TEST_CASE("the same seed gives the same hashes, another seed others") {
  const Hashes first = shortLife(7), again = shortLife(7), other = shortLife(8);
  CHECK(first == again);
  REQUIRE(first.size() == other.size());
  for (size_t i = 0; i < first.size(); ++i) {
    INFO(first[i].first);
    // A pattern shows number and time of its frame, nothing of chance.
    if (first[i].first != "frames") CHECK(first[i].second != other[i].second);
  }
}

TEST_CASE("time stands where it was run to, with or without events") {
  Twin twin(yard());
  twin.runUntil(Instant{1234ms});
  CHECK(twin.now() == Instant{1234ms});
  CHECK_FALSE(twin.step(Instant{1235ms}));
  CHECK(twin.now() == Instant{1235ms});
}
