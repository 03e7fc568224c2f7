#include "ui/panels/timeline_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

#include "ui/models/colours.h"
#include "ui/models/time_text.h"
#include "ui/models/time_window.h"

namespace tw::ui {
namespace {

constexpr int kAxisHeight = 18, kEdge = 8, kTickRoom = 90, kMark = 10;
constexpr int kReachPx = 4;          // of the mouse to a mark
constexpr double kNarrowest = 0.01;  // s

using Kind = TimelineMark::Kind;
constexpr Kind kKinds[] = {Kind::kCommand, Kind::kFault, Kind::kMessage, Kind::kDetection,
                           Kind::kWarning};

QColor colourOf(Kind kind) {
  switch (kind) {
    case Kind::kCommand:
      return kBlue;
    case Kind::kFault:
      return kRed;
    case Kind::kMessage:
      return kPurple;
    case Kind::kDetection:
      return kGreen;
    case Kind::kWarning:
      return kAmber;
  }
  return {};
}

}  // namespace

TimelineView::TimelineView(RunModel& run, QWidget* parent) : QWidget(parent), run_(run) {
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Timeline"));
  names_ = {tr("Commands"), tr("Faults"), tr("Messages"), tr("Detections"), tr("Warnings")};
  setAccessibleDescription(tr("Click to look back, arrow keys to go from mark to mark. Rows: %1")
                               .arg(names_.join(QStringLiteral(", "))));
  layRows();
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

void TimelineView::layRows() {
  rowHeight_ = fontMetrics().height();
  int longest = 0;
  for (const QString& name : names_)
    longest = std::max(longest, fontMetrics().horizontalAdvance(name));
  left_ = kEdge + kMark + longest + kEdge;
  updateGeometry();
}

int TimelineView::wantedHeight() const {
  return kAxisHeight + rowHeight_ * static_cast<int>(std::size(kKinds)) + 2;
}

int TimelineView::xOf(Instant at) const {
  const double share = (toSeconds(at.time_since_epoch()) - from_) / seconds();
  return left_ +
         static_cast<int>(std::lround(std::clamp(share, -10.0, 11.0) * (width() - left_ - kEdge)));
}

Instant TimelineView::timeAt(int x) const {
  const double share = static_cast<double>(x - left_) / std::max(1, width() - left_ - kEdge);
  return Instant{fromSeconds(std::clamp(from_ + share * seconds(), 0.0, endSeconds()))};
}

void TimelineView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  paintNames(painter);
  painter.setClipRect(rect().adjusted(left_ - kEdge / 2, 0, 0, 0));
  paintAxis(painter);
  paintMarks(painter);
  paintCursor(painter);
}

void TimelineView::paintNames(QPainter& painter) const {
  QRect row(kEdge / 2, kAxisHeight, left_ - kEdge, rowHeight_);
  painter.setPen(palette().color(QPalette::Text));
  for (const Kind kind : kKinds) {
    painter.fillRect(row.left(), row.top() + 3, kMark - 4, row.height() - 5, colourOf(kind));
    painter.drawText(row.adjusted(kMark, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     names_[static_cast<int>(kind)]);
    row.translate(0, rowHeight_);
  }
}

void TimelineView::paintAxis(QPainter& painter) const {
  const int played = xOf(run_.now());
  QColor done = palette().color(QPalette::Highlight);
  done.setAlpha(40);
  painter.fillRect(QRect(xOf(Instant{}), kAxisHeight, played - xOf(Instant{}), height()), done);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const double step = tickStep(seconds(), (width() - left_) / kTickRoom);
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
  for (const TimelineMark& mark : timeline_.between(timeAt(left_ - kEdge), timeAt(width()))) {
    const int x = xOf(mark.at);
    const auto row = static_cast<size_t>(mark.kind);
    if (x == lastX[row]) continue;
    lastX[row] = x;
    painter.fillRect(
        QRect(x - 1, kAxisHeight + 2 + static_cast<int>(row) * rowHeight_, 3, rowHeight_ - 3),
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
  const int x = event->position().toPoint().x();
  if (event->button() == Qt::LeftButton && !isName(x)) lookAt(x);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
  const int x = event->position().toPoint().x();
  if (event->buttons() & Qt::LeftButton) return lookAt(x);
  const Instant at = timeAt(x);
  const TimelineMark* mark = isName(x) ? nullptr : timeline_.nearest(at, timeAt(x + kReachPx) - at);
  QToolTip::showText(event->globalPosition().toPoint(),
                     mark ? timeText(mark->at) + QStringLiteral("  ") + mark->text : QString(),
                     this);
}

bool TimelineView::isName(int x) const { return x < left_ - kEdge; }

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

void TimelineView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) layRows();
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
