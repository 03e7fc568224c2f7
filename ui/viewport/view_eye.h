// The eye of the 3D view in a run: where a hand has turned it, or through a camera's lens until a
// hand takes over from there.
#pragma once

#include <optional>

#include "sim/twin/snapshot.h"
#include "ui/viewport/orbit_camera.h"

namespace tw::ui {

class ViewEye {
 public:
  void forget();  // another scenario
  bool isPlaced() const { return placed_; }
  bool isThrough(size_t camera) const { return through_ && through_->camera == camera; }
  sim::View view(const sim::Snapshot* look, hal::ImageSize size) const;

  // These need a camera. Where it is at first:
  void reset(const sim::Snapshot& look);
  void frameAll(const sim::Snapshot& look, hal::ImageSize size);
  // Of the first camera; of the next one where it looked through that lens already.
  void lookThrough(const sim::Snapshot& look, hal::LensId lens);
  // For a hand, which begins where a lens looked.
  OrbitCamera& byHand(const sim::Snapshot* look, hal::ImageSize size);

 private:
  struct ThroughLens {
    size_t camera = 0;
    hal::LensId lens{};
  };

  OrbitCamera orbit_;
  bool placed_ = false;  // in this scenario
  std::optional<ThroughLens> through_;
};

}  // namespace tw::ui
