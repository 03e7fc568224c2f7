// What a sighting leads to (DET-6): a line in the log, a clip that began before it, a picture, a
// message with that picture, and the alarm.
//
// Sightings of one kind, by either lens, belong to one event until none came for kQuiet: an event
// is one clip a lens, one picture, one message. Without a card in use there is no clip; without a
// picture the message goes alone.
//
// Log line (part "detection"), one a sighting; the box in pixels of the analysis frame:
//   detection kind=human lens=wide track=1 score=0.83 box=310,120,24,61 frame=123 age_ms=240
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/log.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/media/recorder.h"
#include "firmware_core/media/snapshots.h"
#include "firmware_core/system/alarm.h"
#include "firmware_core/vision/sighting.h"

namespace tw::fw {

const char* nameOf(hal::ObjectClass kind);

struct DetectionMessage {
  hal::ObjectClass kind{};
  hal::LensId lens{};
  std::optional<CalendarTime> at{};
  std::optional<hal::Snapshot> picture{};
};

class DetectionEvents {
 public:
  static constexpr Duration kQuiet = Alarm::kHold;
  static constexpr hal::ImageSize kPictureSize{1280, 720};
  static constexpr size_t kMaxWaiting = 8;  // messages whose pictures are being taken

  using Tell = std::function<void(DetectionMessage)>;

  // All borrowed; they outlive this. `tell` sends a message.
  DetectionEvents(Recorder& recorder, Snapshots& snapshots, Alarm& alarm,
                  hal::CalendarClock& calendar, LogSink& console, Tell tell);

  void sighted(const Sighting& sighting, Instant now);
  // `messages`: the settings want them; looked at when a picture is ready.
  void poll(bool messages);

  uint64_t events() const { return events_; }
  uint64_t sightings() const { return sightings_; }

 private:
  struct Waiting {
    SnapshotTicket ticket = 0;
    DetectionMessage message;
  };
  bool beginsEvent(const Sighting& sighting);
  void begin(const Sighting& sighting, Instant now);
  void logLine(const Sighting& sighting, Instant now) const;

  Recorder& recorder_;
  Snapshots& snapshots_;
  Alarm& alarm_;
  hal::CalendarClock& calendar_;
  Log log_;
  Tell tell_;
  std::array<std::optional<Instant>, 4> last_;  // sighting of each kind
  BoundedQueue<Waiting> waiting_{kMaxWaiting};
  BoundedQueue<DetectionMessage> alone_{kMaxWaiting};  // for which no picture could be asked
  uint64_t events_ = 0, sightings_ = 0;
};

}  // namespace tw::fw
