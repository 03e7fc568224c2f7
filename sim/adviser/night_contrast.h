// What a surface close to the camera takes from its night picture, measured over its distance with
// the twin's own light: lamps, what near surfaces throw back (sim/world/bounce.h), the veil of a
// clean lens (sim/optics/veiling_glare.h), the sensor's statistics of the picture with the surface
// in it, and the firmware's exposure control, which judges them within the sensor's limits.
//
// The spotlight alone shines, over level ground of 20 %, from 2.8 m. The surface reflects 50 %: a
// wall beside the camera along its axis, its face so far to the left of the lamp; or an eave of
// kOverhangM, its underside so far above the camera's top. The wide lens looks at a target of 50 %
// before 5 % at kTargetM on the spotlight's axis.
#pragma once

#include <vector>

#include "sim/adviser/flare.h"
#include "sim/twin/camera_model.h"

namespace tw::sim {

struct NightPicture {
  double veilCdM2 = 0;
  // Of the target in the lens, the veil over it: (bright - dark) / (bright + dark), 0..1.
  double contrast = 0;
  // That the exposure is driven down, and all of the picture with it, against one without the
  // surface, which may be at the highest gain already.
  double stops = 0;
};

struct NightPoint {
  double distanceM = 0;
  NightPicture picture{};
};

struct NightCurves {
  NightPicture open{};                 // without a surface
  std::vector<NightPoint> wall, eave;  // from 0.05 to 1.5 m
};
NightCurves nightCurves(const CameraModel& model);

}  // namespace tw::sim
