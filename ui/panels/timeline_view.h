// The timeline of a run: how far it has come, what happened when, and where one looks; a row a kind
// of mark, with its name. A click or a drag looks back; the wheel zooms about the mouse.
#pragma once

#include <QWidget>

#include "ui/models/run_model.h"
#include "ui/models/timeline.h"

namespace tw::ui {

class TimelineView : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineView(RunModel& run, QWidget* parent = nullptr);

  QSize sizeHint() const override { return {600, wantedHeight()}; }
  QSize minimumSizeHint() const override { return {300, wantedHeight()}; }
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
  void changeEvent(QEvent* event) override;

 private:
  void layRows();
  int wantedHeight() const;
  bool isName(int x) const;  // there, not a time
  void takeEvents();
  void lookAt(int x);
  void paintNames(QPainter& painter) const;
  void paintAxis(QPainter& painter) const;
  void paintMarks(QPainter& painter) const;
  void paintCursor(QPainter& painter) const;
  double seconds() const { return to_ - from_; }
  double endSeconds() const;

  RunModel& run_;
  Timeline timeline_;
  QStringList names_;  // of the rows, by kind
  int left_ = 0;       // px, of the times; the names stand before it
  int rowHeight_ = 0;
  double from_ = 0, to_ = 1;  // s, that are shown
};

}  // namespace tw::ui
