// The sensor's figures against the formulas they come from, by statistics of exposed pictures.
//
// A sample variance of n values is right to sqrt(2/n): 0.6 % of a picture of 57 600. Margins are
// four of those, and what the curve's bend within the noise makes.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/optics/sensor_model.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr hal::ImageSize kSize{320, 180};
constexpr Duration kShutter = 40ms;
constexpr double kRed = 0.2126, kGreen = 0.7152, kBlue = 0.0722;  // BT.709

// A pixel each, without what is the same in every picture.
SensorParameters bare() {
  SensorParameters sensor;
  sensor.pixels = kSize;
  sensor.darkElectronsPerSecond = 0;
  sensor.patternNoise = 0;
  return sensor;
}

// The sensor equation solved for the light that gives a green pixel so many electrons.
double luminanceFor(double electrons) {
  return electrons * 4 * 1.6 * 1.6 / (std::numbers::pi * 0.9 * 7000 * 0.04);
}
LinearImage grey(double electrons) {
  const std::vector<float> plane(kSize.pixels(), static_cast<float>(luminanceFor(electrons)));
  return {kSize, {plane, plane, plane}, {}};
}
// Makes so many electrons so much of full scale.
double gainFor(double electrons, double share) {
  return std::max(0.0, 20 * std::log10(share * 10000 / electrons));
}

struct Spread {
  double mean = 0, variance = 0;
};
Spread spreadOf(const std::vector<double>& values) {
  Spread spread;
  for (const double v : values) spread.mean += v / static_cast<double>(values.size());
  for (const double v : values)
    spread.variance += (v - spread.mean) * (v - spread.mean) / static_cast<double>(values.size());
  return spread;
}
Spread spreadOf(const std::vector<uint8_t>& values) {
  return spreadOf(std::vector<double>(values.begin(), values.end()));
}

// BT.709 backwards, and its slope.
double linear(double v) { return v < 0.081 ? v / 4.5 : std::pow((v + 0.099) / 1.099, 1 / 0.45); }
double slope(double l) { return l < 0.018 ? 4.5 : 1.099 * 0.45 * std::pow(l, -0.55); }

// Mean and variance in electrons of one green-like channel, as they are read off the luma of a
// black and white picture: of three alike.
Spread electronsIn(const Picture& picture, double gainDb) {
  const double perElectron = gainFactor(gainDb) / 10000;
  const Spread luma = spreadOf(picture.y);
  const double l = linear(luma.mean / 255);
  const double channels = kRed * kRed + kGreen * kGreen + kBlue * kBlue;
  const double toElectrons = 1 / (255 * slope(l) * perElectron);
  const double variance = (luma.variance - 1.0 / 12) * toElectrons * toElectrons / channels;
  // The curve bends down within the noise: of a power of 0.45 that takes 0.275 of the square of
  // the relative noise.
  return {l / perElectron + 0.275 * variance * perElectron / l, variance};
}

}  // namespace

TEST_CASE("1 lx on a grey of 0.2 is 0.01758 lx at the sensor, where a pixel has 9818 e- a lx s") {
  const double luminance = 0.2 / std::numbers::pi;
  CHECK(faceplateLux({}, luminance) == Approx(0.01758).epsilon(1e-3));
  // Photons of 555 nm in a lumen second, on 2 um square, six of ten caught.
  const double photons = 1 / 683.0 * 555e-9 / (6.62607015e-34 * 299792458);
  CHECK(photons == Approx(4.09e15).epsilon(2e-3));
  CHECK(photons * 4e-12 * 0.6 == Approx(9818).epsilon(2e-3));
  CHECK(SensorParameters{}.electronsPerLuxSecond / 9818 ==
        Approx(0.71).margin(0.01));  // its filter
  for (const auto& [lux, electrons] :
       {std::pair{1.0, 4.922}, {10.0, 49.22}, {100.0, 492.2}, {1000.0, 4922.0}, {1e4, 49219.0}})
    CHECK(electronsOf({}, lux * luminance, kShutter) == Approx(electrons).epsilon(1e-3));
}

TEST_CASE("Photon transfer: variance is the mean, from the read noise up to the full well") {
  // At one gain each, so that the floor is one too.
  for (const double gainDb : {0.0, 12.0, 24.0}) {
    const double read = readNoise(bare(), gainDb);
    for (const double share : {0.04, 0.1, 0.3, 0.6}) {
      const double electrons = share * 10000 / gainFactor(gainDb);
      const Picture picture = expose(bare(), grey(electrons), {kShutter, gainDb}, false, 17);
      const Spread seen = electronsIn(picture, gainDb);
      CAPTURE(gainDb, electrons, read);
      CHECK(seen.mean == Approx(electrons).epsilon(0.01));
      // Half a percent of full scale is one of 255 steps or less: below that no noise can be seen.
      if (electrons < 100 || 255 * slope(share) * std::sqrt(electrons) * share / electrons < 0.5)
        continue;
      CHECK(seen.variance == Approx(electrons + read * read).epsilon(0.03));
    }
  }
}

TEST_CASE("Read noise is 4 electrons at low gain and 1.5 at high gain, and steps of 12 bits") {
  SensorParameters fine = bare();
  fine.bits = 16;
  CHECK(readNoise(fine, 0) == Approx(4).epsilon(1e-3));
  CHECK(readNoise(fine, 40) == Approx(1.5).epsilon(1e-3));
  const double step = 10000.0 / 4095;
  CHECK(std::pow(readNoise(bare(), 0), 2) == Approx(16 + step * step / 12).epsilon(1e-3));
  double last = 5;
  for (double gainDb = 0; gainDb <= 42; gainDb += 6) {
    CHECK(readNoise(bare(), gainDb) < last);
    last = readNoise(bare(), gainDb);
  }
  // What is seen of it: 40 electrons at 36 dB, where it is a good part of the noise.
  const double gainDb = gainFor(40, 0.25);
  const Spread seen = electronsIn(expose(bare(), grey(40), {kShutter, gainDb}, false, 23), gainDb);
  CHECK(seen.variance == Approx(40 + 1.5 * 1.5).epsilon(0.06));
  SensorParameters loud = bare();
  loud.readNoiseElectrons = loud.readNoiseAtUnityGain = 8;
  const Spread louder = electronsIn(expose(loud, grey(40), {kShutter, gainDb}, false, 23), gainDb);
  CHECK(louder.variance - seen.variance == Approx(64 - 2.25).epsilon(0.12));
}

TEST_CASE("Dark current doubles with each 7 degrees, is noise, and leaves black black") {
  SensorParameters hot;
  CHECK(darkCurrent(hot) == Approx(3));
  hot.celsius = 32;
  CHECK(darkCurrent(hot) == Approx(6));
  hot.celsius = 11;
  CHECK(darkCurrent(hot) == Approx(0.75));
  // 70 degrees: 258 e-/s, 10 in 40 ms, which nobody sees but for its noise.
  SensorParameters cold = bare(), sunny = bare();
  cold.darkElectronsPerSecond = sunny.darkElectronsPerSecond = 3;
  sunny.celsius = 70;
  const double gainDb = gainFor(40, 0.25), dark = darkCurrent(sunny) * 0.04;
  const Spread cool = electronsIn(expose(cold, grey(40), {kShutter, gainDb}, false, 29), gainDb);
  const Spread warm = electronsIn(expose(sunny, grey(40), {kShutter, gainDb}, false, 29), gainDb);
  CHECK(warm.mean == Approx(cool.mean).epsilon(0.01));
  CHECK(warm.variance - cool.variance == Approx(dark).epsilon(0.3));
}

TEST_CASE("Noise below black is cut off in the picture alone: half of a dark one is black") {
  const double gainDb = 30;
  const Picture picture = expose(bare(), grey(1e-9), {kShutter, gainDb}, false, 31);
  // Of a normal value that is cut off below its mean there is 1/sqrt(2 pi) of its deviation left,
  // three channels alike add up to the same mean; and the curve's straight part has 4.5.
  const double sigma = readNoise(bare(), gainDb) * gainFactor(gainDb) / 10000;
  const double expected = 4.5 * sigma / std::sqrt(2 * std::numbers::pi) * 255;
  CHECK(spreadOf(picture.y).mean == Approx(expected).epsilon(0.06));
  // With so much light that black is far, nothing is cut off and the mean is the light's own. (On
  // the curve's straight part.)
  const Picture lit = expose(bare(), grey(8), {kShutter, 20}, false, 31);
  CHECK(1000 * linear(spreadOf(lit.y).mean / 255) == Approx(8).epsilon(0.02));
}

TEST_CASE("A pixel is full at 10 000 electrons at 0 dB, at half of that with 6 dB more") {
  for (const double gainDb : {0.0, 6.0206}) {
    const double full = 10000 / gainFactor(gainDb);
    const Picture over = expose(bare(), grey(full * 1.1), {kShutter, gainDb}, false, 3);
    CHECK(*std::min_element(over.y.begin(), over.y.end()) == 255);
    const Picture below = expose(bare(), grey(full * 0.9), {kShutter, gainDb}, false, 3);
    CHECK(spreadOf(below.y).mean ==
          Approx(255 * (1.099 * std::pow(0.9, 0.45) - 0.099)).margin(0.5));
    CHECK(*std::max_element(below.y.begin(), below.y.end()) < 255);
  }
}

TEST_CASE("Pixels differ by 1 % in their sensitivity, the same in every picture of a sensor") {
  constexpr int kPictures = 40;
  const double electrons = 4000;
  const auto meanPicture = [&](SensorParameters sensor, uint64_t seed) {
    std::vector<double> sum(kSize.pixels());
    for (uint64_t i = 0; i < kPictures; ++i) {
      const Picture p = expose(sensor, grey(electrons), {kShutter, 0}, false, seed + i);
      for (size_t k = 0; k < sum.size(); ++k) sum[k] += p.y[k] / double{kPictures};
    }
    return sum;
  };
  SensorParameters sensor = bare();
  sensor.patternNoise = 0.01;
  const auto one = meanPicture(sensor, 1), again = meanPicture(sensor, 1000);
  sensor.pattern = 2;
  const auto other = meanPicture(sensor, 2000);
  const auto correlation = [](const std::vector<double>& a, const std::vector<double>& b) {
    const Spread x = spreadOf(a), y = spreadOf(b);
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += (a[i] - x.mean) * (b[i] - y.mean);
    return sum / static_cast<double>(a.size()) / std::sqrt(x.variance * y.variance);
  };
  // 1600 of pattern and 4016 / 40 of noise that is left, in electrons squared.
  const double read = readNoise(sensor, 0), left = (electrons + read * read) / kPictures;
  CHECK(correlation(one, again) == Approx(1600 / (1600 + left)).margin(0.03));
  CHECK(std::abs(correlation(one, other)) < 0.03);
  const double channels = kRed * kRed + kGreen * kGreen + kBlue * kBlue;
  const double perElectron = 255 * slope(0.4) / 10000;
  CHECK(spreadOf(one).variance ==
        Approx((1600 + left) * channels * perElectron * perElectron + 1.0 / 12 / kPictures)
            .epsilon(0.05));
}

TEST_CASE("Red and blue have fewer electrons than green, and after white balance more noise") {
  const SensorParameters sensor = bare();
  for (const double electrons : {60.0, 1000.0}) {
    const double gainDb = gainFor(electrons, 0.25);
    const Picture picture = expose(sensor, grey(electrons), {kShutter, gainDb}, true, 41);
    const double read = readNoise(sensor, gainDb);
    const auto variance = [&](double share) {  // of one channel, in display values
      const double e = (electrons * share + read * read) / (share * share);
      return e * std::pow(255 * slope(0.25) * 0.25 / electrons, 2);
    };
    const double r = variance(sensor.redShare), g = variance(1), b = variance(sensor.blueShare);
    CHECK(r > 1.6 * g);
    CHECK(b > r);
    const double y = kRed * kRed * r + kGreen * kGreen * g + kBlue * kBlue * b;
    CAPTURE(electrons, r, g, b);
    CHECK(spreadOf(picture.y).variance == Approx(y + 1.0 / 12).epsilon(0.04));
    // Colour differences of BT.709, of four pixels each.
    const double u = (kRed * kRed * r + kGreen * kGreen * g + std::pow(1 - kBlue, 2) * b) / 4;
    const double v = (std::pow(1 - kRed, 2) * r + kGreen * kGreen * g + kBlue * kBlue * b) / 4;
    CHECK(spreadOf(picture.u).variance == Approx(u / std::pow(1.8556, 2) + 1.0 / 12).epsilon(0.06));
    CHECK(spreadOf(picture.v).variance == Approx(v / std::pow(1.5748, 2) + 1.0 / 12).epsilon(0.06));
    // White stays white: the balance makes up for the filter.
    CHECK(spreadOf(picture.u).mean == Approx(128).margin(0.3));
    CHECK(spreadOf(picture.v).mean == Approx(128).margin(0.3));
  }
}
