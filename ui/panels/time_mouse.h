// What mouse and keys do in whatever shows a TimeWindow: a click sets cursor A, with shift B; a
// drag pans, the wheel zooms, a double click looks there; arrows pan, + and - zoom.
#pragma once

#include <QMouseEvent>
#include <QObject>
#include <QWidget>

#include "ui/models/time_window.h"

namespace tw::ui {

class TimeMouse : public QObject {
  Q_OBJECT

 public:
  explicit TimeMouse(TimeWindow& window, QObject* parent = nullptr);
  void watch(QWidget& widget);

  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void wantsToLookAt(tw::Instant at);

 private:
  double secondsAt(const QWidget& widget, double x) const;
  void press(const QMouseEvent& event);
  void drag(const QWidget& widget, const QMouseEvent& event);
  void release(const QWidget& widget, const QMouseEvent& event);
  bool key(int key);

  TimeWindow& window_;
  double pressedX_ = 0, draggedX_ = 0;
  bool pressed_ = false, dragged_ = false;
};

}  // namespace tw::ui
