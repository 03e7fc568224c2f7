// The clockwork that one lens's sensor, encoder and snapshots share: which frame is when, and with
// what exposure it is taken.
//
// Frames lie on an exact grid of framesPerSecond from power on; a frame's time is the middle of its
// exposure. An exposure setting holds for frames that begin (half an interval before their middle)
// after it. Left out: drift and jitter of the sensor's oscillator.
#pragma once

#include <deque>
#include <future>
#include <optional>

#include "sim/devices/device.h"
#include "sim/optics/picture_source.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

using PictureOrder = std::shared_future<std::shared_ptr<const Picture>>;

struct LensPipelineParameters {
  int framesPerSecond = 15;
  hal::SensorLimits limits = kSensorLimits;
  hal::Exposure atPowerOn{std::chrono::milliseconds{10}, 0};
};

class LensPipeline {
 public:
  // Borrows all; they outlive it. Its sensor device switches it on and off.
  LensPipeline(const Bench& bench, hal::LensId lens, LensFeed& feed, PictureSource& pictures,
               const LensPipelineParameters& parameters = {});

  hal::LensId lens() const { return lens_; }
  PictureSource& pictures() const { return pictures_; }
  const LensPipelineParameters& parameters() const { return parameters_; }

  void powerOn();  // frame 0 is one interval later
  void powerOff();
  void reset();  // the frame clock runs on, the exposure is that of power on again
  bool powered() const { return powered_; }

  Duration interval() const { return Duration{1'000'000'000 / parameters_.framesPerSecond}; }
  Instant captureTime(uint64_t number) const;
  uint64_t nextFrame() const;  // the first that is not before now
  // The number of the newest frame at or before `at`, if there was one.
  std::optional<uint64_t> frameAt(Instant at) const;

  void setExposure(const hal::Exposure& exposure);
  const hal::Exposure& exposure() const { return settings_.back().exposure; }
  // Stuck: from now on every frame shows what the last one before showed.
  void setStuck(bool stuck);
  bool stuck() const { return settings_.back().frozen.has_value(); }

  // What a frame shows, with the scene of now: now() must be captureTime(number). With a stuck
  // sensor the record is an earlier frame's.
  FrameRecord capture(uint64_t number);
  // The same later and without scene and poses, for pictures that do not need them. Reaches back
  // kMemory.
  FrameRecord recall(uint64_t number) const;
  // Begins to make the picture of a frame; it is waited for when somebody is due to have it.
  PictureOrder order(const FrameRecord& record, hal::ImageSize size) const;
  static constexpr Duration kMemory = std::chrono::seconds{15};

  uint64_t stateHash() const;

 private:
  struct Setting {
    Instant from{};  // frames that begin at or after this
    hal::Exposure exposure{};
    hal::Exposure shown{};                // that of what the frames show; differs when stuck
    std::optional<uint64_t> frozen = {};  // stuck on this frame
  };
  const Setting& settingAt(uint64_t number) const;
  void change(const Setting& setting);

  const Bench& bench_;
  hal::LensId lens_;
  LensFeed& feed_;
  PictureSource& pictures_;
  LensPipelineParameters parameters_;
  uint64_t noiseSeed_;
  bool powered_ = false;
  Instant firstCapture_{};
  std::deque<Setting> settings_;     // oldest first, never empty
  std::optional<FrameRecord> last_;  // the newest captured
};

}  // namespace tw::sim
