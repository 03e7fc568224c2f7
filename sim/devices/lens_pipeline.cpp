#include "sim/devices/lens_pipeline.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

}  // namespace

LensPipeline::LensPipeline(const Bench& bench, hal::LensId lens, LensFeed& feed,
                           PictureSource& pictures, const LensPipelineParameters& parameters)
    : bench_(bench),
      lens_(lens),
      feed_(feed),
      pictures_(pictures),
      parameters_(parameters),
      noiseSeed_(bench.random(std::string(toString(lens)) + "_noise").next()),
      settings_{{Instant{}, parameters.atPowerOn, parameters.atPowerOn}} {
  TW_CHECK(parameters.framesPerSecond >= 1 && parameters.framesPerSecond <= 30);
}

void LensPipeline::powerOn() {
  const Instant now = bench_.queue.now();
  const bool wasStuck = stuck();
  powered_ = true;
  firstCapture_ = now + interval();
  settings_.assign(1, {now, parameters_.atPowerOn, parameters_.atPowerOn, std::nullopt});
  if (wasStuck) settings_.back().frozen = 0;
}

void LensPipeline::powerOff() {
  powered_ = false;
  last_.reset();
}

void LensPipeline::reset() { setExposure(parameters_.atPowerOn); }

Instant LensPipeline::captureTime(uint64_t number) const {
  return firstCapture_ +
         Duration{static_cast<int64_t>(number) * kSecond / parameters_.framesPerSecond};
}

std::optional<uint64_t> LensPipeline::frameAt(Instant at) const {
  if (at < firstCapture_) return std::nullopt;
  const int64_t since = (at - firstCapture_).count();
  // A frame's time is rounded down, so that the division alone may be one too low.
  auto number = static_cast<uint64_t>(since / kSecond * parameters_.framesPerSecond +
                                      since % kSecond * parameters_.framesPerSecond / kSecond);
  if (captureTime(number + 1) <= at) ++number;
  return number;
}

uint64_t LensPipeline::nextFrame() const {
  TW_CHECK(powered_);
  const Instant now = bench_.queue.now();
  const auto newest = frameAt(now);
  if (!newest) return 0;
  return captureTime(*newest) == now ? *newest : *newest + 1;
}

void LensPipeline::change(const Setting& setting) {
  if (settings_.back().from == setting.from) settings_.pop_back();
  settings_.push_back(setting);
  while (settings_.size() > 1 && settings_[1].from + kMemory < setting.from) settings_.pop_front();
}

void LensPipeline::setExposure(const hal::Exposure& exposure) {
  Setting setting = settings_.back();
  setting.from = bench_.queue.now();
  if (!setting.frozen) setting.shown = exposure;
  setting.exposure = exposure;
  change(setting);
}

void LensPipeline::setStuck(bool stuck) {
  if (stuck == this->stuck()) return;
  Setting setting = settings_.back();
  setting.from = bench_.queue.now();
  setting.frozen.reset();
  setting.shown = setting.exposure;
  if (stuck) {
    // The last frame that has begun is the last that is new.
    setting.frozen = powered_ ? frameAt(setting.from + interval() / 2 - 1ns).value_or(0) : 0;
    setting.shown = settingAt(*setting.frozen).shown;
  }
  change(setting);
}

const LensPipeline::Setting& LensPipeline::settingAt(uint64_t number) const {
  const Instant begins = captureTime(number) - interval() / 2;
  const auto later = std::find_if(settings_.begin() + 1, settings_.end(),
                                  [&](const Setting& s) { return s.from > begins; });
  return *(later - 1);
}

FrameRecord LensPipeline::recall(uint64_t number) const {
  const Setting& setting = settingAt(number);
  const uint64_t shown = setting.frozen.value_or(number);
  FrameRecord record;
  record.lensId = lens_;
  record.number = shown;
  record.capturedAt = captureTime(shown);
  record.lens = feed_.lensModel(lens_);
  record.exposure = setting.shown;
  record.noiseSeed = noiseSeed_ + shown;
  return record;
}

FrameRecord LensPipeline::capture(uint64_t number) {
  TW_CHECK(powered_ && bench_.queue.now() == captureTime(number));
  FrameRecord record = recall(number);
  if (last_ && (record.number == last_->number || record.number != number)) return *last_;
  record.scene = feed_.scene();
  record.lensPose = feed_.lensPose(lens_);
  record.turnRate = feed_.lensTurnRate(lens_);
  record.irCutIn = feed_.irCutIn();
  record.glare = feed_.glare(lens_);
  record.outdoors = feed_.outdoors();
  last_ = record;
  return record;
}

PictureOrder LensPipeline::order(const FrameRecord& record, hal::ImageSize size) const {
  return begin(bench_.workers,
               [&pictures = pictures_, record, size] { return pictures.picture(record, size); });
}

uint64_t LensPipeline::stateHash() const {
  const Setting& now = settings_.back();
  return hashState(powered_, firstCapture_, now.exposure.shutter, now.exposure.gainDb,
                   now.frozen.has_value(), now.frozen.value_or(0));
}

}  // namespace tw::sim
