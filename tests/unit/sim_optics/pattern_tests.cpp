#include "sim/optics/pattern_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

const Pattern kPattern{hal::LensId::kPtz, 0x8123456789, Instant{Duration{123456789012345678}}};

}  // namespace

TEST_CASE("A pattern says its lens, number and time, in any size and when scaled") {
  for (const hal::ImageSize size :
       {hal::ImageSize{1280, 720}, {640, 360}, {160, 90}, {2560, 1440}, {854, 480}})
    CHECK(readPattern(drawPattern(kPattern, size)) == kPattern);
  const Picture large = drawPattern(kPattern, {1280, 720});
  for (const hal::ImageSize size : {hal::ImageSize{640, 360}, {320, 180}, {160, 90}, {854, 480}})
    CHECK(readPattern(scaled(large, size)) == kPattern);
}

TEST_CASE("What is no pattern is not read as one") {
  CHECK_FALSE(readPattern(flatPicture({1280, 720}, 128)));
  CHECK_FALSE(readPattern(flatPicture({1280, 720}, 0)));
  CHECK_FALSE(readPattern(flatPicture({1280, 720}, 255)));
  CHECK_FALSE(readPattern(flatPicture({16, 16}, 255)));
}

TEST_CASE("A pattern with one block turned over is refused") {
  Picture picture = drawPattern(kPattern, {160, 90});
  for (int block = 0; block < 144; block += 13) {
    Picture broken = picture;
    const int x0 = block % 16 * 10, y0 = block / 16 * 10;
    for (int y = y0; y < y0 + 10; ++y)
      for (int x = x0; x < x0 + 10; ++x) {
        auto& luma = broken.y[static_cast<size_t>(y * 160 + x)];
        luma = static_cast<uint8_t>(255 - luma);
      }
    CHECK_FALSE(readPattern(broken));
  }
}

TEST_CASE("Pattern pictures need no scene, and their statistics follow the scene's light") {
  PatternPictures pictures;
  FrameRecord frame;
  frame.lensId = hal::LensId::kWide;
  frame.number = 17;
  frame.capturedAt = Instant{1s};
  CHECK_FALSE(pictures.needsScene());
  CHECK(readPattern(*pictures.picture(frame, {640, 360})) ==
        Pattern{hal::LensId::kWide, 17, Instant{1s}});
  frame.exposure = {10ms, 0};
  frame.scene = sceneOf(10);
  const double dark = pictures.statistics(frame).meanLuma;
  frame.scene = sceneOf(1000);
  CHECK(pictures.statistics(frame).meanLuma > dark);
}

TEST_CASE("Scaling averages what falls together") {
  Picture picture = flatPicture({4, 4}, 10, 20, 30);
  picture.y = {0, 10, 100, 100, 20, 30, 100, 100, 1, 1, 7, 7, 1, 1, 7, 7};
  const Picture half = scaled(picture, {2, 2});
  CHECK(half.y == std::vector<uint8_t>{15, 100, 1, 7});
  CHECK(half.u == std::vector<uint8_t>{20});
  CHECK(half.v == std::vector<uint8_t>{30});
  CHECK(scaled(half, {4, 4}).y ==
        std::vector<uint8_t>{15, 15, 100, 100, 15, 15, 100, 100, 1, 1, 7, 7, 1, 1, 7, 7});
}
