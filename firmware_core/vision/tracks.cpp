#include "firmware_core/vision/tracks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr std::array<Confirmation, 6> kConfirmations{{{0.85, 0.75, 4},
                                                      {0.75, 0.65, 4},
                                                      {0.65, 0.55, 3},
                                                      {0.55, 0.45, 3},
                                                      {0.45, 0.35, 3},
                                                      {0.35, 0.25, 2}}};
constexpr uint32_t kLooksMask = (1u << Tracks::kLooks) - 1;
constexpr double kRunHeights = 2.5;     // heights a second that a person runs: 4.4 m/s
constexpr double kSlackHeights = 0.4;   // how far boxes round the same person lie apart
constexpr double kMostGrowth = 1.5;     // height, from one look to the next
constexpr double kVelocityShare = 0.4;  // of a new look in the velocity
constexpr double kLongestForetold = 1;  // s; beyond, nobody goes straight on

double middleX(const hal::PixelBox& b) { return b.x + b.width / 2.0; }
double middleY(const hal::PixelBox& b) { return b.y + b.height / 2.0; }
double between(const hal::PixelBox& a, const hal::PixelBox& b) {
  return std::hypot(middleX(a) - middleX(b), middleY(a) - middleY(b));
}

// 0: another one; else the higher the better.
double fit(const Track& track, const hal::PixelBox& box, Instant at) {
  const double growth = static_cast<double>(box.height) / std::max(track.box.height, 1);
  if (growth > kMostGrowth || growth < 1 / kMostGrowth) return 0;
  const hal::PixelBox there = Tracks::foretold(track, at);
  const double reach =
      track.box.height * (kSlackHeights + kRunHeights * toSeconds(at - track.seen));
  const double near = 1 - between(there, box) / reach;
  return near <= 0 ? 0 : near + likeness(there, box);
}

bool holds(const hal::PixelBox& box, double x, double y) {
  return x >= box.x && x < right(box) && y >= box.y && y < bottom(box);
}

}  // namespace

Confirmation confirmationFor(int sensitivity) {
  TW_CHECK(sensitivity >= 1 && sensitivity <= 6);
  return kConfirmations[static_cast<size_t>(sensitivity - 1)];
}

hal::PixelBox Tracks::foretold(const Track& track, Instant at) {
  const double ahead = std::min(toSeconds(at - track.seen), kLongestForetold);
  hal::PixelBox box = track.box;
  box.x += static_cast<int>(std::lround(track.velocityX * ahead));
  box.y += static_cast<int>(std::lround(track.velocityY * ahead));
  return box;
}

void Tracks::take(const Look& look, const Confirmation& needed, std::vector<Sighting>& sightings) {
  std::vector<bool> used(look.found.size()), updated(tracks_.size());
  scores_.assign(tracks_.size(), 0);
  match(look, needed, used, updated);
  for (size_t t = 0; t < updated.size(); ++t) {
    Track& track = tracks_[t];
    const hal::PixelBox there = updated[t] ? track.box : foretold(track, look.at);
    const bool asked = std::any_of(look.asked.begin(), look.asked.end(), [&](const auto& box) {
      return holds(box, middleX(there), middleY(there));
    });
    if (!updated[t] && !asked) continue;
    track.looks = ((track.looks << 1) | (updated[t] ? 1u : 0u)) & kLooksMask;
    track.count = std::min(track.count + 1, kLooks);
    if (!updated[t]) continue;
    bool first = false;
    confirm(track, needed, first);
    if (track.confirmed())
      sightings.push_back({look.at, look.lens, hal::ObjectClass::kHuman, scores_[t], track.box,
                           track.number, first, look.sensorFrame});
  }
  for (size_t d = 0; d < used.size(); ++d)
    if (!used[d] && look.found[d].score >= needed.score) begin(look, look.found[d]);
  expire(look.at);
}

// The best pair first; equal ones in the order of the lists.
void Tracks::match(const Look& look, const Confirmation& needed, std::vector<bool>& used,
                   std::vector<bool>& updated) {
  for (;;) {
    double best = 0;
    size_t track = 0, found = 0;
    for (size_t t = 0; t < updated.size(); ++t) {
      for (size_t d = 0; d < used.size(); ++d) {
        const double least = tracks_[t].confirmed() ? needed.keepScore : needed.score;
        if (updated[t] || used[d] || look.found[d].score < least) continue;
        const double value = fit(tracks_[t], look.found[d].box, look.at);
        if (value > best) best = value, track = t, found = d;
      }
    }
    if (best <= 0) return;
    updated[track] = used[found] = true;
    scores_[track] = look.found[found].score;
    move(tracks_[track], look.found[found], look.at);
  }
}

void Tracks::move(Track& track, const hal::Detection& found, Instant at) {
  const double passed = toSeconds(at - track.seen);
  if (passed > 0) {
    const double vx = (middleX(found.box) - middleX(track.box)) / passed;
    const double vy = (middleY(found.box) - middleY(track.box)) / passed;
    track.velocityX += kVelocityShare * (vx - track.velocityX);
    track.velocityY += kVelocityShare * (vy - track.velocityY);
  }
  track.box = found.box;
  track.seen = at;
}

// Walking towards the lens moves the foot less than it lets the box grow: either counts.
void Tracks::confirm(Track& track, const Confirmation& needed, bool& first) {
  if (track.confirmed() || std::popcount(track.looks) < needed.votes) return;
  const double travel = std::max({between(track.start, track.box),
                                  std::abs(double(bottom(track.start)) - bottom(track.box)),
                                  std::abs(double(track.start.height) - track.box.height)});
  if (travel < kLeastTravel * track.box.height) return;
  track.number = ++numbers_;
  first = true;
}

void Tracks::begin(const Look& look, const hal::Detection& found) {
  if (tracks_.size() == kMax) {
    ++refused_;
    return;
  }
  tracks_.push_back({.box = found.box,
                     .velocityX = 0,
                     .velocityY = 0,
                     .seen = look.at,
                     .changed = look.at,
                     .looks = 1,
                     .count = 1,
                     .start = found.box,
                     .number = 0});
}

void Tracks::expire(Instant now) {
  std::erase_if(tracks_, [now](const Track& track) {
    const bool hopeless = !track.confirmed() && track.count == kLooks && track.looks == 0;
    return hopeless || now - track.seen > kLostAfter;
  });
}

}  // namespace tw::fw
