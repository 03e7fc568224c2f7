#include "sim/devices/inference_engine.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualInferenceEngine::VirtualInferenceEngine(const Bench& bench,
                                               const InferenceParameters& parameters)
    : FaultyDevice(bench, "inference",
                   {{.kind = "dead", .doc = "Every batch ends with an error."},
                    {.kind = "slow",
                     .doc = "A batch takes this many times longer on top of its time.",
                     .unit = "ratio",
                     .max = 50}}),
      parameters_(parameters),
      end_(bench.queue, [this] { finish(); }),
      batches_(bench.signal(
          "inference",
          {.name = "batches", .kind = SignalKind::kCount, .doc = "Batches that were started."})) {}

Result<void> VirtualInferenceEngine::doStart(hal::ImageSize, std::span<const uint8_t> luma,
                                             std::span<const hal::PixelBox> candidates) {
  trace("start candidates=" + std::to_string(candidates.size()), luma);
  batches_.increment();
  if (!scripted_.empty()) {
    answer_ = std::move(scripted_.front());
    scripted_.pop_front();
  }
  state_ = hal::IoState::kBusy;
  const double time = toSeconds(parameters_.perCandidate) * static_cast<double>(candidates.size());
  end_.startIn(fromSeconds(time * (1 + fault("slow"))));
  return {};
}

void VirtualInferenceEngine::finish() {
  trace("done detections=" + std::to_string(answer_.size()));
  state_ = hal::IoState::kDone;
  bench().wake();
}

Result<std::vector<hal::Detection>> VirtualInferenceEngine::take() {
  TW_CHECK(state_ == hal::IoState::kDone);
  state_ = hal::IoState::kIdle;
  std::vector<hal::Detection> answer = std::move(answer_);
  answer_.clear();
  if (has("dead")) return Error{Errc::kIo, "the neural processor does not answer"};
  return answer;
}

void VirtualInferenceEngine::clear() {
  end_.cancel();
  answer_.clear();
  state_ = hal::IoState::kIdle;
}

uint64_t VirtualInferenceEngine::stateHash() const {
  return hashState(state_, end_.due(), scripted_.size(), answer_.size(), faultHash());
}

}  // namespace tw::sim
