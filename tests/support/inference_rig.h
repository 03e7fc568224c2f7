// A neural processor between the two lenses of a picture rig, with a classifier that writes down
// what it is asked and finds what it is told.
#pragma once

#include "sim/devices/inference_engine.h"
#include "tests/support/picture_rig.h"

namespace tw::sim {

class FakeClassifier final : public Classifier {
 public:
  std::vector<hal::Detection> found;  // the answer to everything
  std::vector<hal::PixelBox> asked;   // of the last call
  Picture seen;
  int calls = 0;

  std::vector<hal::Detection> classify(const Picture& picture,
                                       std::span<const hal::PixelBox> candidates) override {
    ++calls;
    seen = picture;
    asked.assign(candidates.begin(), candidates.end());
    return found;
  }
};

struct InferenceRig {
  explicit InferenceRig(RigPictures kind) : lenses(kind) { engine.powerOn(); }

  VirtualImageSensor& sensor(hal::LensId lens) {
    return lens == hal::LensId::kWide ? lenses.sensor : lenses.ptzSensor;
  }
  // The handle of a frame that the lens takes now; afterwards its sensor stands still.
  uint32_t takeFrame(hal::LensId lens, hal::ImageSize size) {
    VirtualImageSensor& from = sensor(lens);
    TW_CHECK(from.start(size, 5).ok());
    std::optional<hal::AnalysisFrame> frame;
    while (!(frame = from.take())) lenses.table.runFor(10ms);
    from.stop();
    return frame->handle;
  }

  PictureRig lenses;
  FakeClassifier classifier;
  VirtualInferenceEngine engine{
      lenses.table.bench, {&lenses.sensor, &lenses.ptzSensor}, classifier};
};

}  // namespace tw::sim
