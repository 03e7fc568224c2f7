#include "sim/optics/rolling_shutter.h"

#include <cmath>

#include "sim/optics/drawn_pictures.h"
#include "sim/optics/sensor_model.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

const LensModel kWide{Projection::kEquidistant, 1528, {2560, 1440}};
const LensModel kPtz{};  // rectilinear
constexpr hal::ImageSize kFull{2560, 1440};
constexpr Vec3 kToTheLeft{0, -1, 0};  // in the lens frame, whose y points down
const double kSixty = degrees(60).value;

// A soft upright line at `x`, or a level one at `y`, a few pixels wide.
LinearImage line(hal::ImageSize size, double at, bool upright) {
  LinearImage image{size, {}, {}};
  for (auto& plane : image.rgb)
    for (int y = 0; y < size.height; ++y)
      for (int x = 0; x < size.width; ++x) {
        const double off = ((upright ? x : y) + 0.5 - at) / 3;
        plane.push_back(static_cast<float>(std::exp(-off * off / 2)));
      }
  return image;
}

// The line's place in one row (or column).
double placeIn(const LinearImage& image, int index, bool upright) {
  double sum = 0, weight = 0;
  const int count = upright ? image.size.width : image.size.height;
  for (int i = 0; i < count; ++i) {
    const int x = upright ? i : index, y = upright ? index : i;
    const double light =
        image.rgb[1][static_cast<size_t>(y) * static_cast<size_t>(image.size.width) +
                     static_cast<size_t>(x)];
    sum += (i + 0.5) * light, weight += light;
  }
  return sum / weight;
}

LinearImage readInRows(const LensModel& lens, const LinearImage& light, Vec3 turnRate,
                       Duration readOut) {
  RowsInTurn rows(lens, light, turnRate, readOut);
  LinearImage read{light.size, {}, {}};
  for (int y = 0; y < light.size.height; ++y) {
    const RowOfLight row = rows.read(y);
    for (size_t c = 0; c < row.size(); ++c)
      read.rgb[c].insert(read.rgb[c].end(), row[c], row[c] + light.size.width);
  }
  return read;
}

}  // namespace

TEST_CASE("A sensor is read in 32 ms: 1440 lines of 22 us") { CHECK(readOutOf({}) == 31680us); }

TEST_CASE("At 60 degrees a second a picture leans by 51 pixels on the wide lens, 94 on the other") {
  const double readOut = toSeconds(readOutOf({}));
  const auto lean = [&](const LensModel& lens, double x) {
    return pixelSpeed(lens, kFull, {x, 720}, kToTheLeft * kSixty).x * readOut;
  };
  CHECK(lean(kWide, 1280) == Approx(1528 * kSixty * 0.03168).epsilon(1e-4));
  CHECK(lean(kWide, 1280) == Approx(51).margin(0.5));
  // 1.9 degrees of the PTZ lens's 2560 pixels in 51..52 degrees: 94 in the mean of the width, fewer
  // in the middle of a rectilinear lens, where f (1 + tan^2) pixels are a radian.
  double mean = 0;
  for (int i = 0; i < 256; ++i) mean += lean(kPtz, 10 * i + 5) / 256;
  CHECK(mean == Approx(94).margin(2.5));
  const double corner = 1280 / 2690.0;
  CHECK(lean(kPtz, 1280) == Approx(2690 * kSixty * 0.03168).epsilon(1e-4));
  CHECK(lean(kPtz, 0) / lean(kPtz, 1280) == Approx(1 + corner * corner).epsilon(1e-3));
}

TEST_CASE("An upright line leans to where the scene goes, from the first row to the last") {
  constexpr hal::ImageSize kSize{640, 360};
  const LinearImage still = line(kSize, 320, true);
  for (const double degPerSecond : {60.0, -60.0, 20.0}) {
    const LinearImage read =
        readInRows(kWide, still, kToTheLeft * degrees(degPerSecond).value, readOutOf({}));
    // Panning to the left the scene goes to the right: the last rows, read late, lie there.
    // Above and below the middle an equidistant lens squeezes what goes by, by a / tan(a).
    const auto wanted = [&](int row) {
      const double off = (row + 0.5 - 180) / (1528 / 4.0);
      const double whole = 1528 / 4.0 * degrees(degPerSecond).value * 0.03168;
      return whole * ((row + 0.5) / 360 - 0.5) * off / std::tan(off);
    };
    for (const int row : {0, 90, 179, 270, 359})
      CHECK(placeIn(read, row, true) - 320 == Approx(wanted(row)).margin(0.1));
  }
}

TEST_CASE("As the lens tilts a picture is stretched or squeezed") {
  constexpr hal::ImageSize kSize{640, 360};
  const Vec3 up{degrees(40).value, 0, 0};  // about x, to the right: the axis goes up
  CHECK(pixelSpeed(kWide, kSize, {320, 180}, up).y ==
        Approx(1528 / 4.0 * degrees(40).value).epsilon(1e-3));  // and the scene goes down
  const LinearImage high = readInRows(kWide, line(kSize, 60, false), up, readOutOf({}));
  const LinearImage low = readInRows(kWide, line(kSize, 300, false), up, readOutOf({}));
  const double shift = 1528 / 4.0 * degrees(40).value * 0.03168;
  // 240 rows apart; a third of the read-out's shift more or less than at rest.
  CHECK(placeIn(low, 320, false) - placeIn(high, 320, false) ==
        Approx(240 * (1 + shift / 360)).epsilon(0.004));
}

TEST_CASE("About its own axis a lens twists the picture, the middle stays") {
  constexpr hal::ImageSize kSize{640, 360};
  const Vec3 roll{0, 0, 1};
  CHECK(pixelSpeed(kWide, kSize, {320, 180}, roll).x == Approx(0).margin(1e-6));
  CHECK(pixelSpeed(kWide, kSize, {420, 180}, roll).y == Approx(-100).epsilon(1e-4));
  CHECK(pixelSpeed(kWide, kSize, {320, 280}, roll).x == Approx(100).epsilon(1e-4));
}

TEST_CASE("Even light stays even, and light at rest is the same to the bit") {
  constexpr hal::ImageSize kSize{320, 180};
  LinearImage even{kSize, {}, {}};
  for (auto& plane : even.rgb) plane.assign(kSize.pixels(), 3.5F);
  CHECK(readInRows(kWide, even, {0.3, 1, -0.2}, readOutOf({})).rgb == even.rgb);
  const LinearImage still = line(kSize, 100.3, true);
  CHECK(readInRows(kWide, still, {}, readOutOf({})).rgb == still.rgb);
}

TEST_CASE("Drawn pictures lean while the lens turns, and only then") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  FrameRecord frame;
  frame.lens = kWide;
  auto scene = std::make_shared<SceneState>(*sceneOf(1000));
  Part disc;
  disc.pose.position = {0, 0, 1};  // in the middle of the picture
  scene->moving.push_back(disc);
  frame.scene = scene;
  frame.exposure = {8ms, 0};
  const auto still = pictures.picture(frame, {640, 360});
  frame.turnRate = kToTheLeft * kSixty;
  const auto turning = pictures.picture(frame, {640, 360});
  // The disc's middle above and below: where it is brighter than its surroundings.
  const auto middle = [](const Picture& p, size_t row) {
    double sum = 0, count = 0;
    for (size_t x = 0; x < 640; ++x)
      if (p.y[row * 640 + x] > 110) sum += static_cast<double>(x), ++count;
    return sum / count;
  };
  CHECK(middle(*still, 210) - middle(*still, 150) == Approx(0).margin(0.6));
  const double lean = 1528 / 4.0 * kSixty * 0.03168 * 60 / 360;
  CHECK(middle(*turning, 210) - middle(*turning, 150) == Approx(lean).margin(0.6));
  frame.turnRate = {};
  CHECK(*pictures.picture(frame, {640, 360}) == *still);
}
