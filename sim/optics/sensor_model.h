// From light to a picture: lens brightness, colour filter, electrons, dark current, photon, read
// and pattern noise, full well, gain, conversion, black level, white balance, gamma.
//
// Figures are those of a 1/3" sensor with 2 um pixels behind an F1.6 lens. Light falls on a black
// level of electrons that is subtracted after conversion, so that noise below black is there until
// it is cut off in the picture. Pictures smaller than the sensor average its pixels, noise
// included. White balance is perfect. What infrared adds when the cut filter is out is in the light
// already (addUp); here it makes the picture black and white, and as the colour filters pass it
// alike, all pixels then count as much as green ones.
//
// While a lens turns its rows see different directions (sim/optics/rolling_shutter.h).
//
// Left out: motion blur, that a colour filter array measures one colour a pixel, pixel defects,
// noise reduction and sharpening, and the bands that lamps which switch during the
// read-out would make.
#pragma once

#include <array>
#include <functional>

#include "firmware_core/hal/image_sensor.h"
#include "sim/optics/picture.h"
#include "sim/optics/picture_source.h"
#include "sim/optics/veiling_glare.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

// Of both lenses: exposure times and gain.
inline constexpr hal::SensorLimits kSensorLimits{std::chrono::microseconds{100},
                                                 std::chrono::milliseconds{66}, 42};

struct SensorParameters {
  double fNumber = 1.6;
  double transmission = 0.9;                // of the lens
  double electronsPerLuxSecond = 7000;      // a green pixel, at the sensor's face, white light
  double redShare = 0.6, blueShare = 0.55;  // of that: what red and blue pixels get; 0..1
  double fullWellElectrons = 10000;         // full scale at 0 dB
  // Standard deviation: of the pixel, and of all with the converter at 0 dB. The converter's own
  // counts the less the more gain comes before it.
  double readNoiseElectrons = 1.5, readNoiseAtUnityGain = 4;
  double darkElectronsPerSecond = 3;  // at 25 degrees Celsius
  double celsius = 25;                // of the sensor
  double patternNoise = 0.01;  // standard deviation of a pixel's sensitivity, always the same
  uint64_t pattern = 1;        // which sensor of its kind it is
  int bits = 12;               // of the converter
  // Rows are read one after the other: so long each.
  Duration lineTime = std::chrono::microseconds{22};
  hal::ImageSize pixels{2560, 1440};  // the sensor's own
  bool operator==(const SensorParameters&) const = default;
};

// At the sensor's face, in lux, where the scene has `luminance` (cd/m2): pi L T / (4 F^2).
double faceplateLux(const SensorParameters& sensor, double luminance);
// In one pixel and second; doubles with each 7 K.
double darkCurrent(const SensorParameters& sensor);
// Standard deviation of a value without light, in electrons: the pixel's, the converter's, and that
// of its steps (a twelfth of their square), which the others' noise spreads evenly.
double readNoise(const SensorParameters& sensor, double gainDb);

// From the first row to the last.
Duration readOutOf(const SensorParameters& sensor);

// Mean signal of one green pixel that looks at `luminance` (cd/m2), dark current aside.
double electronsOf(const SensorParameters& sensor, double luminance, Duration shutter);
double gainFactor(double gainDb);
// 0..1 after gain, clipping and the BT.709 curve.
double displayValue(const SensorParameters& sensor, double electrons, double gainDb);

// Red, green and blue light of one row of pixels.
using RowOfLight = std::array<const float*, 3>;
// Asked for one row after the other, each from 0 on; what it gives holds until the next.
using ReadRow = std::function<RowOfLight(int row)>;

// A pure function: the noise of a pixel hangs on (noiseSeed, its place) alone. `size` even. The
// veil lies evenly over the light.
Picture expose(const SensorParameters& sensor, hal::ImageSize size, const ReadRow& read,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed,
               const Veil& veil = {});
Picture expose(const SensorParameters& sensor, const LinearImage& light,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed,
               const Veil& veil = {});

// What the statistics engine sees of it, without noise: each `step`th pixel of each `step`th row.
FrameStatistics measure(const SensorParameters& sensor, const LinearImage& light,
                        const hal::Exposure& exposure, int step = 1, const Veil& veil = {});

// The same where nothing is drawn: a made-up range of surfaces (reflectances about 0.2) in the
// illuminance of sun, sky and lamps. Rises with the exposure and with the light.
FrameStatistics estimate(const SensorParameters& sensor, const FrameRecord& frame);

}  // namespace tw::sim
