// What of one lens's picture is worth a question to the engine, and in which order.
//
// Confirmed tracks come first, then those not yet believed, then changed regions that may hold a
// person, those least often refused first. A region that the engine found nobody in three times, in
// the same place, is asked about once a second only: it is the tree, or where a car stood.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/vision/ground_plane.h"
#include "firmware_core/vision/regions.h"
#include "firmware_core/vision/tracks.h"

namespace tw::fw {

class Candidates {
 public:
  static constexpr size_t kMemory = 16;      // refused places
  static constexpr int kPatience = 3;        // refusals before a place is asked less
  static constexpr Duration kPause = 1s;     // between questions about such a place
  static constexpr Duration kForget = 20s;   // a place not asked about
  static constexpr double kSamePlace = 0.6;  // likeness

  struct Counters {
    uint64_t regions = 0;    // changed regions seen
    uint64_t gated = 0;      // no person of any size fits them
    uint64_t postponed = 0;  // refused there too often, too recently
    uint64_t crowded = 0;    // more than one batch takes
  };

  explicit Candidates(hal::ImageSize size) : size_(size) {}

  // At most `most` boxes within the picture, at least 8 pixels each way.
  std::vector<hal::PixelBox> choose(std::span<const Region> regions, const GroundPlane& ground,
                                    std::span<const Track> tracks, Instant at, size_t most);
  // What the engine said to such boxes.
  void answered(std::span<const hal::PixelBox> asked, std::span<const hal::Detection> found,
                Instant at);
  void clear() { refusals_.clear(); }
  const Counters& counters() const { return counters_; }

 private:
  struct Refusal {
    hal::PixelBox place{};
    int times = 0;
    Instant last{};
  };
  std::vector<hal::PixelBox> plausible(std::span<const Region> regions, const GroundPlane& ground);
  void addTracks(std::span<const Track> tracks, Instant at, std::vector<hal::PixelBox>& chosen);
  const Refusal* refusalOf(const hal::PixelBox& box) const;
  hal::PixelBox asked(const hal::PixelBox& box, double margin) const;

  hal::ImageSize size_;
  BoundedQueue<Refusal> refusals_{kMemory};
  Counters counters_;
};

}  // namespace tw::fw
