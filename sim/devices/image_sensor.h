// Analysis frames of one lens with their statistics: every third frame or so of the lens's clock.
//
// Statistics are computed when a frame is taken. Pixels are begun at its capture, once the firmware
// has looked at such frames, and waited for when luma() asks. A frame comes one read-out (33 ms)
// after the middle of its exposure. Two buffers: frames that find both full (taken and not
// released, or not taken) are lost.
#pragma once

#include <deque>
#include <vector>

#include "firmware_core/hal/image_sensor.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/lens_pipeline.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct ImageSensorParameters {
  Duration readout = std::chrono::milliseconds{33};
};

class VirtualImageSensor final : public hal::ImageSensor, public FaultyDevice {
 public:
  // Named `wide_sensor` or `ptz_sensor`. Borrows the pipeline and carries its power.
  VirtualImageSensor(const Bench& bench, LensPipeline& pipeline,
                     const ImageSensorParameters& parameters = {});

  hal::SensorLimits limits() const override { return pipeline_.parameters().limits; }
  void stop() override;
  std::optional<hal::AnalysisFrame> take() override;
  std::span<const uint8_t> luma(uint32_t handle) override;
  void release(uint32_t handle) override;

  // For the chip's other users of a taken frame that is not yet released: what it shows.
  const FrameRecord& record(uint32_t handle) { return held(handle).record; }
  PictureSource& pictures() const { return pipeline_.pictures(); }

  // The newest one since the power came, for people who look on.
  const SeenFrame& seen() const { return seen_; }

  void powerOn() override;
  void powerOff() override;
  void reset() override;
  uint64_t stateHash() const override;

 private:
  struct Buffer {
    uint32_t handle = 0;
    uint64_t number = 0;  // of the analysis frame
    Instant capturedAt{};
    FrameRecord record{};
    hal::ImageSize size{};
    PictureOrder order{};                              // where it is likely to be looked at
    std::shared_ptr<const Picture> picture = nullptr;  // once luma() was asked
  };
  Result<void> doStart(hal::ImageSize size, int framesPerSecond) override;
  void doSetExposure(const hal::Exposure& exposure) override;
  void scheduleCapture();
  void capture();
  void deliver();
  void afterFault() override;
  Buffer& held(uint32_t handle);
  void showExposure();

  LensPipeline& pipeline_;
  ImageSensorParameters parameters_;
  bool started_ = false;
  hal::ImageSize size_{};
  uint64_t step_ = 1;   // frames of the lens's clock an analysis frame
  uint64_t first_ = 0;  // frame of the lens's clock that is analysis frame 0
  uint64_t next_ = 0;   // the analysis frame that is captured next
  uint64_t lost_ = 0;
  bool looked_ = false;  // the last frame was looked at, so this one will be
  uint32_t nextHandle_ = 1;
  OneShot captureTimer_;
  OneShot readoutTimer_;
  std::optional<Buffer> reading_;  // between capture and read-out
  std::deque<Buffer> ready_;
  std::vector<Buffer> held_;
  SeenFrame seen_;
  Signal exposureMs_, gainDb_, meanLuma_, lostFrames_, framesTaken_, framesSeen_;
};

}  // namespace tw::sim
