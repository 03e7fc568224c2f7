// One logged frame, and who can turn it into a picture: now, later, again, or never.
#pragma once

#include <memory>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/image_sensor.h"
#include "sim/optics/lens.h"
#include "sim/optics/picture.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

// Everything that a picture depends on.
struct FrameRecord {
  hal::LensId lensId{};
  uint64_t number = 0;  // counts the sensor's frames since power on, 15 a second
  Instant capturedAt{};
  std::shared_ptr<const SceneState> scene;
  Pose lensPose{};  // lens frame in the world, in the middle of the read-out
  Vec3 turnRate{};  // of the lens then, in its own frame: about each axis, rad/s
  LensModel lens{};
  hal::Exposure exposure{};
  bool irCutIn = true;
  double glare = 0;        // of the light on the glass: sim/optics/veiling_glare.h
  bool outdoors = true;    // else no fog or rain is seen, not even through a window
  uint64_t noiseSeed = 0;  // differs from frame to frame and lens to lens
};

// An analysis frame whose picture the firmware has looked at.
struct SeenFrame {
  uint64_t number = 0;  // of the analysis frame
  Instant capturedAt{};
  Pose lensPose{};
  std::shared_ptr<const Picture> picture = nullptr;  // null: it has looked at none
};

// Where a camera's lenses are and what is in front of them, asked at the instant of an exposure.
class LensFeed {
 public:
  virtual ~LensFeed() = default;
  virtual std::shared_ptr<const SceneState>
  scene() = 0;                                  // now; the same pointer while nothing changes
  virtual Pose lensPose(hal::LensId lens) = 0;  // now
  // How fast it turns now, in the lens frame: about each axis, rad/s.
  virtual Vec3 lensTurnRate(hal::LensId) { return {}; }
  virtual LensModel lensModel(hal::LensId lens) const = 0;
  virtual bool irCutIn() const = 0;
  // Share of the light on the lens that veils its picture, now.
  virtual double glare(hal::LensId) const { return 0; }
  virtual bool outdoors() const { return true; }
};

struct FrameStatistics {
  double meanLuma = 0;      // 0..1, display-referred
  double clippedShare = 0;  // 0..1
};

// What a source has drawn so far, for reports: how much depends on how threads met, so that it is
// no part of a result.
struct DrawingCounts {
  uint64_t drawings = 0;  // calls of the renderer
  uint64_t pixels = 0;    // that they drew, of lens pictures
  uint64_t whole = 0;     // pixels that those frames have
  uint64_t frames = 0;    // whose light was wanted and not there already
  uint64_t compared = 0;  // of them: drawn in full as well, uncounted, and found the same
};

// How light is drawn; the pictures are the same.
enum class DrawMode {
  kChanges,   // what changed since the last frame
  kFull,      // everything, for every frame
  kCompared,  // what changed, and every tenth such frame in full as well; once they differ, every
              // call throws CheckFailed
};

// `drawn`, `pattern` or `none`. A pure function of its arguments; caches what it likes. Asked by
// several threads at once.
class PictureSource {
 public:
  virtual ~PictureSource() = default;
  // False for `none`: picture() is always null, streams carry a grey stand-in.
  virtual bool hasPictures() const = 0;
  // False where picture() looks at neither FrameRecord::scene nor the lens pose: then nobody need
  // log them fifteen times a second. statistics() always wants the scene.
  virtual bool needsScene() const = 0;
  // Never null, except for `none`: then there is no picture and consumers get no pixels. `size` is
  // even, 16..4096 each.
  virtual std::shared_ptr<const Picture> picture(const FrameRecord& frame, hal::ImageSize size) = 0;
  // For the exposure loop; cheap.
  virtual FrameStatistics statistics(const FrameRecord& frame) = 0;
  virtual DrawingCounts drawingCounts() const { return {}; }
};

}  // namespace tw::sim
