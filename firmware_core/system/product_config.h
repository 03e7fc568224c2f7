// What the product is built with: hardware figures, video formats, default settings. A JSON text in
// the image (the twin takes it from the camera's model file); read strictly.
#pragma once

#include <string>
#include <string_view>

#include "firmware_core/hal/lens_id.h"
#include "firmware_core/hal/video_encoder.h"
#include "firmware_core/ptz/axis_control.h"
#include "firmware_core/system/settings.h"
#include "firmware_core/vision/ground_plane.h"

namespace tw::fw {

struct LensGeometry {
  Projection projection{};
  double focalPx = 0;  // in pixels of the analysis frame
};

struct ProductConfig {
  std::string version;
  std::string cloudHost;
  uint16_t cloudPort = 0;
  hal::EncoderSetup video{};
  AxisParameters widePan, ptzPan, ptzTilt;
  hal::PerLens<LensGeometry> lenses{};
  Radians wideTilt{};  // set by hand; 0 = horizon, positive up
  Settings defaults{};
};

// Errors name the key and what was expected of it.
Result<ProductConfig> parseProductConfig(std::string_view json);

}  // namespace tw::fw
