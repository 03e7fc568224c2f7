#include "ui/viewport/tone_map.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::ui;

namespace {

sim::LinearImage plain(float luminance) {
  sim::LinearImage image{{64, 32}, {}, {}};
  for (auto& plane : image.rgb) plane.assign(image.size.pixels(), luminance);
  return image;
}

int shown(const Exposure& exposure, float luminance) {
  return qRed(toneMapped(plain(luminance), exposure.gain()).pixel(3, 3));
}

}  // namespace

TEST_CASE("the screen's curve rises from black to white and never falls") {
  CHECK(screenValue(0) == 0);
  CHECK(screenValue(1e9) == 255);
  int before = 0;
  for (double light = 1e-4; light < 100; light *= 1.05) {
    const int value = screenValue(light);
    CHECK(value >= before);
    before = value;
  }
}

// Of Reinhard's curve and sRGB's definition: light 0.3 is 0.233 of white, encoded 0.520.
TEST_CASE("a grey day is shown in the middle of the screen's range") {
  Exposure exposure;
  exposure.follow(plain(5000));
  CHECK(shown(exposure, 5000) == Approx(0.520 * 255).margin(2));
}

TEST_CASE("by night one can read the picture, and it is darker than by day") {
  Exposure day, night;
  day.follow(plain(5000));
  night.follow(plain(0.01F));
  CHECK(shown(night, 0.01F) > 60);
  CHECK(shown(night, 0.01F) < shown(day, 5000) - 20);
  CHECK(shown(night, 0.1F) < 255);
}

TEST_CASE("the first exposure is there at once, later ones come smoothly and come to rest") {
  Exposure exposure;
  exposure.follow(plain(100));
  CHECK(exposure.settled());
  const double first = exposure.gain();
  double last = first;
  int steps = 0;
  do {
    exposure.follow(plain(400));
    CHECK(exposure.gain() < last);
    CHECK(exposure.gain() > last / 2);
    last = exposure.gain();
    REQUIRE(++steps < 30);
  } while (!exposure.settled());
  CHECK(steps > 3);
  CHECK(last == Approx(first / 4).epsilon(0.2));
}

TEST_CASE("a black picture stays black") {
  Exposure exposure;
  exposure.follow(plain(0));
  CHECK(shown(exposure, 0) == 0);
}
