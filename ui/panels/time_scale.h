// Where time lies on the screen: the same margins in plots, lanes and ruler, so that they stand
// under one another; and the lines that run through all of them.
#pragma once

#include <QPainter>
#include <QWidget>

#include "ui/models/plot_samples.h"
#include "ui/models/time_window.h"

namespace tw::ui {

struct TimeScale {
  static constexpr int kTickRoom = 64;  // pixels, of a tick with its label

  TimeScale(const TimeWindow& window, int widgetWidth);

  double xOf(double seconds) const { return left + (seconds - from) / length * width; }
  double xOf(Instant at) const { return xOf(toSeconds(at.time_since_epoch())); }
  double secondsAt(double x) const { return from + (x - left) / width * length; }
  PlotSpan span() const;

  int left = 0, right = 0, width = 1;  // margins and what lies between, pixels
  double from = 0, length = 1;         // s
};

// The cursors, and where one looks.
void paintTimes(QPainter& painter, const TimeScale& scale, const TimeWindow& window, Instant shown,
                const QWidget& on);
QColor cursorColour(TimeWindow::Cursor cursor);

}  // namespace tw::ui
