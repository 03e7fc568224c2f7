// A place from above, with the camera that is tried there and what its lenses watch. The mouse
// drags the camera, and pressed elsewhere turns it to face that place; keys do both.
#pragma once

#include <QPainterPath>
#include <QWidget>

#include "ui/models/install_trial.h"

namespace tw::ui {

class InstallPlan : public QWidget {
  Q_OBJECT

 public:
  explicit InstallPlan(InstallTrial& trial);

  QSize sizeHint() const override { return {360, 320}; }
  QSize minimumSizeHint() const override { return {180, 160}; }
  QPointF pixelOf(double x, double y) const;  // metres, east and north
  QPointF placeAt(QPointF pixel) const;       // and back

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  double scale() const;  // pixels a metre
  QPainterPath cells(const sim::WatchedArea& area, sim::Ground kind) const;
  void paintThings(QPainter& painter, sim::PlanThing::Layer layer) const;
  void paintField(QPainter& painter, hal::LensId lens) const;
  void paintCamera(QPainter& painter) const;
  void paintScale(QPainter& painter) const;
  void moveBy(double east, double north);

  InstallTrial& trial_;
  bool turning_ = false;  // the mouse turns rather than moves
  QPointF grip_{};        // metres, from the camera to where it was taken
};

}  // namespace tw::ui
