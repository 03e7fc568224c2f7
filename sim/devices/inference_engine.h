// The neural processor, scripted: it says what the bench told it to say, in order, and otherwise
// that it sees nothing. It does not look at the pixels.
#pragma once

#include <deque>

#include "firmware_core/hal/inference_engine.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct InferenceParameters {
  Duration perCandidate = 20ms;
};

class VirtualInferenceEngine final : public FaultyDevice, public hal::InferenceEngine {
 public:
  explicit VirtualInferenceEngine(const Bench& bench, const InferenceParameters& parameters = {});

  hal::IoState state() const override { return state_; }
  Result<std::vector<hal::Detection>> take() override;

  // The answer to the next start that has none yet. A restart drops none of them.
  void script(std::vector<hal::Detection> answer) { scripted_.push_back(std::move(answer)); }

  void powerOff() override { clear(); }
  void reset() override { clear(); }
  uint64_t stateHash() const override;

 private:
  Result<void> doStart(hal::ImageSize size, std::span<const uint8_t> luma,
                       std::span<const hal::PixelBox> candidates) override;
  void finish();
  void clear();

  InferenceParameters parameters_;
  std::deque<std::vector<hal::Detection>> scripted_;
  std::vector<hal::Detection> answer_;
  hal::IoState state_ = hal::IoState::kIdle;
  OneShot end_;
  Signal batches_;
};

}  // namespace tw::sim
