#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/optics/no_pictures.h"
#include "sim/optics/sensor_model.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

LinearImage flat(hal::ImageSize size, float r, float g, float b) {
  const std::vector<float> red(size.pixels(), r), green(size.pixels(), g), blue(size.pixels(), b);
  return {size, {red, green, blue}, {}};
}
LinearImage flat(hal::ImageSize size, double luminance) {
  const auto l = static_cast<float>(luminance);
  return flat(size, l, l, l);
}

double mean(const std::vector<uint8_t>& values) {
  double sum = 0;
  for (uint8_t v : values) sum += v;
  return sum / static_cast<double>(values.size());
}
double deviation(const std::vector<uint8_t>& values) {
  const double m = mean(values);
  double sum = 0;
  for (uint8_t v : values) sum += (v - m) * (v - m);
  return std::sqrt(sum / static_cast<double>(values.size()));
}

// ITU-R BT.709, item 1.2, written down a second time.
double curve(double l) { return l < 0.018 ? 4.5 * l : 1.099 * std::pow(l, 0.45) - 0.099; }

// The luminance that gives so many electrons in 1/25 s: the sensor equation solved for it.
double luminanceFor(double electrons) {
  return electrons * 4 * 1.6 * 1.6 / (std::numbers::pi * 0.9 * 7000 * 0.04);
}

// Of three channels alike: photons (Poisson) and read noise (normal), in electrons, through gain,
// clipping and curve; by quadrature.
double lumaDeviation(double electrons, double read, double gainDb) {
  constexpr double kStep = 0.01;
  double all = 0, sum = 0, squares = 0;
  for (double x = -10 * read; x < electrons + 20 * read; x += kStep) {
    double density = 0, photons = std::exp(-electrons);
    for (int k = 0; k < 40; photons *= electrons / ++k)
      density += photons * std::exp(-(x - k) * (x - k) / (2 * read * read));
    const double value = 255 * curve(std::clamp(x * std::pow(10.0, gainDb / 20) / 10000, 0.0, 1.0));
    all += density, sum += density * value, squares += density * value * value;
  }
  const double variance = squares / all - sum * sum / (all * all);
  return std::sqrt(variance * (0.2126 * 0.2126 + 0.7152 * 0.7152 + 0.0722 * 0.0722) + 1.0 / 12);
}

constexpr hal::Exposure kTwentyFifth{std::chrono::milliseconds{40}, 0};
constexpr hal::ImageSize kSmall{320, 180};

SensorParameters unbinned() {
  SensorParameters sensor;
  sensor.pixels = kSmall;
  sensor.darkElectronsPerSecond = 0;
  sensor.patternNoise = 0;
  return sensor;
}

// Pixels alike in every colour, with a read noise of 2 electrons at any gain.
SensorParameters alike(SensorParameters sensor) {
  sensor.redShare = sensor.blueShare = 1;
  sensor.readNoiseElectrons = sensor.readNoiseAtUnityGain = 2;
  sensor.bits = 16;
  return sensor;
}

}  // namespace

TEST_CASE("A grey scene gives 4.92 electrons a pixel for each lux at 1/25 s") {
  for (const auto& [lux, electrons] :
       {std::pair{1.0, 4.9}, {10.0, 49.0}, {100.0, 492.0}, {1000.0, 4922.0}}) {
    const double luminance = lux * 0.2 / std::numbers::pi;  // reflectance 0.2
    CHECK(electronsOf({}, luminance, kTwentyFifth.shutter) == Approx(electrons).epsilon(0.03));
  }
}

TEST_CASE("A grey scene in 10000 lux is white at 1/25 s and grey at 1/125 s") {
  const double luminance = 10000 * 0.2 / std::numbers::pi;
  const Picture over = expose({}, flat(kSmall, luminance), kTwentyFifth, true, 1);
  CHECK(*std::min_element(over.y.begin(), over.y.end()) == 255);
  const Picture right =
      expose({}, flat(kSmall, luminance), {std::chrono::milliseconds{8}, 0}, true, 1);
  CHECK(*std::max_element(right.y.begin(), right.y.end()) < 255);
}

TEST_CASE("A flat luminance gives the luma that sensor equation and BT.709 curve say") {
  for (const double electrons : {20.0, 300.0, 2000.0, 7000.0})
    for (const double gainDb : {0.0, 6.0, 20.0}) {
      const Picture picture = expose(unbinned(), flat(kSmall, luminanceFor(electrons)),
                                     {kTwentyFifth.shutter, gainDb}, true, 42);
      const double linear = std::min(1.0, electrons * std::pow(10.0, gainDb / 20) / 10000);
      if (linear > 0.8 && linear < 1) continue;  // noise is clipped at one end
      CAPTURE(electrons, gainDb);
      CHECK(mean(picture.y) == Approx(255 * curve(linear)).margin(1));
      CHECK(mean(picture.u) == Approx(128).margin(0.6));
      CHECK(mean(picture.v) == Approx(128).margin(0.6));
    }
}

TEST_CASE("A picture of half the sensor's width has half the noise") {
  SensorParameters larger = unbinned();
  larger.pixels = {640, 360};
  const LinearImage light = flat(kSmall, luminanceFor(100));
  const hal::Exposure exposure{kTwentyFifth.shutter, 30};
  const double full = deviation(expose(unbinned(), light, exposure, true, 3).y);
  const double binned = deviation(expose(larger, light, exposure, true, 3).y);
  CHECK(full / binned == Approx(2).epsilon(0.06));
}

TEST_CASE("Noise is the same for the same seed and new for another") {
  const LinearImage light = flat(kSmall, luminanceFor(60));
  const hal::Exposure exposure{kTwentyFifth.shutter, 30};
  const Picture once = expose({}, light, exposure, true, 5);
  CHECK(once == expose({}, light, exposure, true, 5));
  const Picture other = expose({}, light, exposure, true, 6);
  size_t different = 0;
  for (size_t i = 0; i < once.y.size(); ++i) different += once.y[i] != other.y[i] ? 1 : 0;
  CHECK(different > once.y.size() / 2);
}

TEST_CASE("Neighbouring pixels and neighbouring frames have independent noise") {
  const LinearImage light = flat(kSmall, luminanceFor(600));
  const hal::Exposure exposure{kTwentyFifth.shutter, 14};
  const Picture a = expose(unbinned(), light, exposure, true, 100);
  const Picture b = expose(unbinned(), light, exposure, true, 101);
  const double m = mean(a.y), variance = deviation(a.y) * deviation(a.y);
  const auto correlation = [&](const std::vector<uint8_t>& p, const std::vector<uint8_t>& q,
                               size_t shift) {
    double sum = 0;
    for (size_t i = 0; i + shift < p.size(); ++i) sum += (p[i] - m) * (q[i + shift] - m);
    return sum / static_cast<double>(p.size()) / variance;
  };
  CHECK(std::abs(correlation(a.y, a.y, 1)) < 0.02);
  CHECK(std::abs(correlation(a.y, a.y, 320)) < 0.02);
  CHECK(std::abs(correlation(a.y, b.y, 0)) < 0.02);
}

TEST_CASE("Colours come out as BT.709 full range says") {
  const auto e = [](double electrons) { return static_cast<float>(luminanceFor(electrons)); };
  const Picture picture =
      expose(unbinned(), flat(kSmall, e(6000), e(1500), e(500)), kTwentyFifth, true, 9);
  const double r = curve(0.6), g = curve(0.15), b = curve(0.05);
  const double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  CHECK(mean(picture.y) == Approx(255 * y).margin(1));
  CHECK(mean(picture.u) == Approx(128 + 255 * (b - y) / 1.8556).margin(1));
  CHECK(mean(picture.v) == Approx(128 + 255 * (r - y) / 1.5748).margin(1));
}

TEST_CASE("With the infrared cut filter out the same light gives the same luma without colour") {
  const auto e = [](double electrons) { return static_cast<float>(luminanceFor(electrons)); };
  const LinearImage light = flat(kSmall, e(3000), e(1000), e(500));
  const Picture day = expose(alike({}), light, kTwentyFifth, true, 9);
  const Picture night = expose(alike({}), light, kTwentyFifth, false, 9);
  CHECK(mean(night.y) == mean(day.y));
  // Of the product's sensor red and blue come nearer to green, and their noise with them.
  CHECK(mean(expose({}, light, kTwentyFifth, false, 9).y) ==
        Approx(mean(expose({}, light, kTwentyFifth, true, 9).y)).margin(0.1));
  CHECK(std::all_of(night.u.begin(), night.u.end(), [](uint8_t v) { return v == 128; }));
  CHECK(std::all_of(night.v.begin(), night.v.end(), [](uint8_t v) { return v == 128; }));
}

TEST_CASE("Darkness is black, whatever the gain") {
  const Picture picture =
      expose({}, flat(kSmall, 0.0), {std::chrono::milliseconds{66}, 0}, true, 9);
  CHECK(mean(picture.y) < 0.5);
  const Picture loud = expose({}, flat(kSmall, 0.0), {std::chrono::milliseconds{66}, 42}, true, 9);
  CHECK(mean(loud.y) > mean(picture.y));  // but it has noise
  CHECK(mean(loud.y) < 60);
}

TEST_CASE("The statistics agree with the picture") {
  FormulaRenderer renderer;
  const LinearImage light = render(renderer, *sceneOf(2000), {Pose{}, 300, kSmall});
  for (const int shutterMs : {2, 10, 30}) {
    const hal::Exposure exposure{std::chrono::milliseconds{shutterMs}, 0};
    const FrameStatistics statistics = measure({}, light, exposure);
    const Picture picture = expose({}, light, exposure, true, 1);
    CHECK(statistics.meanLuma == Approx(mean(picture.y) / 255).margin(0.006));
  }
  CHECK(measure({}, flat(kSmall, 1e6), kTwentyFifth).clippedShare == 1);
  CHECK(measure({}, flat(kSmall, 1e-3), kTwentyFifth).clippedShare == 0);
}

TEST_CASE("Without pictures the estimated brightness rises with exposure and light") {
  FrameRecord frame;
  double last = 0;
  for (const double lux : {1.0, 10.0, 100.0, 1000.0, 10000.0, 100000.0}) {
    frame.scene = sceneOf(lux);
    frame.exposure = {std::chrono::milliseconds{5}, 0};
    const double luma = estimate({}, frame).meanLuma;
    CHECK(luma > last);
    last = luma;
  }
  frame.scene = sceneOf(500);
  last = 0;
  for (const int ms : {1, 3, 10, 30, 66}) {
    frame.exposure = {std::chrono::milliseconds{ms}, 0};
    const double luma = estimate({}, frame).meanLuma;
    CHECK(luma > last);
    last = luma;
  }
}

TEST_CASE("Without pictures an exposure loop settles at a middle grey from dusk to sun") {
  NoPictures pictures;
  FrameRecord frame;
  for (const double lux : {2.0, 50.0, 1000.0, 30000.0, 100000.0}) {
    frame.scene = sceneOf(lux);
    double product = 0.01;  // shutter in s times gain factor
    double luma = 0;
    for (int i = 0; i < 60; ++i) {
      const double shutter = std::clamp(product, 0.0001, 0.066);
      frame.exposure = {fromSeconds(shutter),
                        std::clamp(20 * std::log10(product / shutter), 0.0, 42.0)};
      luma = pictures.statistics(frame).meanLuma;
      product *= std::pow(0.46 / std::max(luma, 0.02), 0.8);
    }
    CAPTURE(lux);
    CHECK(luma == Approx(0.46).margin(0.02));
  }
}

TEST_CASE("A night of 0.1 lux at 1/15 s and 42 dB is dark, and noisier than it is bright") {
  const double luminance = 0.1 * 0.2 / std::numbers::pi;
  const hal::Exposure night{std::chrono::milliseconds{66}, 42};
  const SensorParameters sensor = alike(unbinned());
  const Picture picture = expose(sensor, flat(kSmall, luminance), night, true, 11);
  CHECK(mean(picture.y) < 80);
  const double electrons = electronsOf(sensor, luminance, night.shutter);  // 0.8
  CHECK(deviation(picture.y) == Approx(lumaDeviation(electrons, 2, 42)).epsilon(0.06));
  CHECK(deviation(expose(unbinned(), flat(kSmall, luminance), night, true, 11).y) > 12);
  // Each channel has noise of its own: colours flicker; without the cut filter there are none.
  // Of channels alike in noise BT.709 makes (B - Y) / 1.8556 and (R - Y) / 1.5748, of four pixels.
  const double r = 0.2126, g = 0.7152, b = 0.0722;
  const double channel = deviation(picture.y) / std::sqrt(r * r + g * g + b * b);
  CHECK(deviation(picture.u) ==
        Approx(channel * std::sqrt(r * r + g * g + (1 - b) * (1 - b)) / 1.8556 / 2).epsilon(0.06));
  CHECK(deviation(picture.v) ==
        Approx(channel * std::sqrt((1 - r) * (1 - r) + g * g + b * b) / 1.5748 / 2).epsilon(0.06));
  const Picture infrared = expose(sensor, flat(kSmall, luminance), night, false, 11);
  CHECK(deviation(infrared.u) == 0);
  CHECK(deviation(infrared.y) == Approx(deviation(picture.y)));
}

TEST_CASE("Without pictures infrared lamps count with the cut filter out alone") {
  FrameRecord frame;
  auto scene = std::make_shared<SceneState>(*sceneOf(0.01));
  scene->lamps.resize(1);
  scene->lamps[0].infraredWSr = 1;
  frame.scene = scene;
  frame.exposure = {std::chrono::milliseconds{66}, 20};
  const double without = estimate({}, frame).meanLuma;
  frame.irCutIn = false;
  CHECK(estimate({}, frame).meanLuma > 5 * without);
}
