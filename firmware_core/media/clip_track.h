// One lens's recording: takes groups from the encoder, makes fragments, hands them to the store,
// and goes on in the next slot when one is full. What is not acknowledged yet is kept, and written
// anew into another slot where one cannot be written. A clip is one stretch of time: where groups
// are lost it ends and another begins; so it does where the user changes his mind about sound.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/log.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/video_encoder.h"
#include "firmware_core/media/mp4_writer.h"
#include "firmware_core/media/sound_history.h"
#include "firmware_core/storage/ring_store.h"

namespace tw::fw {

class ClipTrack {
 public:
  static constexpr size_t kMaxReadyGroups = 4;  // of a second; more stay in the encoder's history
  static_assert(SoundHistory::kKept >=
                    hal::VideoEncoder::kHistory + std::chrono::seconds{kMaxReadyGroups + 2},
                "what waits for a stalled card would lose its sound");
  static constexpr Duration kSoundPatience = std::chrono::milliseconds{300};
  static constexpr Duration kLastUnitPatience = std::chrono::milliseconds{200};  // after stop()

  struct Setup {
    hal::LensId lens{};
    ClipReason reason{};
    hal::EncoderSetup video{};
  };

  // All that is borrowed outlives the track; `reader` is open and becomes the track's, which closes
  // it as soon as it has all that it was to have.
  ClipTrack(const Setup& setup, hal::VideoEncoder& encoder, hal::ReaderId reader,
            const SoundHistory& sound, hal::CalendarClock& calendar, Log& log);
  ~ClipTrack();
  ClipTrack(const ClipTrack&) = delete;
  ClipTrack& operator=(const ClipTrack&) = delete;

  hal::LensId lens() const { return setup_.lens; }
  ClipReason reason() const { return setup_.reason; }
  // From the next fragment on: where it changes, a clip ends and another begins.
  void wantSound(bool wanted) { soundWanted_ = wanted; }
  void stopAt(Instant at);  // frames up to there still belong to it
  bool stopping() const { return stopAt_.has_value(); }
  bool reading() const { return reader_.has_value(); }
  void goOn() { stopAt_.reset(); }             // while it is reading: as if nobody had stopped it
  bool finished() const { return finished_; }  // all is safe, its last clip is being closed

  // What the store has told of a clip; of another's nothing happens. When the first frame of what
  // is safe now was captured.
  std::optional<Instant> acknowledged(ClipId clip);
  void failed(ClipId clip);

  // Told of each clip that it opens, with the capture time of the clip's first frame.
  using Opened = std::function<void(ClipId, Instant firstFrame)>;
  // True when it has queued something.
  bool pump(RingStore& store, Instant now, const Opened& opened);
  Instant deadline(Instant now) const;
  // The card has no slot or no number for the clip that it wants to begin: what it has is lost.
  bool withoutRoom() const { return withoutRoom_; }

  uint64_t lostGroups() const { return lostGroups_; }
  // Whether it lost some since it was asked last because the card did not keep up.
  bool takeOverrun() { return std::exchange(overrun_, false); }

 private:
  using Group = std::vector<hal::AccessUnit>;

  bool nothingToShip() const { return again_.empty() && ready_.empty(); }
  const Group& next() const { return again_.empty() ? ready_.front() : again_.front(); }
  Group takeNext();
  void gather(Instant now);
  bool takeUnit(Instant now);
  void endSource();
  void endGroup();
  void noteLosses();
  void overrun(uint64_t groups);
  void lose(uint64_t groups);
  bool soundIsIn(const Group& group, Instant now) const;
  enum class Shipped { kYes, kWait, kLost };
  bool endsHere() const;
  Shipped ship(RingStore& store, Instant now, const Opened& opened);
  Shipped openClip(RingStore& store, Instant now, const Opened& opened);
  Shipped appendGroup(RingStore& store);
  void closeClip(RingStore& store);
  Fragment fragmentOf(const Group& group);

  Setup setup_;
  hal::VideoEncoder& encoder_;
  std::optional<hal::ReaderId> reader_;
  const SoundHistory& sound_;
  hal::CalendarClock& calendar_;
  Log& log_;
  Group group_;  // being gathered
  BoundedQueue<Group> ready_{kMaxReadyGroups};
  struct Sent {
    ClipId clip;
    Group group;
  };
  std::deque<Sent> sent_;    // not yet acknowledged
  std::deque<Group> again_;  // whose slot failed; they go first
  std::optional<Instant> stopAt_;
  bool finished_ = false;
  std::optional<ClipId> clip_;
  bool freshClip_ = false;   // nothing but the head in it
  uint64_t firstFrame_ = 0;  // of the clip
  uint64_t nextFrame_ = 0;   // that follows what is in the clip
  std::optional<Mp4Writer> writer_;
  bool withoutRoom_ = false;
  bool soundWanted_ = false;
  bool clipHasSound_ = false;
  uint64_t readerLost_ = 0;
  uint64_t lostGroups_ = 0;
  bool overrun_ = false;
};

}  // namespace tw::fw
