// The neural processor: asked what a part of an analysis frame shows.
//
// Latency: 20 ms a candidate, one batch at a time. Ownership: the pixels are copied at start.
#pragma once

#include <span>
#include <vector>

#include "firmware_core/base/result.h"
#include "firmware_core/hal/block_device.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::hal {

struct PixelBox {
  int x = 0, y = 0, width = 0, height = 0;  // pixels of the picture asked about
};

enum class ObjectClass { kHuman, kVehicle, kAnimal, kOther };

struct Detection {
  ObjectClass kind{};
  double score = 0;  // 0..1
  PixelBox box{};
};

class InferenceEngine {
 public:
  static constexpr size_t kMaxCandidates = 16;
  virtual ~InferenceEngine() = default;
  // Candidates within the frame, at most kMaxCandidates: else kOutOfRange. kBusy.
  Result<void> start(ImageSize size, std::span<const uint8_t> luma,
                     std::span<const PixelBox> candidates);
  virtual IoState state() const = 0;  // kDone raises the wake line
  virtual Result<std::vector<Detection>> take() = 0;

 private:
  virtual Result<void> doStart(ImageSize size, std::span<const uint8_t> luma,
                               std::span<const PixelBox> candidates) = 0;
};

}  // namespace tw::hal
