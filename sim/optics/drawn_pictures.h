// Pictures of the world, drawn by a Renderer and taken by the sensor model.
//
// Light is kept by lens and size (sim/optics/kept_light.h) from the second frame on that a lens
// rests at a pose: while nothing moves only the noise is new. Sizes up to 640 wide share the
// drawing of 640x360 and those up to 1280 that of 1280x720 (other shapes are drawn as they are), so
// that a picture never hangs on what was asked for before. Statistics come from every fourth pixel
// of every fourth row of 640x360, without noise.
//
// Weather is laid over that: haze (sim/optics/haze.h) over what is kept, then in each frame what
// flies near the lens. Without weather it costs nothing.
//
// May be asked by several threads at once.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "sim/optics/kept_light.h"
#include "sim/optics/picture_source.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

class DrawnPictures final : public PictureSource {
 public:
  // Borrows the renderer, which outlives it.
  explicit DrawnPictures(Renderer& renderer, DrawMode mode = DrawMode::kChanges,
                         SensorParameters sensor = {});
  ~DrawnPictures() override;

  bool hasPictures() const override { return true; }
  bool needsScene() const override { return true; }
  std::shared_ptr<const Picture> picture(const FrameRecord& frame, hal::ImageSize size) override;
  FrameStatistics statistics(const FrameRecord& frame) override;

  DrawingCounts drawingCounts() const override;

 private:
  struct View;
  struct Ledger {  // of all views, those that gave way included
    mutable std::mutex mutex;
    DrawingCounts counts;
    std::string difference;  // the first that was found
    void throwIfDifferent() const;
  };
  std::shared_ptr<View> view(const FrameRecord& frame, hal::ImageSize size);
  const LinearImage& light(View& view, const FrameRecord& frame);
  const LinearImage& clearLight(View& view, const FrameRecord& frame, bool keep);
  const LinearImage& hazyLight(View& view, const FrameRecord& frame, bool keep);
  // With what flies near the lens.
  static const LinearImage& seen(View& view, const FrameRecord& frame);
  static Veil veil(View& view, const FrameRecord& frame);
  void count(const DrawingCounts& drawn);
  const LinearImage& drawn(View& view, KeptLight& kept, const FrameRecord& frame,
                           const SceneState& scene, bool keep);
  void compare(View& view, const FrameRecord& frame, const SceneState& scene,
               const LinearImage& kept);
  std::shared_ptr<const Picture> taken(const FrameRecord& frame, hal::ImageSize size);

  Renderer& renderer_;
  DrawMode mode_;
  SensorParameters sensor_;
  std::mutex mutex_;  // of views_; locked before a view's and before the ledger's
  Ledger ledger_;
  std::deque<std::shared_ptr<View>> views_;  // the last used first
};

}  // namespace tw::sim
