// One picture with boxes over it: fits its place, zooms into its pixels by wheel and drag.
#pragma once

#include <QImage>
#include <QWidget>

#include "ui/models/lens_overlays.h"
#include "ui/models/picture_zoom.h"

namespace tw::ui {

class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(const QString& title, QWidget* parent = nullptr);

  QSize sizeHint() const override { return {400, 225}; }
  QSize minimumSizeHint() const override { return {80, 45}; }
  void showPicture(const QImage& picture);
  void showNone(const QString& why);
  void showOverlays(std::vector<LensOverlay> overlays);
  const PictureZoom& zoom() const { return zoom_; }
  const std::vector<LensOverlay>& overlays() const { return overlays_; }
  const QString& why() const { return why_; }  // there is no picture; empty: there is one

 Q_SIGNALS:
  void hovered(std::optional<QPoint> pixel);  // under the mouse, or under the middle by keys

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void paintPicture(QPainter& painter) const;
  void paintGrid(QPainter& painter) const;
  void paintOverlays(QPainter& painter) const;
  void paintTag(QPainter& painter, QPointF corner, const QString& text, QColor colour,
                bool above) const;
  void moved(QPointF mouse);  // after zoom_ has changed

  QString title_, why_;
  QImage picture_;
  PictureZoom zoom_;
  std::vector<LensOverlay> overlays_;
  QPointF pressed_;
};

}  // namespace tw::ui
