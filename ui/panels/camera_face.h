// The camera from the front and from the back, schematically: lights as bright as they are, plug,
// cable, cover, card and RESET as the hand has left them.
#pragma once

#include <QPainter>
#include <QWidget>

#include "ui/models/hardware_state.h"

namespace tw::ui {

class CameraFace : public QWidget {
  Q_OBJECT

 public:
  explicit CameraFace(QWidget* parent = nullptr);

  void setState(const HardwareState& state);
  const HardwareState& state() const { return state_; }

  QSize sizeHint() const override { return {360, 168}; }
  QSize minimumSizeHint() const override { return {240, 112}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;  // tool tips of parts

 private:
  double scale() const;
  QPointF origin() const;  // of the drawing, in pixels
  QString wordsAt(QPointF place) const;
  void paintFront(QPainter& painter) const;
  void paintBack(QPainter& painter) const;
  void paintRecess(QPainter& painter) const;
  void paintCard(QPainter& painter) const;
  void paintReset(QPainter& painter) const;
  void paintCover(QPainter& painter) const;
  void paintSockets(QPainter& painter) const;

  HardwareState state_;
};

}  // namespace tw::ui
