// Paints the layers of the 3D view over its picture, and what is lit on the cameras' bodies.
#pragma once

#include <QPainter>
#include <functional>

#include "ui/viewport/projector.h"
#include "ui/viewport/scene_geometry.h"
#include "ui/viewport/tracks.h"

namespace tw::ui {

struct ViewLayers {
  bool frustums = true, watched = true, tracks = true, lamps = true, truth = true, hazards = true;
};

class LayerPainter {
 public:
  // Borrows all for as long as it lives.
  LayerPainter(QPainter& painter, const Projector& projector) : painter_(painter), on_(projector) {}

  void paint(const ViewLayers& layers, const sim::Snapshot& look, const Tracks& tracks);
  // `sees`: whether the camera of this number can be seen at that place of the screen.
  using Sees = std::function<bool(QPointF at, size_t camera)>;
  void paintGlows(const sim::Snapshot& look, const Sees& sees);
  void paintBox(const sim::Box& box, const QColor& colour);
  enum class Side { kAbove, kBelow };
  void paintLabel(sim::Vec3 at, const QString& text, const QColor& edge, Side side = Side::kAbove);

 private:
  void paintWatched(const sim::Snapshot& look);
  void paintFrustums(const sim::Snapshot& look);
  void paintLamps(const sim::SceneState& scene);
  void paintWays(const Tracks& tracks, Instant at);
  void paintSightings(const Tracks& tracks, Instant at);
  void paintTruth(const sim::Snapshot& look);
  void paintGlow(const sim::Glow& glow, QPointF at);
  void paintLines(const std::vector<Line3>& lines, const QColor& colour, double width);
  void fillArea(const std::vector<sim::Vec3>& corners, const QColor& colour, int alpha);

  QPainter& painter_;
  const Projector& on_;
};

}  // namespace tw::ui
