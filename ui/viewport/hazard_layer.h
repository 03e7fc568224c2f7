// Paints the zones in which lamps that are on may harm eyes over the 3D view: amber in risk group
// 1, red in worse ones, within a green border from which on a lamp is exempt; with how far that is.
#pragma once

#include <QPainter>
#include <functional>

#include "ui/viewport/hazard_shells.h"
#include "ui/viewport/layer_painter.h"

namespace tw::ui {

class HazardLayer {
 public:
  // Borrows all for as long as it lives.
  HazardLayer(QPainter& painter, const Projector& projector, LayerPainter& labels)
      : painter_(painter), on_(projector), labels_(labels) {}

  // `leftOut`: the cameras through whose lenses one looks.
  void paint(const sim::Snapshot& look, const std::function<bool(size_t camera)>& leftOut);
  // In the lower left corner of `room`, where it has the height; nothing while no lamp is on.
  void paintLegend(const sim::Snapshot& look, const QRectF& room);

 private:
  void paintShell(const HazardShell& shell);
  void paintFaces(const HazardShell& shell, bool front);
  void paintBorder(const HazardShell& shell);
  void paintSpot(const HazardShell& shell);
  sim::Vec3 lowestOf(const HazardShell& shell) const;
  bool isFront(const HazardShell& shell, size_t ring, int part) const;

  QPainter& painter_;
  const Projector& on_;
  LayerPainter& labels_;
};

}  // namespace tw::ui
