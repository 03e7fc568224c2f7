// Snapshots: the sensor's next recording frame as a baseline JPEG file.
//
// Latency: 60..150 ms. One at a time for each lens. Ownership: the file is the caller's once taken.
#pragma once

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/block_device.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::hal {

struct Snapshot {
  LensId lens{};
  Instant capturedAt{};
  Bytes jpeg;
};

class JpegEncoder {
 public:
  virtual ~JpegEncoder() = default;
  // width 160..2560; kBusy; kNotReady when the lens's video encoder is not started.
  Result<void> start(LensId lens, ImageSize size);
  virtual IoState state() const = 0;  // kDone raises the wake line
  virtual Result<Snapshot> take() = 0;

 private:
  virtual Result<void> doStart(LensId lens, ImageSize size) = 0;
};

}  // namespace tw::hal
