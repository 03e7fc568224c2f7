#include "ui/models/time_text.h"

#include <QStringList>

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

std::optional<Instant> timeFrom(const QString& text) {
  double sum = 0;
  const QStringList parts = text.trimmed().split(QLatin1Char(':'));
  if (parts.size() > 3) return std::nullopt;
  for (const QString& part : parts) {
    bool fits = false;
    const double value = part.toDouble(&fits);
    if (!fits || !(value >= 0) || value > 1e8) return std::nullopt;
    sum = sum * 60 + value;
  }
  return Instant{fromSeconds(sum)};
}

}  // namespace tw::ui
