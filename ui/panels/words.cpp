#include "ui/panels/words.h"

#include <QStringList>

namespace tw::ui {

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
