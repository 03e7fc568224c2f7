#include "ui/models/snapshot_log.h"

namespace tw::ui {

void SnapshotLog::clear() {
  snapshots_.clear();
  pictures_.clear();
  shown_ = {};
}

void SnapshotLog::add(const sim::Snapshot& snapshot) {
  if (pictures_.wants(snapshot.at)) {
    Pictures pictures;
    for (const sim::CameraLook& camera : snapshot.cameras) pictures.push_back(camera.seen);
    pictures_.add(snapshot.at, std::move(pictures));
  }
  if (!snapshots_.wants(snapshot.at)) return;
  sim::Snapshot kept = snapshot;
  for (sim::CameraLook& camera : kept.cameras) camera.seen = {};
  snapshots_.add(snapshot.at, std::move(kept));
}

const sim::Snapshot* SnapshotLog::at(Instant time) {
  const auto* kept = snapshots_.before(time);
  if (!kept) return nullptr;
  shown_ = kept->value;
  if (const auto* pictures = pictures_.before(time))
    for (size_t i = 0; i < shown_.cameras.size() && i < pictures->value.size(); ++i)
      shown_.cameras[i].seen = pictures->value[i];
  return &shown_;
}

}  // namespace tw::ui
