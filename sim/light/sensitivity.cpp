#include "sim/light/sensitivity.h"

#include <cmath>
#include <vector>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

// Every 5 nm from 380 on.
constexpr double kV[] = {
    0.000039, 0.000064, 0.00012,  0.000217,  0.000396, 0.00064,   0.00121, 0.00218,   0.004,
    0.0073,   0.0116,   0.01684,  0.023,     0.0298,   0.038,     0.048,   0.06,      0.0739,
    0.09098,  0.1126,   0.13902,  0.1693,    0.20802,  0.2586,    0.323,   0.4073,    0.503,
    0.6082,   0.71,     0.7932,   0.862,     0.91485,  0.954,     0.9803,  0.99495,   1,
    0.995,    0.9786,   0.952,    0.9154,    0.87,     0.8163,    0.757,   0.6949,    0.631,
    0.5668,   0.503,    0.4412,   0.381,     0.321,    0.265,     0.217,   0.175,     0.1382,
    0.107,    0.0816,   0.061,    0.04458,   0.032,    0.0232,    0.017,   0.01192,   0.00821,
    0.005723, 0.004102, 0.002929, 0.002091,  0.001484, 0.001047,  0.00074, 0.00052,   0.000361,
    0.000249, 0.000172, 0.00012,  0.0000848, 0.00006,  0.0000424, 0.00003, 0.0000212, 0.000015};

// Every 5 nm from 380 to 500; from 300 to 375 it is 0.01.
constexpr double kB[] = {0.01, 0.013, 0.025, 0.05, 0.1, 0.2,  0.4,  0.8,  0.9, 0.95, 0.98, 1,  1,
                         0.97, 0.94,  0.9,   0.8,  0.7, 0.62, 0.55, 0.45, 0.4, 0.22, 0.16, 0.1};

template <size_t n>
std::vector<Spectrum::Sample> samplesFrom(double nm, const double (&values)[n]) {
  std::vector<Spectrum::Sample> samples;
  for (const double value : values) {
    samples.emplace_back(nm, value);
    nm += 5;
  }
  return samples;
}

// On from 500 nm, where the table gives formulas.
double blueFormula(int nm) { return nm < 600 ? std::pow(10, (450 - nm) / 50.0) : 0.001; }

double thermalFormula(int nm) {
  if (nm < 700) return 1;
  if (nm < 1050) return std::pow(10, (700 - nm) / 500.0);
  if (nm < 1150) return 0.2;
  if (nm < 1200) return 0.2 * std::pow(10, 0.02 * (1150 - nm));
  return 0.02;
}

}  // namespace

const Spectrum& luminousEfficiency() {
  static const Spectrum kCurve(samplesFrom(380, kV));
  return kCurve;
}

const Spectrum& blueLightHazard() {
  static const Spectrum kCurve = [] {
    std::vector<Spectrum::Sample> samples{{300, 0.01}};
    for (const auto& sample : samplesFrom(380, kB)) samples.push_back(sample);
    for (int nm = 501; nm <= 700; ++nm) samples.emplace_back(nm, blueFormula(nm));
    return Spectrum(samples);
  }();
  return kCurve;
}

const Spectrum& retinalThermalHazard() {
  static const Spectrum kCurve = [] {
    std::vector<Spectrum::Sample> samples = samplesFrom(380, kB);
    for (auto& [nm, value] : samples) value = nm < 500 ? 10 * value : 1;
    for (int nm = 501; nm <= Spectrum::kTo; ++nm) samples.emplace_back(nm, thermalFormula(nm));
    return Spectrum(samples);
  }();
  return kCurve;
}

double luminousEfficacy(const Spectrum& source) {
  return kLumensAWatt * source.integral(luminousEfficiency()) / source.integral();
}

double blueWattsALumen(const Spectrum& source) {
  const double lumens = kLumensAWatt * source.integral(luminousEfficiency());
  TW_CHECK(lumens > 0);
  return source.integral(blueLightHazard()) / lumens;
}

double infraredSeenShare(const Spectrum& source) {
  static const Spectrum kSilicon = [] {
    const Spectrum::Sample efficiency[] = {{779, 0},    {780, 0.38},  {850, 0.30},
                                           {940, 0.12}, {1000, 0.05}, {1100, 0}};
    const Spectrum curve(efficiency);
    std::vector<Spectrum::Sample> samples;
    for (int nm = Spectrum::kFrom; nm <= Spectrum::kTo; ++nm)
      samples.emplace_back(nm, curve.at(nm) * nm / (0.30 * 850));
    return Spectrum(samples);
  }();
  return source.integral(kSilicon) / source.integral();
}

}  // namespace tw::sim
