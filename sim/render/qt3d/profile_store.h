// Measured beams as one texture of floats: a block of rows each, while somebody holds them.
//
// A block holds shares of the strongest direction: a column each half degree off the axis, a row
// each 2.5 degrees round it, from C0 to C360. Shaders interpolate between texels by themselves, so
// that what a beam looks like does not hang on where its block lies.
#pragma once

#include <Qt3DRender/QTexture>
#include <memory>
#include <vector>

#include "sim/light/beam_profile.h"

namespace tw::sim {

class ProfileStore {
 public:
  static constexpr int kColumns = 361, kRows = 145;
  static constexpr size_t kMost = 100;  // at a time: textures may be 16384 rows high

  explicit ProfileStore(Qt3DCore::QNode* parent) : parent_(parent) {}

  // Takes up those that are new; true: texture() is another one. Throws RenderError for too many.
  bool hold(const std::vector<Profile>& profiles);
  int blockOf(const Profile& profile) const;                          // -1: it is not held
  Qt3DRender::QAbstractTexture* texture() const { return texture_; }  // null: nothing was held yet

 private:
  Qt3DCore::QNode* parent_;
  std::vector<std::weak_ptr<const BeamProfile>> held_;  // in the order of their coming
  Qt3DRender::QAbstractTexture* texture_ = nullptr;
};

}  // namespace tw::sim
