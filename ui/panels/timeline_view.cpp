#include "ui/panels/timeline_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

#include "ui/models/time_text.h"
#include "ui/models/time_window.h"

namespace tw::ui {
namespace {

constexpr int kAxisHeight = 18, kRow = 12, kEdge = 8, kTickRoom = 90;
constexpr int kReachPx = 4;          // of the mouse to a mark
constexpr double kNarrowest = 0.01;  // s

using Kind = TimelineMark::Kind;
constexpr Kind kKinds[] = {Kind::kCommand, Kind::kFault, Kind::kMessage, Kind::kDetection,
                           Kind::kWarning};

QColor colourOf(Kind kind) {
  switch (kind) {
    case Kind::kCommand:
      return QColor(0x3d, 0x7e, 0xd0);
    case Kind::kFault:
      return QColor(0xd0, 0x45, 0x3d);
    case Kind::kMessage:
      return QColor(0x8a, 0x5c, 0xc8);
    case Kind::kDetection:
      return QColor(0x2f, 0x9e, 0x55);
    case Kind::kWarning:
      return QColor(0xd9, 0x9a, 0x1e);
  }
  return {};
}

}  // namespace

TimelineView::TimelineView(RunModel& run, QWidget* parent) : QWidget(parent), run_(run) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Timeline"));
  setAccessibleDescription(tr("Click to look back, arrow keys to go from mark to mark"));
  connect(&run, &RunModel::begun, this, [this] {
    timeline_.clear();
    showAll();
  });
  connect(&run, &RunModel::advanced, this, &TimelineView::takeEvents);
  connect(&run, &RunModel::shownChanged, this, qOverload<>(&QWidget::update));
  takeEvents();
  showAll();
}

void TimelineView::takeEvents() {
  timeline_.take(run_.events());
  update();
}

double TimelineView::endSeconds() const {
  return run_.facts() ? toSeconds(run_.facts()->end.time_since_epoch()) : 1;
}

void TimelineView::showAll() {
  from_ = 0;
  to_ = endSeconds();
  update();
}

int TimelineView::xOf(Instant at) const {
  const double share = (toSeconds(at.time_since_epoch()) - from_) / seconds();
  return kEdge +
         static_cast<int>(std::lround(std::clamp(share, -10.0, 11.0) * (width() - 2 * kEdge)));
}

Instant TimelineView::timeAt(int x) const {
  const double share = static_cast<double>(x - kEdge) / std::max(1, width() - 2 * kEdge);
  return Instant{fromSeconds(std::clamp(from_ + share * seconds(), 0.0, endSeconds()))};
}

void TimelineView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  paintAxis(painter);
  paintMarks(painter);
  paintCursor(painter);
}

void TimelineView::paintAxis(QPainter& painter) const {
  const int played = xOf(run_.now());
  QColor done = palette().color(QPalette::Highlight);
  done.setAlpha(40);
  painter.fillRect(QRect(xOf(Instant{}), kAxisHeight, played - xOf(Instant{}), height()), done);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const double step = tickStep(seconds(), width() / kTickRoom);
  for (double tick = std::ceil(from_ / step) * step; tick <= to_; tick += step) {
    const int x = xOf(Instant{fromSeconds(tick)});
    painter.drawLine(x, kAxisHeight - 4, x, height());
    const QString label = step >= 1 ? timeText(Instant{fromSeconds(tick)}).chopped(4)
                                    : timeText(Instant{fromSeconds(tick)});
    const QRect room(x + 3, 0, 88, kAxisHeight - 2);
    if (x + 3 + painter.fontMetrics().horizontalAdvance(label) <= width())  // else it is cut off
      painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, label);
  }
}

void TimelineView::paintMarks(QPainter& painter) const {
  int lastX[std::size(kKinds)];
  std::fill(std::begin(lastX), std::end(lastX), INT_MIN);
  for (const TimelineMark& mark : timeline_.between(timeAt(0), timeAt(width()))) {
    const int x = xOf(mark.at);
    const auto row = static_cast<size_t>(mark.kind);
    if (x == lastX[row]) continue;
    lastX[row] = x;
    painter.fillRect(QRect(x - 1, kAxisHeight + 2 + static_cast<int>(row) * kRow, 3, kRow - 2),
                     colourOf(mark.kind));
  }
}

void TimelineView::paintCursor(QPainter& painter) const {
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  const int x = xOf(run_.shownAt());
  painter.drawLine(x, 0, x, height());
}

void TimelineView::lookAt(int x) {
  Instant at = timeAt(x);
  const Duration reach = timeAt(x + kReachPx) - at;
  if (const TimelineMark* mark = timeline_.nearest(at, reach)) at = mark->at;
  run_.lookAt(at >= run_.now() ? std::nullopt : std::optional(at));
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) lookAt(event->position().toPoint().x());
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
  const int x = event->position().toPoint().x();
  if (event->buttons() & Qt::LeftButton) return lookAt(x);
  const Instant at = timeAt(x);
  const TimelineMark* mark = timeline_.nearest(at, timeAt(x + kReachPx) - at);
  QToolTip::showText(event->globalPosition().toPoint(),
                     mark ? timeText(mark->at) + QStringLiteral("  ") + mark->text : QString(),
                     this);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent*) { showAll(); }

void TimelineView::wheelEvent(QWheelEvent* event) {
  const double about = toSeconds(timeAt(event->position().toPoint().x()).time_since_epoch());
  const double factor = std::pow(0.8, event->angleDelta().y() / 120.0);
  const double length = std::clamp(seconds() * factor, kNarrowest, endSeconds());
  from_ = std::clamp(about - (about - from_) * length / seconds(), 0.0, endSeconds() - length);
  to_ = from_ + length;
  event->accept();
  update();
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
  const Instant at = run_.shownAt();
  const auto& marks = timeline_.marks();
  if (event->key() == Qt::Key_Left) {
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
      if (mark->at < at) return run_.lookAt(mark->at);
  } else if (event->key() == Qt::Key_Right) {
    for (const TimelineMark& mark : marks)
      if (mark.at > at && mark.at < run_.now()) return run_.lookAt(mark.at);
    run_.lookAt({});
  } else {
    QWidget::keyPressEvent(event);
  }
}

}  // namespace tw::ui
