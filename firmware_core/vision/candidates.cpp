#include "firmware_core/vision/candidates.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/vision/boxes.h"

namespace tw::fw {
namespace {

constexpr double kRegionMargin = 0.15;  // of its height, around; what changed is not all there is
constexpr double kTrackMargin = 0.3;    // of its height: steps since it was seen
constexpr int kLeastMarginPx = 6;
constexpr double kJoinGap = 0.35;  // of the taller part, between two parts of one person
constexpr double kCovered = 0.7;   // of a region, by a box that is asked about anyway

// Head and legs with a coat in the wall's colour between them.
bool sameColumn(const hal::PixelBox& a, const hal::PixelBox& b) {
  const int common = std::min(right(a), right(b)) - std::max(a.x, b.x);
  const int gap = std::max(a.y, b.y) - std::min(bottom(a), bottom(b));
  return 2 * common >= std::min(a.width, b.width) && gap <= kJoinGap * std::max(a.height, b.height);
}

void joinColumns(std::vector<hal::PixelBox>& boxes, const GroundPlane& ground) {
  for (size_t i = 0; i < boxes.size(); ++i) {
    for (size_t j = i + 1; j < boxes.size();) {
      const hal::PixelBox both = around(boxes[i], boxes[j]);
      if (!sameColumn(boxes[i], boxes[j]) || !ground.mayHold(both)) {
        ++j;
        continue;
      }
      boxes[i] = both;
      boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
  }
}

bool covered(const hal::PixelBox& box, std::span<const hal::PixelBox> by) {
  return std::any_of(by.begin(), by.end(), [&](const hal::PixelBox& other) {
    return overlap(box, other) >= kCovered * area(box);
  });
}

bool bigEnough(const hal::PixelBox& box) {
  constexpr int least = hal::InferenceEngine::kMinCandidatePx;
  return box.width >= least && box.height >= least;
}

}  // namespace

hal::PixelBox Candidates::asked(const hal::PixelBox& box, double margin) const {
  const int px = std::max(static_cast<int>(std::lround(box.height * margin)), kLeastMarginPx);
  return within(grown(box, px, px), size_);
}

std::vector<hal::PixelBox> Candidates::plausible(std::span<const Region> regions,
                                                 const GroundPlane& ground) {
  std::vector<hal::PixelBox> boxes;
  for (const Region& region : regions) boxes.push_back(region.box);
  counters_.regions += boxes.size();
  joinColumns(boxes, ground);
  counters_.gated +=
      std::erase_if(boxes, [&](const hal::PixelBox& box) { return !ground.mayHold(box); });
  for (hal::PixelBox& box : boxes) box = ground.withPerson(box);
  return boxes;
}

void Candidates::addTracks(std::span<const Track> tracks, Instant at,
                           std::vector<hal::PixelBox>& chosen) {
  for (const bool confirmed : {true, false}) {
    for (const Track& track : tracks) {
      if (track.confirmed() != confirmed || at - track.changed > Tracks::kStillFor) continue;
      const hal::PixelBox box = asked(Tracks::foretold(track, at), kTrackMargin);
      if (bigEnough(box)) chosen.push_back(box);
    }
  }
}

std::vector<hal::PixelBox> Candidates::choose(std::span<const Region> regions,
                                              const GroundPlane& ground,
                                              std::span<const Track> tracks, Instant at,
                                              size_t most) {
  std::vector<hal::PixelBox> chosen;
  addTracks(tracks, at, chosen);
  struct Waiting {
    hal::PixelBox box{};
    int refusals = 0;
  };
  std::vector<Waiting> waiting;
  for (const hal::PixelBox& region : plausible(regions, ground)) {
    const hal::PixelBox box = asked(region, kRegionMargin);
    if (!bigEnough(box) || covered(region, chosen)) continue;
    const Refusal* refusal = refusalOf(box);
    const int times = refusal != nullptr ? refusal->times : 0;
    if (times >= kPatience && at - refusal->last < kPause) {
      ++counters_.postponed;
      continue;
    }
    waiting.push_back({box, times});
  }
  std::stable_sort(waiting.begin(), waiting.end(),
                   [](const Waiting& a, const Waiting& b) { return a.refusals < b.refusals; });
  for (const Waiting& one : waiting) chosen.push_back(one.box);
  if (chosen.size() > most) {
    counters_.crowded += chosen.size() - most;
    chosen.resize(most);
  }
  return chosen;
}

const Candidates::Refusal* Candidates::refusalOf(const hal::PixelBox& box) const {
  for (const Refusal& refusal : refusals_)
    if (likeness(refusal.place, box) >= kSamePlace) return &refusal;
  return nullptr;
}

// The place stays where it was refused first: who walks on leaves it behind.
void Candidates::answered(std::span<const hal::PixelBox> asked,
                          std::span<const hal::Detection> found, Instant at) {
  while (!refusals_.empty() && at - refusals_.front().last > kForget) refusals_.pop();
  for (const hal::PixelBox& box : asked) {
    const bool somebody = std::any_of(found.begin(), found.end(), [&](const auto& detection) {
      return 2 * overlap(detection.box, box) >= area(detection.box);
    });
    Refusal next{box, 0, at};
    if (const Refusal* before = refusalOf(box)) {
      next = {before->place, before->times, at};
      BoundedQueue<Refusal> others{kMemory};
      for (const Refusal& refusal : refusals_)
        if (&refusal != before) others.push(refusal);
      refusals_ = std::move(others);
    }
    next.times = somebody ? 0 : next.times + 1;
    if (next.times > 0) refusals_.pushDroppingOldest(next);
  }
}

}  // namespace tw::fw
