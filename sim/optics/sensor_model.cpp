#include "sim/optics/sensor_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"
#include "sim/optics/gamma_curve.h"

namespace tw::sim {

double faceplateLux(const SensorParameters& sensor, double luminance) {
  return std::numbers::pi * luminance * sensor.transmission / (4 * sensor.fNumber * sensor.fNumber);
}

double darkCurrent(const SensorParameters& sensor) {
  constexpr double kReferenceCelsius = 25, kDoubling = 7;
  return sensor.darkElectronsPerSecond *
         std::exp2((sensor.celsius - kReferenceCelsius) / kDoubling);
}

double readNoise(const SensorParameters& sensor, double gainDb) {
  const double pixel = sensor.readNoiseElectrons, unity = sensor.readNoiseAtUnityGain;
  TW_CHECK(unity >= pixel && sensor.bits >= 8 && sensor.bits <= 16);
  const double step = sensor.fullWellElectrons / ((1 << sensor.bits) - 1);
  const double converter = unity * unity - pixel * pixel + step * step / 12;
  const double gain = gainFactor(gainDb);
  return std::sqrt(pixel * pixel + converter / (gain * gain));
}

Duration readOutOf(const SensorParameters& sensor) {
  return sensor.pixels.height * sensor.lineTime;
}

double electronsOf(const SensorParameters& sensor, double luminance, Duration shutter) {
  return faceplateLux(sensor, luminance) * sensor.electronsPerLuxSecond * toSeconds(shutter);
}

double gainFactor(double gainDb) { return std::pow(10.0, gainDb / 20); }

double displayValue(const SensorParameters& sensor, double electrons, double gainDb) {
  return bt709(std::clamp(electrons * gainFactor(gainDb) / sensor.fullWellElectrons, 0.0, 1.0));
}

FrameStatistics measure(const SensorParameters& sensor, const LinearImage& light,
                        const hal::Exposure& exposure, int step, const Veil& veil) {
  TW_CHECK(light.size.pixels() > 0 && light.rgb[0].size() == light.size.pixels() && step > 0);
  const auto factor =
      static_cast<float>(electronsOf(sensor, 1, exposure.shutter) * gainFactor(exposure.gainDb) /
                         sensor.fullWellElectrons * kGammaSteps);
  const auto& curve = gammaTable();
  const auto width = static_cast<size_t>(light.size.width), stride = static_cast<size_t>(step);
  uint64_t sum = 0, clipped = 0, count = 0;
  for (size_t y = 0; y < static_cast<size_t>(light.size.height); y += stride)
    for (size_t i = y * width; i < (y + 1) * width; i += stride) {
      std::array<uint32_t, 3> value{};
      for (size_t c = 0; c < 3; ++c)
        value[c] = curve[static_cast<size_t>(
            std::clamp((light.rgb[c][i] + veil.luminance[c]) * factor, 0.0F, float{kGammaSteps}))];
      sum += kLumaR * value[0] + kLumaG * value[1] + kLumaB * value[2];
      if (std::max({value[0], value[1], value[2]}) == kFullDisplay) ++clipped;
      ++count;
    }
  const auto pixels = static_cast<double>(count);
  return {static_cast<double>(sum) / 65536 / kFullDisplay / pixels,
          static_cast<double>(clipped) / pixels};
}

}  // namespace tw::sim
