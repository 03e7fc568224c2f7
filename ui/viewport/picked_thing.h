// What a click in the 3D view has picked: a thing of the place, somebody who moves, or a camera.
#pragma once

#include "ui/viewport/layer_painter.h"
#include "ui/viewport/view_drawer.h"

namespace tw::ui {

struct PickedThing {
  uint16_t id = 0;
  QString name;
  sim::Vec3 at{};
  std::optional<sim::Box> box{};  // of what stands still
};

// At that place of the view as it is shown. `objects`: names by object id.
std::optional<PickedThing> pickAt(QPointF at, QSizeF shown, const DrawnView& view,
                                  const std::vector<std::string>& objects);
void paintPicked(LayerPainter& layers, const PickedThing& thing, const sim::Snapshot& look);

}  // namespace tw::ui
