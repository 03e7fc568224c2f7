// The H.264 encoder of one lens, as lazy as it can be: frames are logged, and drawn and encoded
// while a reader takes from their group, beside the simulation until they are due.
//
// A unit once encoded is every reader's. Without pictures (`none`) readers get a grey group, with
// exact numbers and times. Units come 40 ms after their frame. Kept are the groups of the last 12
// seconds: the history, and two seconds more for readers that opened at its far end.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "firmware_core/hal/video_encoder.h"
#include "sim/core/hash.h"
#include "sim/devices/device.h"
#include "sim/devices/lens_pipeline.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

class VirtualVideoEncoder final : public hal::VideoEncoder, public Device {
 public:
  static constexpr Duration kLatency = std::chrono::milliseconds{40};
  static constexpr Duration kKept = kHistory + std::chrono::seconds{2};

  // Named `wide_encoder` or `ptz_encoder`. Borrows the pipeline.
  VirtualVideoEncoder(const Bench& bench, LensPipeline& pipeline);
  ~VirtualVideoEncoder() override;

  void stop() override;
  Result<hal::ReaderId> open(Instant from) override;
  std::optional<hal::AccessUnit> take(hal::ReaderId reader) override;
  uint64_t lostGroups(hal::ReaderId reader) const override;
  void close(hal::ReaderId reader) override;

  void powerOn() override {}
  void powerOff() override { forget(); }
  void reset() override { forget(); }
  uint64_t stateHash() const override;

  LensPipeline& pipeline() const { return pipeline_; }
  bool started() const { return started_; }
  // The pipeline's number of this stream's next frame that is not before now; only when started.
  uint64_t nextSensorFrame() const;
  // Over all units that were taken in this run, in order.
  uint64_t framesHash() const { return delivered_.digest(); }

 private:
  struct Group;
  struct Reader {
    hal::ReaderId id = 0;
    uint64_t next = 0;  // frame
    uint64_t lostGroups = 0;
    bool ended = false;
  };
  Result<void> doStart(const hal::EncoderSetup& setup) override;
  void forget();
  uint64_t sensorFrame(uint64_t frame) const { return first_ + frame * step_; }
  Instant captureTime(uint64_t frame) const;
  std::optional<uint64_t> newestFrame(Instant at) const;
  uint64_t groupOf(uint64_t frame) const;
  uint64_t oldestGroup() const;
  void dropOldGroups();
  void scheduleCapture();
  void capture();
  void scheduleWake();
  void skipLost(Reader& reader);
  Group& group(uint64_t index);
  const Bytes& unit(uint64_t frame);
  std::optional<FrameRecord> nextRecord(Group& group, uint64_t index) const;
  void orderLogged();
  bool orderNext(Group& group, uint64_t index);
  const Reader& reader(hal::ReaderId id) const;  // an unknown one is a caller's bug
  Reader& reader(hal::ReaderId id);

  LensPipeline& pipeline_;
  hal::EncoderSetup setup_{};
  bool started_ = false;
  uint64_t step_ = 1;         // frames of the lens's clock a frame of the stream
  uint64_t first_ = 0;        // frame of the lens's clock that is frame 0 of the stream
  uint64_t nextCapture_ = 0;  // frame of the stream that is logged next
  OneShot captureTimer_;
  OneShot wakeTimer_;
  std::map<uint64_t, std::unique_ptr<Group>> groups_;
  std::vector<Reader> readers_;
  hal::ReaderId nextReader_ = 1;
  Hasher delivered_;
  Signal readersSignal_, framesDrawn_;
};

}  // namespace tw::sim
