#include "sim/devices/inference_engine.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

// A whole share of `to` for the whole of `from`: low edges round down, high edges up.
hal::PixelBox mapped(const hal::PixelBox& box, hal::ImageSize from, hal::ImageSize to) {
  const auto down = [](int value, int of, int into) { return value * into / of; };
  const auto up = [](int value, int of, int into) { return (value * into + of - 1) / of; };
  const int left = std::max(0, down(box.x, from.width, to.width));
  const int top = std::max(0, down(box.y, from.height, to.height));
  const int right = std::min(to.width, up(box.x + box.width, from.width, to.width));
  const int bottom = std::min(to.height, up(box.y + box.height, from.height, to.height));
  return {left, top, right - left, bottom - top};
}

std::string toText(const hal::PixelBox& box) {
  return std::to_string(box.x) + "," + std::to_string(box.y) + "," + std::to_string(box.width) +
         "," + std::to_string(box.height);
}

}  // namespace

VirtualInferenceEngine::VirtualInferenceEngine(const Bench& bench,
                                               hal::PerLens<VirtualImageSensor*> sensors,
                                               Classifier& classifier,
                                               const InferenceParameters& parameters)
    : FaultyDevice(bench, "inference",
                   {{.kind = "dead", .doc = "Every batch ends with an error."},
                    {.kind = "slow",
                     .doc = "A batch takes this many times longer on top of its time.",
                     .unit = "ratio",
                     .max = 50}}),
      sensors_(sensors),
      classifier_(classifier),
      parameters_(parameters),
      end_(bench.queue, [this] { finish(); }),
      batches_(bench.signal(
          "inference",
          {.name = "batches", .kind = SignalKind::kCount, .doc = "Batches that were started."})),
      found_(bench.signal("inference", {.name = "found",
                                        .kind = SignalKind::kCount,
                                        .doc = "Objects that it found in all batches together."})) {
}

Result<void> VirtualInferenceEngine::doStart(hal::LensId lens, uint32_t frame,
                                             hal::ImageSize frameSize,
                                             std::span<const hal::PixelBox> candidates) {
  VirtualImageSensor& sensor = *sensors_[hal::index(lens)];
  const FrameRecord& record = sensor.record(frame);
  const bool seesTheWorld = sensor.pictures().hasPictures() && sensor.pictures().needsScene();
  if (!seesTheWorld && scripted_.empty())
    return Error{Errc::kNotReady, "no pictures of the world to look at"};
  std::string call = std::string("start ") + toString(lens) + " number=";
  call += std::to_string(record.number);
  for (const hal::PixelBox& box : candidates) call += " " + toText(box);
  trace(call);
  batches_.increment();
  if (scripted_.empty()) {
    look_ = look(sensor.pictures(), {record, frameSize, {candidates.begin(), candidates.end()}});
  } else {
    answer_ = std::move(scripted_.front());
    scripted_.pop_front();
  }
  state_ = hal::IoState::kBusy;
  const double time = toSeconds(parameters_.perCandidate) * static_cast<double>(candidates.size());
  end_.startIn(fromSeconds(time * (1 + fault("slow"))));
  return {};
}

std::shared_future<VirtualInferenceEngine::Answer> VirtualInferenceEngine::look(
    PictureSource& pictures, Batch batch) const {
  return begin(bench().workers, [&pictures, &classifier = classifier_,
                                 size = parameters_.pictureSize, batch = std::move(batch)] {
    const auto picture = pictures.picture(batch.frame, size);
    std::vector<hal::PixelBox> candidates;
    for (const hal::PixelBox& box : batch.candidates)
      candidates.push_back(mapped(box, batch.frameSize, picture->size));
    Answer found = classifier.classify(*picture, candidates);
    for (hal::Detection& d : found) d.box = mapped(d.box, picture->size, batch.frameSize);
    return found;
  });
}

void VirtualInferenceEngine::finish() {
  if (look_.valid() && !has("dead")) answer_ = look_.get();
  look_ = {};
  std::string result = "done";
  for (const hal::Detection& d : answer_)
    result += " " + std::to_string(static_cast<int>(d.kind)) + ":" + toText(d.box) +
              " ppm=" + std::to_string(static_cast<int64_t>(d.score * 1e6));
  trace(result);
  found_.set(found_.value() + static_cast<double>(answer_.size()));
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
  look_ = {};
  answer_.clear();
  state_ = hal::IoState::kIdle;
}

uint64_t VirtualInferenceEngine::stateHash() const {
  return hashState(state_, end_.due(), scripted_.size(), look_.valid(), answer_.size(),
                   faultHash());
}

}  // namespace tw::sim
