// One lens's H.264 encoder with its bitstream buffer, which holds the pre-record history.
//
// The chip encodes all the time from start() on: 15 frames/s in closed groups of one second that
// begin with a key frame (IDR); groups are aligned to the frame count. A reader opens at the newest
// group, or back in the history, and then takes access units in order. All readers of a lens see
// the same stream. Latency: a unit can be taken 40 ms after its frame; history at once. Ownership:
// a unit's bytes are the caller's. Failure: a reader that falls behind by more than the history
// loses whole groups, counted in lostGroups(). History is lost at reset and power cut.
#pragma once

#include <cstdint>
#include <optional>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::hal {

struct AccessUnit {
  uint64_t frame = 0;  // frame number since start(), from 0; key frames are multiples of the group
  Instant capturedAt{};  // middle of the exposure
  bool key = false;
  Bytes data;  // one coded picture, Annex B start codes; SPS and PPS before key frames
};

struct EncoderSetup {
  ImageSize size{1280, 720};
  int framesPerSecond = 15;  // 1..30, a whole share of the sensor's rate (15: 1, 3, 5, 15); a group
                             // of pictures is as many frames: one second
  int quality = 26;          // constant rate factor, 18 (best) .. 40
};

using ReaderId = uint32_t;

class VideoEncoder {
 public:
  static constexpr Duration kHistory = std::chrono::seconds{10};
  static constexpr size_t kMaxReaders = 4;  // live view; by hand, of events and continuously

  virtual ~VideoEncoder() = default;

  // Errors: kOutOfRange, kBusy when started already.
  Result<void> start(const EncoderSetup& setup);
  virtual void stop() = 0;  // readers end after what was taken; close() them all the same

  // From the group that holds `from` (clamped to the history), or the newest group for `from` in
  // the future. kNoSpace: too many readers; kNotReady: not started. Using a reader that is not open
  // (closed, or of before a reset) is a caller's bug.
  virtual Result<ReaderId> open(Instant from) = 0;
  virtual std::optional<AccessUnit> take(
      ReaderId reader) = 0;  // in order; a unit raises the wake line
  virtual uint64_t lostGroups(ReaderId reader) const = 0;
  virtual void close(ReaderId reader) = 0;

 private:
  virtual Result<void> doStart(const EncoderSetup& setup) = 0;
};

}  // namespace tw::hal
