#include "ui/models/cursor_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace tw::ui {
namespace {

struct CursorWords {
  Q_DECLARE_TR_FUNCTIONS(CursorWords)
};

QString secondsText(Duration time) { return QString::number(toSeconds(time), 'f', 6); }

QString timesText(std::optional<Instant> a, std::optional<Instant> b) {
  QStringList parts;
  if (a) parts << CursorWords::tr("A %1 s").arg(secondsText(a->time_since_epoch()));
  if (b) parts << CursorWords::tr("B %1 s").arg(secondsText(b->time_since_epoch()));
  if (a && b) parts << CursorWords::tr("B - A %1 s").arg(secondsText(*b - *a));
  return parts.join(QStringLiteral("   "));
}

QString valuesText(const SignalStore& store, sim::SignalId id, Instant a, Instant b) {
  const sim::SignalSpec& spec = store.spec(id);
  const double first = store.valueAt(id, a), last = store.valueAt(id, b);
  const QString before = isNumber(spec) ? QString::number(first, 'g', 6) : store.textOf(id, first);
  QString text = before + QStringLiteral(" \u2192 ") + store.textOf(id, last);
  if (isNumber(spec))
    text += QStringLiteral(" (%1%2)")
                .arg(last >= first ? QStringLiteral("+") : QString())
                .arg(last - first, 0, 'g', 6);
  return text;
}

// With its "/"; empty: they are of several.
QString commonCamera(const SignalStore& store, const std::vector<sim::SignalId>& chosen) {
  if (chosen.empty()) return {};
  const QString first = QString::fromStdString(store.spec(chosen[0]).name);
  const QString camera = first.left(first.indexOf(QLatin1Char('/')) + 1);
  const bool all = std::all_of(chosen.begin(), chosen.end(), [&](sim::SignalId id) {
    return store.spec(id).name.starts_with(camera.toStdString());
  });
  return all ? camera : QString();
}

}  // namespace

QStringList cursorText(const SignalStore& store, const std::vector<sim::SignalId>& chosen,
                       const TimeWindow& window) {
  const auto a = window.cursor(TimeWindow::kA), b = window.cursor(TimeWindow::kB);
  if (!a && !b) return {};
  QStringList lines(timesText(a, b));
  const QString camera = commonCamera(store, chosen);
  for (const sim::SignalId id : chosen) {
    const QString values = a && b ? valuesText(store, id, *a, *b) : store.textAt(id, a ? *a : *b);
    lines << QString::fromStdString(store.spec(id).name).mid(camera.size()) + QStringLiteral(": ") +
                 values;
  }
  return lines;
}

}  // namespace tw::ui
