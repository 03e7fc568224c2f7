// The timeline of a run: how far it has come, what happened when, and where one looks. A click or a
// drag looks back; the wheel zooms about the mouse.
#pragma once

#include <QWidget>

#include "ui/models/run_model.h"
#include "ui/models/timeline.h"

namespace tw::ui {

class TimelineView : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineView(RunModel& run, QWidget* parent = nullptr);

  QSize sizeHint() const override { return {600, 84}; }
  QSize minimumSizeHint() const override { return {200, 84}; }
  void showAll();
  int xOf(Instant at) const;  // pixels
  Instant timeAt(int x) const;
  const Timeline& timeline() const { return timeline_; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void takeEvents();
  void lookAt(int x);
  void paintAxis(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintCursor(QPainter& painter) const;
  double seconds() const { return to_ - from_; }
  double endSeconds() const;

  RunModel& run_;
  Timeline timeline_;
  double from_ = 0, to_ = 1;  // s, that are shown
};

}  // namespace tw::ui
