#include "sim/devices/image_sensor.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

SignalSpec numberSpec(const char* name, const char* doc, const char* unit, double max) {
  return {.name = name, .kind = SignalKind::kNumber, .doc = doc, .unit = unit, .max = max};
}

}  // namespace

VirtualImageSensor::VirtualImageSensor(const Bench& bench, LensPipeline& pipeline,
                                       const ImageSensorParameters& parameters)
    : FaultyDevice(bench, std::string(toString(pipeline.lens())) + "_sensor",
                   {{"stuck", "every frame shows what the last one before showed"}}),
      pipeline_(pipeline),
      parameters_(parameters),
      captureTimer_(bench.queue, [this] { capture(); }),
      readoutTimer_(bench.queue, [this] { deliver(); }),
      exposureMs_(bench.signal(name(), numberSpec("exposure_ms", "shutter time that is set", "ms",
                                                  toSeconds(limits().maxShutter) * 1000))),
      gainDb_(bench.signal(name(),
                           numberSpec("gain_db", "gain that is set", "dB", limits().maxGainDb))),
      meanLuma_(bench.signal(
          name(), numberSpec("mean_luma", "mean brightness of the last frame taken", "", 1))),
      lostFrames_(bench.signal(name(), {.name = "lost_frames",
                                        .kind = SignalKind::kCount,
                                        .doc = "analysis frames that found no free buffer"})),
      framesTaken_(bench.signal(name(), {.name = "frames_taken",
                                         .kind = SignalKind::kCount,
                                         .doc = "analysis frames that the firmware took"})),
      framesSeen_(bench.signal(name(), {.name = "frames_seen",
                                        .kind = SignalKind::kCount,
                                        .doc = "of them: whose picture it looked at"})) {
  TW_CHECK(parameters.readout > Duration::zero() && parameters.readout < pipeline.interval());
}

Result<void> VirtualImageSensor::doStart(hal::ImageSize size, int framesPerSecond) {
  if (started_) return Errc::kBusy;
  if (!pipeline_.powered()) return Errc::kNotReady;
  if (pipeline_.parameters().framesPerSecond % framesPerSecond != 0)
    return Error{Errc::kOutOfRange, "not a whole share of the sensor's rate"};
  trace("start " + std::to_string(size.width) + "x" + std::to_string(size.height) +
        " fps=" + std::to_string(framesPerSecond));
  started_ = true;
  size_ = size;
  step_ = static_cast<uint64_t>(pipeline_.parameters().framesPerSecond / framesPerSecond);
  first_ = pipeline_.nextFrame();
  next_ = 0;
  scheduleCapture();
  return {};
}

void VirtualImageSensor::stop() {
  if (started_) trace("stop");
  started_ = false;
  captureTimer_.cancel();
  readoutTimer_.cancel();
  reading_.reset();
  ready_.clear();
}

void VirtualImageSensor::doSetExposure(const hal::Exposure& exposure) {
  if (exposure == pipeline_.exposure()) return;
  trace("setExposure shutter_us=" + std::to_string(exposure.shutter / 1us) +
        " gain_mdb=" + std::to_string(static_cast<int64_t>(exposure.gainDb * 1000)));
  pipeline_.setExposure(exposure);
  showExposure();
}

void VirtualImageSensor::showExposure() {
  exposureMs_.set(toSeconds(pipeline_.exposure().shutter) * 1000);
  gainDb_.set(pipeline_.exposure().gainDb);
}

void VirtualImageSensor::scheduleCapture() {
  captureTimer_.startAt(pipeline_.captureTime(first_ + next_ * step_));
}

void VirtualImageSensor::capture() {
  const uint64_t sensorFrame = first_ + next_ * step_;
  if (ready_.size() + held_.size() < kMaxHeldFrames) {
    reading_ = Buffer{nextHandle_++, next_, pipeline_.captureTime(sensorFrame),
                      pipeline_.capture(sensorFrame), size_};
    if (looked_) reading_->order = pipeline_.order(reading_->record, size_);
    readoutTimer_.startIn(parameters_.readout);
  } else {
    ++lost_;
    lostFrames_.increment();
  }
  ++next_;
  scheduleCapture();
}

void VirtualImageSensor::deliver() {
  ready_.push_back(std::move(*reading_));
  reading_.reset();
  bench().wake();
}

std::optional<hal::AnalysisFrame> VirtualImageSensor::take() {
  if (ready_.empty()) return std::nullopt;
  held_.push_back(std::move(ready_.front()));
  ready_.pop_front();
  const Buffer& buffer = held_.back();
  framesTaken_.increment();
  const FrameStatistics statistics = pipeline_.pictures().statistics(buffer.record);
  meanLuma_.set(std::clamp(statistics.meanLuma, 0.0, 1.0));
  trace("take number=" + std::to_string(buffer.number) +
        " luma_ppm=" + std::to_string(static_cast<int64_t>(statistics.meanLuma * 1e6)));
  return hal::AnalysisFrame{
      buffer.handle,          buffer.number,       buffer.capturedAt,      buffer.size,
      buffer.record.exposure, statistics.meanLuma, statistics.clippedShare};
}

VirtualImageSensor::Buffer& VirtualImageSensor::held(uint32_t handle) {
  const auto found =
      std::find_if(held_.begin(), held_.end(), [&](const Buffer& b) { return b.handle == handle; });
  TW_CHECK(found != held_.end());
  return *found;
}

std::span<const uint8_t> VirtualImageSensor::luma(uint32_t handle) {
  Buffer& buffer = held(handle);
  if (!buffer.picture) {
    looked_ = true;
    framesSeen_.increment();
    if (!buffer.order.valid()) buffer.order = pipeline_.order(buffer.record, buffer.size);
    buffer.picture = buffer.order.get();
    if (buffer.picture) trace("luma number=" + std::to_string(buffer.number), buffer.picture->y);
    seen_ = {buffer.number, buffer.capturedAt, buffer.record.lensPose, buffer.picture};
  }
  if (!buffer.picture) return {};
  return buffer.picture->y;
}

void VirtualImageSensor::release(uint32_t handle) {
  const Buffer& buffer = held(handle);
  if (!buffer.picture) looked_ = false;
  held_.erase(held_.begin() + (&buffer - held_.data()));
}

void VirtualImageSensor::afterFault() { pipeline_.setStuck(has("stuck")); }

void VirtualImageSensor::powerOn() {
  pipeline_.powerOn();
  showExposure();
}

void VirtualImageSensor::powerOff() {
  stop();
  seen_ = {};
  held_.clear();
  pipeline_.powerOff();
}

void VirtualImageSensor::reset() {
  stop();
  held_.clear();
  pipeline_.reset();
  showExposure();
}

uint64_t VirtualImageSensor::stateHash() const {
  return hashState(started_, size_.width, size_.height, step_, first_, next_, lost_, ready_.size(),
                   held_.size(), captureTimer_.due(), readoutTimer_.due(), pipeline_.stateHash(),
                   faultHash());
}

}  // namespace tw::sim
