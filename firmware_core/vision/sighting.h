// What detection says to the rest of the firmware.
#pragma once

#include "firmware_core/base/time.h"
#include "firmware_core/hal/inference_engine.h"

namespace tw::fw {

// One confirmed look at one object.
struct Sighting {
  Instant at{};  // of the frame, middle of its exposure
  hal::LensId lens{};
  hal::ObjectClass kind{};
  double score = 0;          // 0..1
  hal::PixelBox box{};       // pixels of the analysis frame
  uint32_t track = 0;        // the same object keeps its number; ascending from 1
  bool first = false;        // the object has just been confirmed: an event begins
  uint64_t sensorFrame = 0;  // number of the analysis frame
};

}  // namespace tw::fw
