#include "firmware_core/vision/tracks.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr hal::ImageSize kSize{640, 360};

hal::Detection human(const hal::PixelBox& box, double score) {
  return {hal::ObjectClass::kHuman, score, box};
}

struct Bench {
  uint32_t numbers = 0;
  Tracks tracks{numbers};
  Confirmation needed = confirmationFor(3);
  Instant now{};
  std::vector<Sighting> sightings;

  // The engine was asked about the whole picture.
  void look(const std::vector<hal::Detection>& found) {
    const std::vector<hal::PixelBox> asked{{0, 0, kSize.width, kSize.height}};
    now += 200ms;
    tracks.take(
        {.lens = hal::LensId::kWide, .at = now, .sensorFrame = 0, .asked = asked, .found = found},
        needed, sightings);
  }
  // A walker, seen or not.
  void walk(const std::vector<bool>& seen, double score = 0.8) {
    for (const bool is : seen) {
      box.x += 6;
      look(is ? std::vector{human(box, score)} : std::vector<hal::Detection>{});
    }
  }
  hal::PixelBox box{100, 100, 30, 90};
};

}  // namespace

TEST_CASE("two looks of five are no event, three are") {
  Bench two;
  two.walk({true, false, true, false, false, false});
  CHECK(two.sightings.empty());
  Bench three;
  three.walk({true, false, true, false, true});
  REQUIRE(three.sightings.size() == 1);
  CHECK(three.sightings.front().first);
  CHECK(three.sightings.front().track == 1);
  three.walk({true, true});
  REQUIRE(three.sightings.size() == 3);
  CHECK_FALSE(three.sightings.back().first);
  CHECK(three.sightings.back().track == 1);
}

TEST_CASE("looks further apart than five do not add up") {
  Bench bench;
  bench.walk({true, false, false, true, false, false, true, false, false, true});
  CHECK(bench.sightings.empty());
}

TEST_CASE("each step of sensitivity asks for the score and votes of its row") {
  const double scores[]{0.85, 0.75, 0.65, 0.55, 0.45, 0.35};
  const int votes[]{4, 4, 3, 3, 3, 2};
  for (int step = 1; step <= 6; ++step) {
    INFO("sensitivity " << step);
    const auto i = static_cast<size_t>(step - 1);
    for (const double off : {-0.01, 0.0}) {
      for (const int looks : {votes[i] - 1, votes[i]}) {
        Bench bench;
        bench.needed = confirmationFor(step);
        bench.box.x = 100;
        for (int n = 0; n < looks; ++n) {
          bench.box.x += 20;
          bench.look({human(bench.box, scores[i] + off)});
        }
        CHECK(bench.sightings.size() == (off == 0.0 && looks == votes[i] ? 1 : 0));
      }
    }
  }
}

TEST_CASE("what stands still from the start is nobody") {
  Bench bench;
  for (int i = 0; i < 100; ++i) {
    hal::PixelBox box = bench.box;
    box.x += i % 3;  // as an engine's boxes jitter
    bench.look({human(box, 0.95)});
  }
  CHECK(bench.sightings.empty());
}

TEST_CASE("looks in different corners are not the same person") {
  Bench bench;
  bench.look({human({50, 50, 30, 90}, 0.9)});
  bench.look({human({500, 50, 30, 90}, 0.9)});
  bench.look({human({50, 250, 30, 90}, 0.9)});
  bench.look({human({500, 250, 30, 90}, 0.9)});
  CHECK(bench.sightings.empty());
  CHECK(bench.tracks.all().size() == 4);
}

TEST_CASE("a track is lost 3 s after the last positive look, not before") {
  Bench bench;
  bench.walk({true, true, true, true});
  REQUIRE_FALSE(bench.sightings.empty());
  const Instant seen = bench.now;
  bench.tracks.expire(seen + 3s);
  CHECK(bench.tracks.all().size() == 1);
  bench.tracks.expire(seen + 3001ms);
  CHECK(bench.tracks.all().empty());
}

TEST_CASE("a confirmed walker keeps the number through a second behind a tree") {
  Bench bench;
  bench.walk({true, true, true, true, false, false, false, false, false, true});
  CHECK(bench.sightings.back().track == 1);
  CHECK(bench.tracks.all().size() == 1);
}

TEST_CASE("two walkers have two numbers, ascending, also when their order changes") {
  Bench bench;
  hal::PixelBox left{100, 100, 30, 90}, far{400, 100, 30, 90};
  for (int i = 0; i < 10; ++i, left.x += 6, far.x -= 6) {
    if (i % 2 == 0) bench.look({human(left, 0.9), human(far, 0.8)});
    if (i % 2 == 1) bench.look({human(far, 0.9), human(left, 0.8)});
  }
  for (const Sighting& sighting : bench.sightings)
    CHECK(sighting.track == (sighting.box.x < 250 ? 1u : 2u));
  CHECK(bench.numbers == 2);
}

TEST_CASE("no more than eight persons are followed, and who is refused is counted") {
  Bench bench;
  std::vector<hal::Detection> crowd;
  for (int i = 0; i < 10; ++i) crowd.push_back(human({i * 60, 100, 30, 90}, 0.9));
  bench.look(crowd);
  CHECK(bench.tracks.all().size() == Tracks::kMax);
  CHECK(bench.tracks.refused() == 2);
}
