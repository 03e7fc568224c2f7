// What there was to see, for looking back: snapshots often, the lenses' pictures more seldom.
//
// Bounded: 2000 snapshots of some 10 kB, and the pictures of 200 instants of 0.7 MB a camera. An
// hour is kept to 3 s, its pictures to 30 s.
#pragma once

#include "sim/twin/snapshot.h"
#include "ui/models/thinned.h"

namespace tw::ui {

class SnapshotLog {
 public:
  static constexpr size_t kMost = 2000, kMostPictures = 200;

  void clear();
  void add(const sim::Snapshot& snapshot);
  const auto& entries() const { return snapshots_.entries(); }  // without their pictures
  // As it was then, with the pictures nearest before; null: nothing is kept.
  const sim::Snapshot* at(Instant time);

 private:
  using Pictures = std::vector<hal::PerLens<sim::SeenFrame>>;  // of each camera

  Thinned<sim::Snapshot> snapshots_{kMost, std::chrono::milliseconds{50}};
  Thinned<Pictures> pictures_{kMostPictures, std::chrono::milliseconds{200}};
  sim::Snapshot shown_;
};

}  // namespace tw::ui
