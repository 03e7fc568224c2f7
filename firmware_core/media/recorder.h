// Clips of both lenses: from the encoders' groups to acknowledged fragments on the card.
//
// A clip begins kPreRecord before it was asked for. Each group of the encoder (one second) becomes
// one fragment; what the card has not taken yet stays in the encoder's history, so that a card may
// stall for seconds. What overruns that history is lost in whole groups, counted and logged, and
// recording goes on. A card that fails or is pulled ends the clips; nothing else stops.
//
// Log lines (part "recorder"), for people and for tests:
//   clip opened lens=wide clip=7 slot=3 reason=manual
//   fragment acknowledged lens=wide clip=7 fragment=3 frames=15 slot=3
//   clip closed lens=wide clip=7 frames=120 fragments=8 file=CLIPS000/2026-06-01_....mp4
//   groups lost lens=wide groups=2
//   recording stopped reason=card
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>

#include "firmware_core/base/log.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/audio_codec.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/microphone.h"
#include "firmware_core/hal/video_encoder.h"
#include "firmware_core/media/mp4_writer.h"
#include "firmware_core/storage/card_manager.h"

namespace tw::fw {

struct RecorderSetup {
  hal::EncoderSetup video{};  // what both encoders were started with
  bool sound = false;         // PRV-1: the user's choice; off leaves no sound track
};

class Recorder {
 public:
  static constexpr Duration kPreRecord = std::chrono::seconds{5};
  static constexpr Duration kPostRecord = std::chrono::seconds{5};
  static constexpr Duration kSoundHistory = std::chrono::seconds{10};

  Recorder(hal::PerLens<hal::VideoEncoder*> encoders, CardManager& cards,
           hal::CalendarClock& calendar, hal::AudioCodec& audio, LogSink& log);
  ~Recorder();

  // Between recordings at any time; during one it holds from the next clip on.
  void configure(const RecorderSetup& setup) { setup_ = setup; }

  // kNotReady: no card in use, or an encoder that is not started; kBusy: recording by hand already.
  Result<void> startManual(Instant now);
  void stopManual(Instant now);  // ends it at this instant; nothing when none is under way
  bool recordingManually() const { return manual_; }

  // Something happened: a clip from kPreRecord before to kPostRecord after the last of these.
  // Covered by a recording by hand while that runs. kNotReady as above.
  Result<void> noteEvent(Instant now);

  bool recording() const;  // any clip open, or still being closed
  void stopAll(Instant now);

  // Microphone blocks in order, also while nothing is recorded (they are the sound's pre-record).
  void addSound(const hal::AudioBlock& block);

  Instant poll(Instant now);

  uint64_t acknowledgedFragments() const { return acknowledged_; }
  uint64_t lostGroups() const { return lostGroups_; }

 private:
  struct Track;
  struct SoundBlock {
    Instant capturedAt;
    Bytes coded;
  };

  Result<void> begin(Instant now, ClipReason reason);
  void endAll(Instant at);
  void abandon();
  void pump(Track& track, Instant now);
  void gather(Track& track);
  bool ship(Track& track);
  bool openClip(Track& track);
  void finish(Track& track);
  void takeStoreEvents();
  void report(const StoreEvent& event);
  std::optional<CalendarTime> calendarOf(Instant captured, Instant now) const;
  Bytes soundBetween(Instant from, Instant to) const;

  hal::PerLens<hal::VideoEncoder*> encoders_;
  CardManager& cards_;
  hal::CalendarClock& calendar_;
  hal::AudioCodec& audio_;
  Log log_;
  RecorderSetup setup_;
  bool manual_ = false;
  Instant eventUntil_{};
  Instant now_{};
  uint32_t generation_ = 0;
  std::vector<std::unique_ptr<Track>> tracks_;  // at most one a lens records; others are closing
  std::deque<SoundBlock> sound_;
  struct Shown {
    hal::LensId lens;
    uint32_t fragments = 0;
    uint32_t frames = 0;
  };
  std::map<ClipId, Shown> shown_;  // clips that the store still speaks of
  uint64_t acknowledged_ = 0;
  uint64_t lostGroups_ = 0;
};

}  // namespace tw::fw
