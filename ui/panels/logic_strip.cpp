#include "ui/panels/logic_strip.h"

#include <QHelpEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/models/colours.h"
#include "ui/panels/signal_colours.h"

namespace tw::ui {
namespace {

constexpr int kLane = 18, kGap = 2, kRuler = 18;  // pixels

}  // namespace

LogicStrip::LogicStrip(RunModel& run, const TimeWindow& window, QWidget* parent)
    : QWidget(parent), run_(run), window_(window) {
  setObjectName(QStringLiteral("logic_strip"));
  setAccessibleName(tr("States over time"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

int LogicStrip::height(size_t lanes) { return static_cast<int>(lanes) * kLane + kGap; }

void LogicStrip::choose(const std::vector<sim::SignalId>& chosen) {
  const SignalStore& store = run_.signalStore();
  lanes_.clear();
  std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(lanes_),
               [&store](sim::SignalId id) { return !isNumber(store.spec(id)); });
  updateGeometry();
  update();
}

void LogicStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  const TimeScale scale(window_, width());
  for (size_t lane = 0; lane < lanes_.size(); ++lane) paintLane(painter, lane, scale);
  paintTimes(painter, scale, window_, run_.shownAt(), *this);
}

// Where there is no room, first the camera goes.
QString LogicStrip::shortName(const QString& name, int room) const {
  const bool fits = fontMetrics().horizontalAdvance(name) <= room;
  return fontMetrics().elidedText(fits ? name : name.section(QLatin1Char('/'), 1), Qt::ElideLeft,
                                  room);
}

void LogicStrip::paintLane(QPainter& painter, size_t lane, const TimeScale& scale) const {
  const sim::SignalId id = lanes_[lane];
  const SignalStore& store = run_.signalStore();
  const int top = static_cast<int>(lane) * kLane + kGap;
  const QRect name(4, top, scale.left - 10, kLane - kGap);
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(name, Qt::AlignRight | Qt::AlignVCenter,
                   shortName(QString::fromStdString(store.spec(id).name), name.width()));
  // Nothing is known of what comes after now.
  const int end = static_cast<int>(std::ceil(scale.xOf(run_.now())));
  painter.save();
  painter.setClipRect(QRect(scale.left, top, std::clamp(end - scale.left, 0, scale.width), kLane));
  for (const LaneBox& box : laneBoxes(store.samples(id), scale.span()))
    paintBox(painter, box, {scale.left + box.first, top, box.last - box.first + 1, kLane - kGap},
             id);
  painter.restore();
}

void LogicStrip::paintBox(QPainter& painter, const LaneBox& box, const QRect& rect,
                          sim::SignalId signal) const {
  const SignalStore& store = run_.signalStore();
  if (box.many) {
    painter.fillRect(rect, QBrush(palette().color(QPalette::Text), Qt::Dense4Pattern));
    return;
  }
  const QColor colour = valueColour(store.spec(signal), box.value);
  painter.fillRect(rect, colour);
  painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()),
                   palette().color(QPalette::Base));
  const QRect inner = rect.intersected(painter.clipBoundingRect().toRect()).adjusted(4, 0, -3, 0);
  const QString text = store.textOf(signal, box.value);
  if (inner.width() < fontMetrics().averageCharWidth() * 3) return;
  painter.setPen(colour.alpha() < 255 ? palette().color(QPalette::Text) : textOn(colour));
  painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

QString LogicStrip::tipAt(QPoint place) const {
  const int lane = (place.y() - kGap) / kLane;
  if (place.y() < kGap || lane >= static_cast<int>(lanes_.size())) return {};
  const sim::SignalId id = lanes_[static_cast<size_t>(lane)];
  const QString name = QString::fromStdString(run_.signalStore().spec(id).name);
  const TimeScale scale(window_, width());
  if (place.x() < scale.left) return name;
  const Instant at{fromSeconds(std::max(0.0, scale.secondsAt(place.x())))};
  if (at > run_.now()) return name;
  return tr("%1 at %2 s: %3")
      .arg(name)
      .arg(toSeconds(at.time_since_epoch()), 0, 'f', 3)
      .arg(run_.signalStore().textAt(id, at));
}

bool LogicStrip::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
  return true;
}

TimeRuler::TimeRuler(RunModel& run, const TimeWindow& window, QWidget* parent)
    : QWidget(parent), run_(run), window_(window) {
  setAccessibleName(tr("Seconds"));
  setFixedHeight(kRuler);
}

void TimeRuler::setPlotWidth(int width) {
  plotWidth_ = width;
  update();
}

void TimeRuler::paintEvent(QPaintEvent*) {
  constexpr int kTickRoom = TimeScale::kTickRoom;
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  const TimeScale scale(window_, plotWidth_ > 0 ? plotWidth_ : width());
  const double step = tickStep(window_.length(), scale.width / kTickRoom);
  const int digits = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(QRect(4, 0, scale.left - 10, kRuler), Qt::AlignRight | Qt::AlignVCenter,
                   tr("s"));
  for (double tick = std::ceil(scale.from / step) * step; tick <= window_.to(); tick += step) {
    const int x = static_cast<int>(std::lround(scale.xOf(tick)));
    painter.drawLine(x, 0, x, 4);
    painter.drawText(QRect(x - kTickRoom / 2, 4, kTickRoom, kRuler - 4), Qt::AlignCenter,
                     QString::number(tick, 'f', digits));
  }
  paintTimes(painter, scale, window_, run_.shownAt(), *this);
}

}  // namespace tw::ui
