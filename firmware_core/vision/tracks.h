// Who is in one lens's picture: single looks of the engine joined into persons, and believed only
// once enough of them agree.
//
// A track carries its box on at constant velocity and takes the look that fits best: overlapping
// the foretold box, or no farther from it than a person runs in that time. It is confirmed by
// `votes` positive looks among the last five, once it has moved by a share of its height (what
// stands still from the start and looks like a person is a statue or a bush); from then on each
// positive look is a sighting. Lost after 3 s without one. Left out: telling persons apart by
// looks; two who cross may swap numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/vision/boxes.h"
#include "firmware_core/vision/sighting.h"

namespace tw::fw {

// What one step of sensitivity asks for.
struct Confirmation {
  double score = 0;      // a look counts from here on
  double keepScore = 0;  // a confirmed track's look does already from here on
  int votes = 0;         // positive ones of the last Tracks::kLooks
};

// Sensitivity 1..6:   1     2     3     4     5     6
//   score            0.85  0.75  0.65  0.55  0.45  0.35
//   keepScore        0.75  0.65  0.55  0.45  0.35  0.25
//   votes of 5         4     4     3     3     3     2
Confirmation confirmationFor(int sensitivity);

struct Track {
  hal::PixelBox box{};                  // as seen last
  double velocityX = 0, velocityY = 0;  // pixels a second
  Instant seen{};                       // the last positive look
  Instant changed{};                    // the last image change there
  uint32_t looks = 0;                   // bit 0: the latest; 1 = positive
  int count = 0;                        // looks taken
  hal::PixelBox start{};                // where it was first
  uint32_t number = 0;                  // 0 until confirmed
  bool confirmed() const { return number > 0; }
};

class Tracks {
 public:
  static constexpr size_t kMax = 8;
  static constexpr int kLooks = 5;
  static constexpr Duration kLostAfter = 3s;
  static constexpr Duration kStillFor = 60s;    // no image change: not asked about any more
  static constexpr double kLeastTravel = 0.15;  // of its height, before it is believed

  // One look: what the engine was asked, and what it found that passes for a person.
  struct Look {
    hal::LensId lens{};
    Instant at{};
    uint64_t sensorFrame = 0;
    std::span<const hal::PixelBox> asked{};
    std::span<const hal::Detection> found{};
  };

  // `numbers`: the last number given, shared by all lenses.
  explicit Tracks(uint32_t& numbers) : numbers_(numbers) {}

  // Appends to `sightings`.
  void take(const Look& look, const Confirmation& needed, std::vector<Sighting>& sightings);
  // Forgets whom nobody saw for kLostAfter.
  void expire(Instant now);
  void clear() { tracks_.clear(); }

  // Where it should be by now.
  static hal::PixelBox foretold(const Track& track, Instant at);
  std::span<Track> all() { return tracks_; }
  std::span<const Track> all() const { return tracks_; }
  uint64_t refused() const { return refused_; }  // newcomers beyond kMax

 private:
  void match(const Look& look, const Confirmation& needed, std::vector<bool>& used,
             std::vector<bool>& updated);
  void begin(const Look& look, const hal::Detection& found);
  static void move(Track& track, const hal::Detection& found, Instant at);
  void confirm(Track& track, const Confirmation& needed, bool& first);

  uint32_t& numbers_;
  std::vector<Track> tracks_;
  std::vector<double> scores_;  // of this look, one a track; 0 = not seen
  uint64_t refused_ = 0;
};

}  // namespace tw::fw
