// Snapshots: the next frame of a lens's stream as a JPEG: begun at its capture, waited for when
// done.
//
// Done 60 ms after the frame, so 60..127 ms after the start. Without pictures the file is a grey
// one.
#pragma once

#include "firmware_core/hal/jpeg_encoder.h"
#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"
#include "sim/devices/video_encoder.h"

namespace tw::sim {

struct JpegEncoderParameters {
  Duration latency = std::chrono::milliseconds{60};  // after the frame
  int quality = 4;                                   // 2 (best) .. 31
};

class VirtualJpegEncoder final : public hal::JpegEncoder, public Device {
 public:
  // Named `jpeg`. Borrows the encoders, by lens.
  VirtualJpegEncoder(const Bench& bench, hal::PerLens<VirtualVideoEncoder*> encoders,
                     const JpegEncoderParameters& parameters = {});

  hal::IoState state() const override { return state_; }
  Result<hal::Snapshot> take() override;

  void powerOff() override { reset(); }
  void reset() override;
  uint64_t stateHash() const override;

 private:
  Result<void> doStart(hal::LensId lens, hal::ImageSize size) override;
  void capture();

  hal::PerLens<VirtualVideoEncoder*> encoders_;
  JpegEncoderParameters parameters_;
  hal::IoState state_ = hal::IoState::kIdle;
  hal::LensId lens_{};
  hal::ImageSize size_{};
  Instant capturedAt_{};
  PictureOrder order_;  // invalid: the stream ended before its frame
  uint64_t sensorFrame_ = 0;
  OneShot captureTimer_;
  OneShot doneTimer_;
  Signal snapshots_;
};

}  // namespace tw::sim
