#include "sim/devices/jpeg_encoder.h"

#include <utility>

#include "sim/codec/jpeg.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualJpegEncoder::VirtualJpegEncoder(const Bench& bench,
                                       hal::PerLens<VirtualVideoEncoder*> encoders,
                                       const JpegEncoderParameters& parameters)
    : Device(bench, "jpeg"),
      encoders_(encoders),
      parameters_(parameters),
      captureTimer_(bench.queue, [this] { capture(); }),
      doneTimer_(bench.queue,
                 [this] {
                   state_ = hal::IoState::kDone;
                   this->bench().wake();
                 }),
      snapshots_(bench.signal(
          name(),
          {.name = "snapshots", .kind = SignalKind::kCount, .doc = "snapshots that were taken"})) {
  TW_CHECK(encoders[0] != nullptr && encoders[1] != nullptr);
}

Result<void> VirtualJpegEncoder::doStart(hal::LensId lens, hal::ImageSize size) {
  const VirtualVideoEncoder& encoder = *encoders_[hal::index(lens)];
  if (!encoder.started()) return Errc::kNotReady;
  trace(std::string("start ") + toString(lens) + " " + std::to_string(size.width) + "x" +
        std::to_string(size.height));
  state_ = hal::IoState::kBusy;
  lens_ = lens;
  size_ = size;
  order_ = {};
  sensorFrame_ = encoder.nextSensorFrame();
  capturedAt_ = encoder.pipeline().captureTime(sensorFrame_);
  captureTimer_.startAt(capturedAt_);
  return {};
}

void VirtualJpegEncoder::capture() {
  VirtualVideoEncoder& encoder = *encoders_[hal::index(lens_)];
  if (encoder.started())
    order_ = encoder.pipeline().order(encoder.pipeline().capture(sensorFrame_), size_);
  doneTimer_.startIn(parameters_.latency);
}

Result<hal::Snapshot> VirtualJpegEncoder::take() {
  TW_CHECK(state_ == hal::IoState::kDone);
  state_ = hal::IoState::kIdle;
  const PictureOrder order = std::exchange(order_, {});
  if (!order.valid()) return Error{Errc::kNotReady, "the stream ended before the snapshot"};
  const auto picture = order.get();
  hal::Snapshot snapshot{
      lens_, capturedAt_,
      encodeJpeg(picture ? *picture : flatPicture(size_, 128), parameters_.quality)};
  trace(std::string("take ") + toString(lens_), snapshot.jpeg);
  snapshots_.increment();
  return snapshot;
}

void VirtualJpegEncoder::reset() {
  captureTimer_.cancel();
  doneTimer_.cancel();
  state_ = hal::IoState::kIdle;
  order_ = {};
}

uint64_t VirtualJpegEncoder::stateHash() const {
  return hashState(state_, lens_, size_.width, size_.height, capturedAt_, order_.valid(),
                   captureTimer_.due(), doneTimer_.due());
}

}  // namespace tw::sim
