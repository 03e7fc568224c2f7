// Analysis frames made up from a map of light, exposed as a small sensor does it: photon and read
// noise, gain, full scale, BT.709. Each frame's noise is new and comes from a fixed seed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "firmware_core/hal/image_sensor.h"
#include "firmware_core/hal/inference_engine.h"
#include "tests/support/fake_image_sensor.h"

namespace tw::test {

inline constexpr hal::ImageSize kFrame{640, 360};
inline constexpr Duration kFrameTime = 200ms;

class Chance {
 public:
  explicit Chance(uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 1) {}
  uint64_t bits() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_ * 0x2545f4914f6cdd1dULL;
  }
  double unit() { return static_cast<double>(bits() >> 11) / 9007199254740992.0; }

 private:
  uint64_t state_;
};

// Light that falls on the sensor, as display linear at 1 s of shutter and 0 dB: 1 = full scale.
struct Light {
  std::vector<float> map = std::vector<float>(kFrame.pixels());

  float& at(int x, int y) {
    return map[static_cast<size_t>(y) * static_cast<size_t>(kFrame.width) + static_cast<size_t>(x)];
  }
  // A patchwork of surfaces of reflectance 0.1 to 0.5.
  static Light yard(double illuminance, uint64_t seed = 1) {
    Light light;
    Chance chance(seed);
    std::vector<double> patches(40 * 23);
    for (double& patch : patches) patch = 0.1 + 0.4 * chance.unit();
    for (int y = 0; y < kFrame.height; ++y)
      for (int x = 0; x < kFrame.width; ++x)
        light.at(x, y) =
            static_cast<float>(illuminance * patches[static_cast<size_t>((y / 16) * 40 + x / 16)] *
                               (0.9 + 0.1 * ((x * 7 + y * 13) % 11) / 10.0));
    return light;
  }
  void fill(const hal::PixelBox& box, double value) {
    for (int y = std::max(box.y, 0); y < std::min(box.y + box.height, kFrame.height); ++y)
      for (int x = std::max(box.x, 0); x < std::min(box.x + box.width, kFrame.width); ++x)
        at(x, y) = static_cast<float>(value);
  }
  // Face, coat, trousers.
  void person(const hal::PixelBox& box, double illuminance) {
    const int head = box.height / 7, coat = box.height / 2;
    fill({box.x + box.width / 4, box.y, box.width / 2, head}, 0.6 * illuminance);
    fill({box.x, box.y + head, box.width, coat - head}, 0.75 * illuminance);
    fill({box.x, box.y + coat, box.width, box.height - coat}, 0.03 * illuminance);
  }
};

class Camera {
 public:
  hal::Exposure exposure{10ms, 0};

  explicit Camera(uint64_t seed = 7) : chance_(seed), normals_(4096) {
    for (float& normal : normals_) {
      double sum = 0;
      for (int i = 0; i < 12; ++i) sum += chance_.unit();
      normal = static_cast<float>(sum - 6);
    }
  }

  // `share`: how bright all of it is compared with `light`.
  std::vector<uint8_t> take(const Light& light, double share = 1) {
    const double gain = std::pow(10.0, exposure.gainDb / 20);
    makeTable(gain);
    const double electrons = kFullWell * toSeconds(exposure.shutter) * share * kPixels;
    std::vector<uint8_t> luma(kFrame.pixels());
    uint64_t bits = 0;
    for (size_t i = 0; i < luma.size(); ++i) {
      bits = i % 5 == 0 ? chance_.bits() : bits >> 12;
      const float q = std::sqrt(static_cast<float>(light.map[i] * electrons + kDark));
      const float noisy = q + 0.5f * normals_[bits & 4095];
      luma[i] = table_[static_cast<size_t>(
          std::clamp(noisy * kSteps, 0.0f, static_cast<float>(table_.size() - 1)))];
    }
    return luma;
  }

 private:
  // A pixel of the frame is the mean of 16 of the sensor's: full well 10000 electrons, read
  // noise 2.
  static constexpr double kFullWell = 10000, kPixels = 16, kDark = 0.375 + kPixels * 4;
  static constexpr float kSteps = 32;

  void makeTable(double gain) {
    if (gain == tableGain_) return;
    tableGain_ = gain;
    table_.resize(
        static_cast<size_t>(std::sqrt(kFullWell / gain * kPixels * 1.3 + kDark) * kSteps));
    for (size_t i = 0; i < table_.size(); ++i) {
      const double q = static_cast<double>(i) / kSteps;
      const double linear = (q * q - kDark) / kPixels * gain / kFullWell;
      table_[i] = static_cast<uint8_t>(std::lround(bt709(linear) * 255));
    }
  }

  Chance chance_;
  std::vector<float> normals_;
  std::vector<uint8_t> table_;
  double tableGain_ = 0;
};

// Exposures as they are by day and on a dark night: the same brightness of the picture.
inline constexpr hal::Exposure kDayExposure{10ms, 0};
inline constexpr hal::Exposure kNightExposure{60ms, 42};
inline constexpr double kDayLight = 60;              // full scale at 10 ms: 100
inline const double kNightLight = 60.0 / 6 / 125.9;  // 6 times the shutter, 42 dB

}  // namespace tw::test
