#include "ui/panels/time_scale.h"

#include <algorithm>
#include <cmath>

#include "ui/models/colours.h"

namespace tw::ui {

TimeScale::TimeScale(const TimeWindow& window, int widgetWidth)
    : left(std::clamp(widgetWidth / 4, 70, 190)),
      right(10),
      width(std::max(1, widgetWidth - left - right)),
      from(window.from()),
      length(window.length()) {}

PlotSpan TimeScale::span() const {
  return {Instant{fromSeconds(from)}, Instant{fromSeconds(from + length)}, width};
}

QColor cursorColour(TimeWindow::Cursor cursor) {
  return cursor == TimeWindow::kA ? kGreen : kAmber;
}

void paintTimes(QPainter& painter, const TimeScale& scale, const TimeWindow& window, Instant shown,
                const QWidget& on) {
  const auto line = [&](Instant at, const QColor& colour, Qt::PenStyle style) {
    const double x = scale.xOf(at);
    if (x < scale.left - 1 || x > scale.left + scale.width + 1) return;
    painter.setPen(QPen(colour, 1, style));
    painter.drawLine(QLineF(x, 0, x, on.height()));
  };
  line(shown, on.palette().color(QPalette::Highlight), Qt::SolidLine);
  for (const auto cursor : {TimeWindow::kA, TimeWindow::kB})
    if (const auto at = window.cursor(cursor)) line(*at, cursorColour(cursor), Qt::DashLine);
}

}  // namespace tw::ui
