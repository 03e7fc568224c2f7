// The neural processor: a classifier looks at the recording-size picture of the frame that it was
// given: begun when the batch starts, waited for when it is due.
//
// The bench may put words into its mouth: scripted answers come first, whatever the picture shows.
// Test patterns show nothing of the world: with them, as without pictures, it is not ready.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "firmware_core/hal/inference_engine.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/image_sensor.h"
#include "sim/devices/one_shot.h"
#include "sim/inference/classifier.h"

namespace tw::sim {

struct InferenceParameters {
  Duration perCandidate = 20ms;
  hal::ImageSize pictureSize{1280, 720};  // what candidates are cut from
};

class VirtualInferenceEngine final : public FaultyDevice, public hal::InferenceEngine {
 public:
  // Borrows the sensors and the classifier; they outlive it.
  VirtualInferenceEngine(const Bench& bench, hal::PerLens<VirtualImageSensor*> sensors,
                         Classifier& classifier, const InferenceParameters& parameters = {});

  hal::IoState state() const override { return state_; }
  Result<std::vector<hal::Detection>> take() override;

  // The answer to the next start that has none yet. A restart drops none of them.
  void script(std::vector<hal::Detection> answer) { scripted_.push_back(std::move(answer)); }

  void powerOff() override { clear(); }
  void reset() override { clear(); }
  uint64_t stateHash() const override;

 private:
  using Answer = std::vector<hal::Detection>;
  struct Batch {  // one under way that the classifier answers
    FrameRecord frame{};
    hal::ImageSize frameSize{};
    std::vector<hal::PixelBox> candidates{};
  };
  Result<void> doStart(hal::LensId lens, uint32_t frame, hal::ImageSize frameSize,
                       std::span<const hal::PixelBox> candidates) override;
  std::shared_future<Answer> look(PictureSource& pictures, Batch batch) const;
  void finish();
  void clear();

  hal::PerLens<VirtualImageSensor*> sensors_;
  Classifier& classifier_;
  InferenceParameters parameters_;
  std::deque<std::vector<hal::Detection>> scripted_;
  std::shared_future<Answer> look_;  // of the batch under way
  Answer answer_;
  hal::IoState state_ = hal::IoState::kIdle;
  OneShot end_;
  Signal batches_, found_;
};

}  // namespace tw::sim
