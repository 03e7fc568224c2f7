// The neural processor: asked what parts of an analysis frame show.
//
// It cuts its candidates from the sensor's recording-size picture of the same instant, so that what
// is far away is not judged by the analysis frame's few pixels. Latency: 20 ms a candidate, one
// batch at a time. Ownership: the engine keeps what it needs of the frame; the caller may release
// it at once. Failure: a batch ends with kIo from take(); the next may work.
#pragma once

#include <span>
#include <vector>

#include "firmware_core/base/result.h"
#include "firmware_core/hal/block_device.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::hal {

struct PixelBox {
  int x = 0, y = 0, width = 0, height = 0;  // pixels of the analysis frame
};

enum class ObjectClass { kHuman, kVehicle, kAnimal, kOther };

struct Detection {
  ObjectClass kind{};
  double score = 0;  // 0..1, how sure
  PixelBox box{};    // around the object itself; may reach beyond the candidate, not the frame
};

class InferenceEngine {
 public:
  static constexpr size_t kMaxCandidates = 16;
  static constexpr int kMinCandidatePx = 8;  // each way
  virtual ~InferenceEngine() = default;
  // What do these parts of a frame show? `frame` is a handle that this lens's ImageSensor gave out
  // and that is still held, `frameSize` its size. 1..kMaxCandidates of them, within the frame and
  // at least kMinCandidatePx each way: else kOutOfRange. kBusy while a batch is under way or not
  // taken. kNotReady without a picture path.
  Result<void> start(LensId lens, uint32_t frame, ImageSize frameSize,
                     std::span<const PixelBox> candidates);
  virtual IoState state() const = 0;  // kDone raises the wake line
  // Once, when state() is kDone. A candidate that shows none of the classes adds nothing, one that
  // shows several objects several; an object that two candidates show comes once. The surest first.
  virtual Result<std::vector<Detection>> take() = 0;

 private:
  virtual Result<void> doStart(LensId lens, uint32_t frame, ImageSize frameSize,
                               std::span<const PixelBox> candidates) = 0;
};

}  // namespace tw::hal
