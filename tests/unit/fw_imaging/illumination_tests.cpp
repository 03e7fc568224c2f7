#include "firmware_core/imaging/illumination.h"

#include <set>

#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_lights.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Lamps {
  Instant now{};
  test::FakeConsole console;
  test::FakeLight spotlight{now}, infrared{now};
  test::FakeIrCut irCut{now};
  Illumination light{spotlight, infrared, irCut, console};
  LightWishes wishes{.night = true, .spotlightDuty = 0.6};

  void settle() {
    for (int i = 0; i < 20; ++i, now += 10ms) light.poll(wishes);
    CHECK_FALSE(irCut.moving());
  }
  bool infraredPicture() const { return infrared.on() && irCut.out(); }
  bool colourPicture() const { return !infrared.on() && !irCut.out(); }
};

}  // namespace

TEST_CASE("by day there is no light and the filter is in") {
  Lamps lamps;
  lamps.wishes.night = false;
  lamps.wishes.detection = lamps.wishes.spotlightOnDetection = true;
  for (const auto picture : {NightMode::kInfrared, NightMode::kColour, NightMode::kSmart}) {
    lamps.wishes.picture = picture;
    lamps.settle();
    CHECK(lamps.colourPicture());
    CHECK_FALSE(lamps.spotlight.on());
  }
}

TEST_CASE("IMG-1: each night mode has its light and its picture") {
  Lamps lamps;
  SECTION("infrared: black and white, no white light") {
    lamps.settle();
    CHECK(lamps.infraredPicture());
    CHECK_FALSE(lamps.spotlight.on());
    lamps.wishes.detection = true;
    lamps.settle();
    CHECK(lamps.infraredPicture());
    CHECK_FALSE(lamps.spotlight.on());
  }
  SECTION("colour: the spotlight at its brightness") {
    lamps.wishes.picture = NightMode::kColour;
    lamps.settle();
    CHECK(lamps.colourPicture());
    CHECK(lamps.spotlight.duty() == 0.6);
  }
  SECTION("smart: infrared, colour while a detection lasts") {
    lamps.wishes.picture = NightMode::kSmart;
    lamps.settle();
    CHECK(lamps.infraredPicture());
    CHECK_FALSE(lamps.spotlight.on());
    lamps.wishes.detection = true;
    lamps.settle();
    CHECK(lamps.colourPicture());
    CHECK(lamps.spotlight.on());
    lamps.wishes.detection = false;
    lamps.settle();
    CHECK(lamps.infraredPicture());
    CHECK_FALSE(lamps.spotlight.on());
  }
}

TEST_CASE("IMG-3: a detection at night lights the spotlight where the settings say so") {
  Lamps lamps;
  lamps.wishes.spotlightOnDetection = true;
  lamps.settle();
  CHECK_FALSE(lamps.spotlight.on());
  lamps.wishes.detection = true;
  lamps.settle();
  CHECK(lamps.spotlight.duty() == 0.6);
  CHECK(lamps.infraredPicture());  // infrared mode keeps its picture
  lamps.wishes.detection = false;
  lamps.settle();
  CHECK_FALSE(lamps.spotlight.on());
}

TEST_CASE("LIV-14: the app's switch wins over day, night and detection") {
  Lamps lamps;
  lamps.wishes.picture = NightMode::kSmart;
  SECTION("on, until it is switched off") {
    lamps.wishes.night = GENERATE(false, true);
    lamps.light.switchByHand(true);
    lamps.settle();
    CHECK(lamps.spotlight.on());
    CHECK(lamps.colourPicture());
    lamps.wishes.night = !lamps.wishes.night;
    lamps.settle();
    CHECK(lamps.spotlight.on());
    lamps.light.switchByHand(false);
    lamps.settle();
    CHECK_FALSE(lamps.spotlight.on());
  }
  SECTION("off, for as long as the detection lasts and not the next one") {
    lamps.wishes.detection = true;
    lamps.settle();
    lamps.light.switchByHand(false);
    lamps.settle();
    CHECK_FALSE(lamps.spotlight.on());
    CHECK(lamps.infraredPicture());
    lamps.wishes.detection = false;
    lamps.settle();
    lamps.wishes.detection = true;
    lamps.settle();
    CHECK(lamps.spotlight.on());
  }
}

TEST_CASE("asleep all lamps are dark") {
  Lamps lamps;
  lamps.wishes.picture = GENERATE(NightMode::kInfrared, NightMode::kColour);
  lamps.light.switchByHand(true);
  lamps.wishes.detection = lamps.wishes.spotlightOnDetection = true;
  lamps.settle();
  lamps.wishes.asleep = true;
  lamps.settle();
  CHECK_FALSE(lamps.spotlight.on());
  CHECK_FALSE(lamps.infrared.on());
}

TEST_CASE("a look without the spotlight darkens it alone") {
  Lamps lamps;
  lamps.wishes.picture = NightMode::kColour;
  lamps.settle();
  const int moves = lamps.irCut.moves;
  lamps.wishes.lookWithout = true;
  lamps.settle();
  CHECK_FALSE(lamps.spotlight.on());
  CHECK(lamps.colourPicture());
  lamps.wishes.lookWithout = false;
  lamps.settle();
  CHECK(lamps.spotlight.duty() == 0.6);
  CHECK(lamps.irCut.moves == moves);
}

TEST_CASE("the filter is told its place once at the start, then moved only when that changes") {
  Lamps lamps;
  lamps.wishes.night = false;
  lamps.settle();
  CHECK(lamps.irCut.moves == 1);
  lamps.settle();
  CHECK(lamps.irCut.moves == 1);
  lamps.wishes.night = true;
  lamps.settle();
  CHECK(lamps.irCut.moves == 2);
}

TEST_CASE("a filter that is asked to turn back while it moves ends where it is wanted") {
  Lamps lamps;
  lamps.light.poll(lamps.wishes);
  lamps.now += 10ms;
  lamps.wishes.night = false;
  lamps.settle();
  CHECK_FALSE(lamps.irCut.out());
  CHECK(lamps.irCut.moves == 2);
}

TEST_CASE("another look of the scene is another number, the same look the same") {
  Lamps lamps;
  std::set<uint32_t> seen;
  for (const bool night : {false, true})
    for (const bool spotlight : {false, true}) {
      lamps.wishes.night = night;
      lamps.light.switchByHand(spotlight);
      lamps.settle();
      seen.insert(lamps.light.state());
      lamps.settle();
      CHECK(seen.contains(lamps.light.state()));
    }
  CHECK(seen.size() == 4);
  for (const uint32_t state : seen) CHECK(state < 8);
}
