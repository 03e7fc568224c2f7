#include "ui/viewport/tracks.h"

#include <algorithm>

#include "sim/optics/lens.h"
#include "sim/twin/firmware_lines.h"

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr Duration kFarAway = std::chrono::seconds{2};  // a lens may have turned since

Duration apart(Instant a, Instant b) { return a < b ? b - a : a - b; }

template <class List>
void keep(List& list, size_t most) {
  while (list.size() > most) list.pop_front();
}

}  // namespace

void Tracks::clear() { *this = {}; }

void Tracks::see(const sim::Snapshot& snapshot) {
  if (snapshot.at < last_) return;
  last_ = snapshot.at;
  std::set<std::string> there;
  for (const sim::ActorLook& actor : snapshot.actors) {
    follow(actor, snapshot.at);
    there.insert(actor.name);
  }
  there_ = std::move(there);
  for (const sim::CameraLook& camera : snapshot.cameras) {
    poses_.push_back({snapshot.at, camera.name, camera.lensPoses, camera.lenses});
    // Exactly when a picture was taken that the firmware has looked at.
    for (const sim::SeenFrame& seen : camera.seen)
      if (seen.picture && !knows(camera.name, seen.capturedAt)) {
        LensPoses then = poses_.back();
        then.at = seen.capturedAt;
        then.poses[static_cast<size_t>(&seen - camera.seen.data())] = seen.lensPose;
        poses_.push_back(then);
      }
  }
  keep(poses_, kMostPoses);
}

bool Tracks::knows(const std::string& camera, Instant at) const {
  return std::any_of(poses_.begin(), poses_.end(), [&](const LensPoses& poses) {
    return poses.at == at && poses.camera == camera;
  });
}

void Tracks::follow(const sim::ActorLook& actor, Instant at) {
  auto& way = ways_[actor.name];
  const Vec3 middle = (actor.box.low + actor.box.high) * 0.5;
  const Vec3 place{middle.x, middle.y, actor.box.low.z};
  const double moved = way.empty() ? kGapM : length(place - way.back().place);
  const bool begins = way.empty() || !there_.count(actor.name) || moved > kGapM;
  if (moved < kApartM) return;
  way.push_back({at, place, begins});
  keep(way, kMostPoints);
}

const Tracks::LensPoses* Tracks::nearest(const std::string& camera, Instant at) const {
  const LensPoses* best = nullptr;
  for (const LensPoses& poses : poses_)
    if (poses.camera == camera && (!best || apart(poses.at, at) < apart(best->at, at)))
      best = &poses;
  return best && apart(best->at, at) <= kFarAway ? best : nullptr;
}

void Tracks::take(const sim::LoggedEvent& event) {
  const auto line = sim::sightingLine(event);
  if (!line) return;
  const auto* poses = nearest(event.source.substr(0, event.source.find('/')), line->at);
  if (!poses) return;
  const size_t lens = hal::index(line->lens);
  const sim::Pixel middle{line->box.x + line->box.width / 2.0,
                          line->box.y + line->box.height / 2.0};
  const Vec3 direction = directionOf(poses->lenses[lens], sim::kSightingFrame, middle);
  const sim::Pose& pose = poses->poses[lens];
  sightings_.push_back({line->at, line->kind, line->score, pose.position, pose.turn * direction});
  keep(sightings_, kMostSightings);
}

}  // namespace tw::ui
