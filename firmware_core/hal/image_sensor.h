// One lens's image sensor with its signal processor: small analysis frames with statistics.
//
// Recording and live pictures do not pass through here: they go from the sensor to the VideoEncoder
// inside the chip. Latency: a frame can be taken one frame interval after its exposure at the
// latest. Ownership: a frame's pixels belong to the sensor and stay valid until release(); at most
// kMaxHeldFrames may be held, further frames are lost meanwhile. Failure: none; after start()
// frames come until stop() or the power goes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::hal {

struct Exposure {
  Duration shutter{};  // range: SensorLimits
  double gainDb = 0;   // analogue and digital together; range 0..SensorLimits::maxGainDb
  constexpr bool operator==(const Exposure&) const = default;
};

struct SensorLimits {
  Duration minShutter{};
  Duration maxShutter{};
  double maxGainDb = 0;
};

struct AnalysisFrame {
  uint32_t handle = 0;   // for release()
  uint64_t number = 0;   // counts frames since start(), from 0, lost ones too
  Instant capturedAt{};  // middle of the exposure
  ImageSize size{};
  Exposure exposure{};      // what this frame was taken with
  double meanLuma = 0;      // 0..1, display-referred (after gamma), from the statistics engine
  double clippedShare = 0;  // 0..1, share of pixels at full scale
};

class ImageSensor {
 public:
  static constexpr int kMaxHeldFrames = 2;

  virtual ~ImageSensor() = default;

  virtual SensorLimits limits() const = 0;

  // Starts analysis frames. framesPerSecond 1..30, a whole share of the sensor's own rate (15: 1,
  // 3, 5, 15); size up to the sensor's own. Errors: kOutOfRange; kBusy when already started.
  Result<void> start(ImageSize size, int framesPerSecond);
  virtual void stop() = 0;  // frames not yet taken are lost, taken ones stay until release()

  // Takes effect on the next frame that begins. Values beyond limits() are kOutOfRange and change
  // nothing. Holds for analysis, recording and live pictures alike.
  Result<void> setExposure(const Exposure& exposure);

  // The oldest frame not yet taken, or nothing. Raises the wake line when one arrives.
  virtual std::optional<AnalysisFrame> take() = 0;
  // A taken frame's pixels: width*height bytes, row by row. Read out when asked for and not before,
  // so that a frame wanted for its statistics alone costs nothing. Empty without a picture path.
  virtual std::span<const uint8_t> luma(uint32_t handle) = 0;
  virtual void release(uint32_t handle) = 0;  // unknown handles are a caller's bug

 private:
  virtual Result<void> doStart(ImageSize size, int framesPerSecond) = 0;
  virtual void doSetExposure(const Exposure& exposure) = 0;
};

}  // namespace tw::hal
