#include "sim/optics/lens_view.h"

#include "firmware_core/base/check.h"
#include "sim/render/footprint.h"

namespace tw::sim {

LensView::LensView(const LensModel& lens, const Pose& pose, hal::ImageSize size,
                   std::shared_ptr<const Remap> bend)
    : size_(size), bend_(std::move(bend)) {
  TW_CHECK((lens.projection == Projection::kEquidistant) == (bend_ != nullptr));
  view_ = bend_ ? View{pose, bend_->sourceFocalPx(), bend_->sourceSize()}
                : View{pose, lens.focalPx * size.width / lens.reference.width, size};
}

Layers LensView::draw(Renderer& renderer, const SceneState& scene, const PixelRect& part,
                      const Lights& lights) const {
  Layers layers = renderer.draw(scene, view_, bend_ ? bend_->sourceOf(part) : part, lights);
  layers.ids.clear();
  if (bend_) return bend_->apply(layers, part);
  return layers;
}

PixelRect LensView::footprintOf(const Shadows& shadows, std::span<const Part> parts) const {
  const PixelRect drawn = footprint(view_, shadows, parts);
  return bend_ && !drawn.empty() ? bend_->bentOf(drawn) : drawn;
}

}  // namespace tw::sim
