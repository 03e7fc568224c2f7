#include "sim/optics/sensor_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

// Photon and read noise are added where they have the same spread everywhere: on the square root
// of the electrons (Anscombe's transform, with read noise). There a pixel is
//     q = sqrt(n*e + 3/8 + n*read^2) + normal/2        n = sensor pixels averaged
// and one table leads from q to the display value.
constexpr int kSteps = 8192;     // of q between dark and full scale
constexpr int kNormals = 4096;   // of the normal distribution, equally likely
constexpr int kDisplayBits = 6;  // below one of 255, in the table
constexpr int kFull = 255 << kDisplayBits;
constexpr int kGammaSteps = 65536;

// BT.709 luma and colour differences, in 1/65536.
constexpr int kR = 13933, kG = 46871, kB = 4732;
constexpr double kCb = 1.8556, kCr = 1.5748;

// Acklam's rational approximation of the normal quantile; relative error below 1.2e-9.
double normalQuantile(double p) {
  constexpr std::array a{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                         1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr std::array b{-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                         6.680131188771972e+01, -1.328068155288572e+01};
  constexpr std::array c{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                         -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr std::array d{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                         3.754408661907416e+00};
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const double q = std::sqrt(-2 * std::log(p));
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  }
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

const std::array<float, kNormals>& normals() {
  static const auto table = [] {
    std::array<float, kNormals> result{};
    for (int i = 0; i < kNormals; ++i)
      result[static_cast<size_t>(i)] = static_cast<float>(normalQuantile((i + 0.5) / kNormals));
    return result;
  }();
  return table;
}

const std::vector<uint16_t>& gammaTable() {
  static const auto table = [] {
    std::vector<uint16_t> result(kGammaSteps + 1);
    for (int i = 0; i <= kGammaSteps; ++i)
      result[static_cast<size_t>(i)] =
          static_cast<uint16_t>(std::lround(bt709(static_cast<double>(i) / kGammaSteps) * kFull));
    return result;
  }();
  return table;
}

double gainFactor(double gainDb) { return std::pow(10.0, gainDb / 20); }

// SplitMix64's finisher: the noise of a pixel from its place and the frame's seed.
inline uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// All that turns light into display values for one frame, in tables.
class Exposer {
 public:
  Exposer(const SensorParameters& sensor, hal::ImageSize size, const hal::Exposure& exposure)
      : binned_(std::max(1.0, static_cast<double>(sensor.pixels.pixels()) /
                                  static_cast<double>(size.pixels()))) {
    const double seconds = toSeconds(exposure.shutter);
    const double dark = sensor.darkElectronsPerSecond * seconds;
    const double readVariance = sensor.readNoiseElectrons * sensor.readNoiseElectrons;
    const double saturated = sensor.fullWellElectrons / gainFactor(exposure.gainDb);
    const double offset = binned_ * (dark + readVariance) + 0.375;
    stepsPerRoot_ = kSteps / std::sqrt(binned_ * saturated + offset);
    const double squared = stepsPerRoot_ * stepsPerRoot_;
    perLuminance_ =
        static_cast<float>(electronsOf(sensor, 1, exposure.shutter) * binned_ * squared);
    dark_ = static_cast<float>(offset * squared);
    fillNoise();
    fillDisplay(saturated, 0.375 + binned_ * readVariance);
  }

  // Steps of q without noise, for a row of values.
  void roots(const float* light, int* steps, size_t count) const {
    const auto most = static_cast<float>(kSteps + 2 * reach_);  // so far over that no noise shows
    const float mostSquared = most * most;
    for (size_t i = 0; i < count; ++i) {
      const float lit = light[i] > 0 ? light[i] * perLuminance_ : 0.0f;
      const float squared = lit + dark_;
      steps[i] = static_cast<int>(std::sqrt(squared < mostSquared ? squared : mostSquared));
    }
  }
  int display(int steps, uint64_t bits) const {
    return display_[static_cast<size_t>(steps + noise_[bits & (kNormals - 1)] + reach_)];
  }

 private:
  void fillNoise() {
    for (size_t i = 0; i < noise_.size(); ++i)
      noise_[i] = static_cast<int>(std::lround(normals()[i] * 0.5 * stepsPerRoot_));
    reach_ = noise_.back();
  }
  void fillDisplay(double saturated, double offset) {
    const auto& curve = gammaTable();
    display_.reserve(static_cast<size_t>(kSteps + 4 * reach_ + 1));
    for (int i = -reach_; i <= kSteps + 3 * reach_; ++i) {
      const double q = (std::max(i, 0) + 0.5) / stepsPerRoot_;
      const double share = (q * q - offset) / binned_ / saturated;
      display_.push_back(
          curve[static_cast<size_t>(std::clamp(share, 0.0, 1.0) * kGammaSteps + 0.5)]);
    }
  }

  double binned_;
  double stepsPerRoot_ = 0;
  float perLuminance_ = 0, dark_ = 0;  // in squared steps
  int reach_ = 0;                      // of the noise, in steps
  std::array<int, kNormals> noise_{};
  std::vector<uint16_t> display_;
};

uint8_t toByte(int64_t value) { return static_cast<uint8_t>(std::clamp<int64_t>(value, 0, 255)); }

struct ColourSum {
  int red = 0, green = 0, blue = 0;  // display values << kDisplayBits
};

// Adds one row's display values to the sums of its 2x2 blocks and writes its luma.
void developRow(const Exposer& exposer, const std::vector<int>& steps, uint64_t counter,
                uint8_t* luma, std::vector<ColourSum>& blocks) {
  constexpr int kShift = 16 + kDisplayBits;
  const size_t width = steps.size() / 3;
  const int* in = steps.data();
  for (size_t x = 0; x < width; ++x, in += 3) {
    const uint64_t bits = mix(counter + x * 0x9e3779b97f4a7c15ULL);
    const int r = exposer.display(in[0], bits);
    const int g = exposer.display(in[1], bits >> 16);
    const int b = exposer.display(in[2], bits >> 32);
    const int64_t y = int64_t{kR} * r + int64_t{kG} * g + int64_t{kB} * b;
    luma[x] = static_cast<uint8_t>((y + (1 << (kShift - 1))) >> kShift);
    ColourSum& block = blocks[x / 2];
    block.red += r;
    block.green += g;
    block.blue += b;
  }
}

// Colour differences of summed blocks of four.
void developColour(const std::vector<ColourSum>& blocks, uint8_t* u, uint8_t* v) {
  constexpr int kShift = 16 + kDisplayBits + 2;
  constexpr auto kToCb = static_cast<int64_t>(65536 / kCb + 0.5);
  constexpr auto kToCr = static_cast<int64_t>(65536 / kCr + 0.5);
  constexpr int64_t kMiddle = (int64_t{128} << kShift) + (int64_t{1} << (kShift - 1));
  for (size_t i = 0; i < blocks.size(); ++i) {
    const ColourSum& sum = blocks[i];
    const int64_t y =
        (int64_t{kR} * sum.red + int64_t{kG} * sum.green + int64_t{kB} * sum.blue) >> 16;
    u[i] = toByte(((sum.blue - y) * kToCb + kMiddle) >> kShift);
    v[i] = toByte(((sum.red - y) * kToCr + kMiddle) >> kShift);
  }
}

}  // namespace

double electronsOf(const SensorParameters& sensor, double luminance, Duration shutter) {
  const double face = std::numbers::pi * luminance * sensor.transmission /
                      (4 * sensor.fNumber * sensor.fNumber);  // lux at the sensor
  return face * sensor.electronsPerLuxSecond * toSeconds(shutter);
}

double bt709(double linear) {
  return linear < 0.018 ? 4.5 * linear : 1.099 * std::pow(linear, 0.45) - 0.099;
}

double displayValue(const SensorParameters& sensor, double electrons, double gainDb) {
  return bt709(std::clamp(electrons * gainFactor(gainDb) / sensor.fullWellElectrons, 0.0, 1.0));
}

Picture expose(const SensorParameters& sensor, const LinearImage& light,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed) {
  TW_CHECK(light.rgb.size() == light.size.pixels() * 3);
  const Exposer exposer(sensor, light.size, exposure);
  Picture picture = flatPicture(light.size, 0);
  const auto width = static_cast<size_t>(light.size.width);
  const uint64_t seed = mix(noiseSeed + 0x9e3779b97f4a7c15ULL);
  std::vector<int> steps(width * 3);
  std::vector<ColourSum> blocks(width / 2);
  for (size_t row = 0; row < static_cast<size_t>(light.size.height); ++row) {
    if (row % 2 == 0) std::fill(blocks.begin(), blocks.end(), ColourSum{});
    exposer.roots(light.rgb.data() + row * width * 3, steps.data(), steps.size());
    developRow(exposer, steps, seed + row * width * 0x9e3779b97f4a7c15ULL,
               picture.y.data() + row * width, blocks);
    if (row % 2 == 1 && irCutIn)
      developColour(blocks, picture.u.data() + row / 2 * (width / 2),
                    picture.v.data() + row / 2 * (width / 2));
  }
  return picture;
}

FrameStatistics measure(const SensorParameters& sensor, const LinearImage& light,
                        const hal::Exposure& exposure) {
  const size_t pixels = light.size.pixels();
  TW_CHECK(pixels > 0 && light.rgb.size() == pixels * 3);
  const double factor = electronsOf(sensor, 1, exposure.shutter) * gainFactor(exposure.gainDb) /
                        sensor.fullWellElectrons * kGammaSteps;
  const auto& curve = gammaTable();
  uint64_t sum = 0, clipped = 0;
  for (size_t i = 0; i < pixels; ++i) {
    std::array<uint64_t, 3> value{};
    for (size_t c = 0; c < 3; ++c) {
      const double level = light.rgb[i * 3 + c] * factor;
      value[c] = curve[static_cast<size_t>(std::clamp(level, 0.0, double{kGammaSteps}))];
    }
    sum += kR * value[0] + kG * value[1] + kB * value[2];
    if (std::max({value[0], value[1], value[2]}) == kFull) ++clipped;
  }
  const auto count = static_cast<double>(pixels);
  return {static_cast<double>(sum) / 65536 / kFull / count, static_cast<double>(clipped) / count};
}

}  // namespace tw::sim
