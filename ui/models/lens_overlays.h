// What is drawn over a lens's picture: what the firmware found there, and what really is there.
#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "sim/twin/firmware_lines.h"
#include "sim/twin/snapshot.h"
#include "ui/models/event_store.h"

namespace tw::ui {

struct LensOverlay {
  enum class Kind { kDetection, kTruth };
  Kind kind{};
  QRectF box{};  // pixels of the analysis frame
  QString text{};
  double strength = 1;  // 1: of this moment; fades to 0
  bool operator==(const LensOverlay&) const = default;
};

// The firmware's finds in a run, by time.
class Sightings {
 public:
  static constexpr size_t kMost = 50'000;  // then the older half goes
  static constexpr Duration kNear = std::chrono::milliseconds{400}, kFade = std::chrono::seconds{1};

  void clear();
  void take(const EventStore& events);  // those that are new
  // Within kNear of a frame, and older ones that fade. Of boxes that overlap, and so are likely one
  // who moves, the one nearest in time.
  std::vector<LensOverlay> around(const std::string& camera, hal::LensId lens, Instant frame) const;

 private:
  struct Found {
    std::string source;
    sim::SightingLine line;
  };
  void add(Found found);

  size_t taken_ = 0;
  std::vector<Found> found_;  // by time
};

// Those before the lens, hidden or not: where they are at the snapshot's instant, as the lens stood
// when it took its picture. None without a picture.
std::vector<LensOverlay> groundTruth(const sim::Snapshot& snapshot, size_t camera,
                                     hal::LensId lens);

}  // namespace tw::ui
