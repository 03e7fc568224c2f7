#include "ui/models/time_text.h"

namespace tw::ui {

QString timeText(Instant at) {
  const qint64 ms = at.time_since_epoch() / std::chrono::milliseconds{1};
  const qint64 hours = ms / 3'600'000, minutes = ms / 60'000 % 60, seconds = ms / 1000 % 60;
  const QString tail = QStringLiteral("%1:%2.%3")
                           .arg(minutes, hours > 0 ? 2 : 1, 10, QLatin1Char('0'))
                           .arg(seconds, 2, 10, QLatin1Char('0'))
                           .arg(ms % 1000, 3, 10, QLatin1Char('0'));
  return hours > 0 ? QString::number(hours) + QLatin1Char(':') + tail : tail;
}

}  // namespace tw::ui
