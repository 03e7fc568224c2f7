// From light to a picture: lens brightness, electrons, photon and read noise, full well, gain,
// gamma.
//
// Figures are those of a 1/3" sensor with 2 um pixels behind an F1.6 lens. Pictures smaller than
// the sensor average its pixels, noise included. White balance is perfect; left out are dark
// current's own noise, pixel defects, rolling shutter, veiling glare, noise reduction and
// sharpening. What infrared adds when the cut filter is out is in the light already
// (addUp); here it makes the picture black and white.
#pragma once

#include "firmware_core/hal/image_sensor.h"
#include "sim/optics/picture.h"
#include "sim/optics/picture_source.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

struct SensorParameters {
  double fNumber = 1.6;
  double transmission = 0.9;            // of the lens
  double electronsPerLuxSecond = 7000;  // one pixel, at the sensor's face, colour filter included
  double fullWellElectrons = 10000;     // full scale at 0 dB
  double readNoiseElectrons = 2;        // standard deviation
  double darkElectronsPerSecond = 3;
  hal::ImageSize pixels{2560, 1440};  // the sensor's own
  bool operator==(const SensorParameters&) const = default;
};

// Mean signal of one pixel that looks at `luminance` (cd/m2), dark current aside.
double electronsOf(const SensorParameters& sensor, double luminance, Duration shutter);
double gainFactor(double gainDb);
// 0..1 after gain, clipping and the BT.709 curve.
double displayValue(const SensorParameters& sensor, double electrons, double gainDb);

// A pure function: the noise of a pixel hangs on (noiseSeed, its place) alone. `light.size` even.
Picture expose(const SensorParameters& sensor, const LinearImage& light,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed);

// What the statistics engine sees of it, without noise: each `step`th pixel of each `step`th row.
FrameStatistics measure(const SensorParameters& sensor, const LinearImage& light,
                        const hal::Exposure& exposure, int step = 1);

// The same where nothing is drawn: a made-up range of surfaces (reflectances about 0.2) in the
// illuminance of sun, sky and lamps. Rises with the exposure and with the light.
FrameStatistics estimate(const SensorParameters& sensor, const FrameRecord& frame);

}  // namespace tw::sim
