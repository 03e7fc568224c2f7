// Lines and areas of the world on the screen: projected as the picture below them, cut at the
// screen's edge and before the eye. Nothing hides them.
#pragma once

#include <QLineF>
#include <QPolygonF>
#include <optional>
#include <span>

#include "sim/render/pinhole.h"

namespace tw::ui {

class Projector {
 public:
  // `shown`: where the view's picture lies on the screen.
  Projector(const sim::View& view, QSizeF shown);

  std::optional<QPointF> point(sim::Vec3 world) const;  // also beyond the edge
  std::optional<QLineF> line(sim::Vec3 from, sim::Vec3 to) const;
  QPolygonF area(std::span<const sim::Vec3> corners) const;  // empty: none of it is seen
  double pixelsPerMetre(sim::Vec3 at) const;                 // 0 behind the eye
  sim::Vec3 eye() const { return view_.pose.position; }
  sim::Vec3 directionAt(QPointF screen) const;

 private:
  static constexpr int kPlanes = 5;
  sim::Vec3 toLens(sim::Vec3 world) const;
  double within(int plane, sim::Vec3 lens) const;  // not negative inside
  QPointF onScreen(sim::Vec3 lens) const;

  sim::View view_;
  double scaleX_, scaleY_;
  double reachX_, reachY_;  // of the planes at the edges, a little beyond them
};

}  // namespace tw::ui
