// Clips of both lenses: from the encoders' groups to acknowledged fragments on the card.
//
// A clip begins kPreRecord before it was asked for. Each group of the encoder (one second) becomes
// one fragment; what the card has not taken yet stays in the encoder's history, so that a card may
// stall for seconds. What overruns that history is lost in whole groups, counted and logged, and
// recording goes on in another clip. A card that fails or is pulled ends the clips; nothing else
// stops.
//
// Continuous recording is a choice of the user: while it is on and a card is in use, both lenses
// are recorded, one slot after the other. It begins by itself whenever it can: after a start, or
// with a card, it takes what of the time before is still in the encoder's history, up to
// kPreRecord.
//
// An event, a recording by hand and the continuous one know nothing of one another: each has clips
// of its own reason, so that an event is found, played and copied out like any other whatever else
// was recorded; those seconds are written once for each. One that is wanted again before a slow
// card has let it end goes on: no reason ever reads an encoder twice.
//
// Log lines (part "recorder"), for people and for tests:
//   clip opened lens=wide clip=7 slot=3 lead_ms=5200    so long ago its first frame was taken
//   fragment acknowledged lens=wide clip=7 fragment=3 frames=15 slot=3 age_ms=1300
//                                                 so old its first frame is
//   clip closed lens=wide clip=7 frames=120 fragments=8 file=CLIPS000/2026-06-01_....mp4
//   clip cut short lens=wide clip=7 frames=45 fragments=3 slot=3 reason=...
//                                                 the rest goes elsewhere
//   groups lost lens=wide groups=2
//   nothing can be recorded lens=wide reason=no room for another clip
//                                                 once, until one begins; its groups are lost
//   recording stopped reason=card
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/audio_codec.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/microphone.h"
#include "firmware_core/hal/video_encoder.h"
#include "firmware_core/media/clip_track.h"
#include "firmware_core/media/sound_history.h"
#include "firmware_core/storage/card_manager.h"

namespace tw::fw {

struct RecorderSetup {
  hal::EncoderSetup video{};  // what both encoders were started with
  bool sound = false;         // PRV-1: the user's choice; off leaves no sound track
  bool continuous = false;    // the user's choice
};

class Recorder {
 public:
  static constexpr Duration kPreRecord = std::chrono::seconds{5};
  static constexpr Duration kPostRecord = std::chrono::seconds{5};
  static constexpr size_t kReasons = 3;  // to record
  static_assert(hal::VideoEncoder::kMaxReaders >= kReasons + 1, "and the live view");
  static constexpr Duration kTryAgain = std::chrono::milliseconds{500};  // to record continuously

  Recorder(hal::PerLens<hal::VideoEncoder*> encoders, CardManager& cards,
           hal::CalendarClock& calendar, hal::AudioCodec& audio, LogSink& log);
  ~Recorder();

  // At any time. Of a recording under way, sound holds from the next second on, in clips of their
  // own: nothing that is put together once it is off has a sound track.
  void configure(const RecorderSetup& setup);

  // kNotReady: no card in use, or an encoder that is not started; kNoSpace: the card has no room
  // for another clip; kBusy: recording by hand already.
  Result<void> startManual(Instant now);
  void stopManual(Instant now);  // ends it at this instant; nothing when none is under way
  bool recordingManually() const { return records(ClipReason::kManual); }

  // Something happened, not later than now: a clip from kPreRecord before to kPostRecord after the
  // last of these. kNotReady, kNoSpace as above.
  Result<void> noteEvent(Instant at, Instant now);

  // Any clip open, about to be, or still being closed.
  bool recording() const;

  // Microphone blocks in order, also while nothing is recorded (they are the sound's pre-record).
  void addSound(const hal::AudioBlock& block);

  Instant poll(Instant now);

  uint64_t acknowledgedFragments() const { return acknowledged_; }
  uint64_t lostGroups() const;

 private:
  std::unique_ptr<ClipTrack> newTrack(hal::LensId lens, ClipReason reason, hal::ReaderId reader);
  ClipTrack* ending(hal::LensId lens, ClipReason reason);
  Result<void> begin(Instant from, ClipReason reason, Instant now);
  void pump(ClipTrack& track, Instant now);
  void stopTracks(ClipReason reason, Instant at);
  bool records(ClipReason reason) const;  // and has not been told to stop
  void followContinuous(Instant now);
  Instant continuousFrom(Instant now) const;
  void abandon();
  void takeStoreEvents(Instant now);
  void report(const StoreEvent& event, Instant now);
  std::optional<Instant> tell(const StoreEvent& event);
  Instant deadline(Instant now) const;

  hal::PerLens<hal::VideoEncoder*> encoders_;
  CardManager& cards_;
  hal::CalendarClock& calendar_;
  hal::AudioCodec& audio_;
  Log log_;
  RecorderSetup setup_;
  Instant eventUntil_{};
  std::optional<Instant> continuousSince_;  // so long it has been wanted
  Instant continuousAgain_{};               // not before
  uint32_t generation_;                     // of the store that the tracks write to
  SoundHistory sound_;
  std::vector<std::unique_ptr<ClipTrack>> tracks_;  // one a lens records; others are ending
  struct OpenClip {
    hal::LensId lens{};
    Instant firstFrame{};
  };
  std::map<ClipId, OpenClip> open_;  // that the store still speaks of
  bool queued_ = false;              // the card has work
  bool noRoomTold_ = false;          // since a clip began last
  uint64_t acknowledged_ = 0;
  uint64_t lostGroups_ = 0;  // of tracks that are gone
};

}  // namespace tw::fw
