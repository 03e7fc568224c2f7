#include "ui/panels/signal_plot.h"

#include <algorithm>
#include <cmath>

#include "ui/panels/signal_colours.h"

namespace tw::ui {
namespace {

constexpr int kLaneHeight = 46, kKey = 16;  // pixels
constexpr int kTickHeight = 18;
constexpr double kRoom = 0.08;  // above and below the values, a share

}  // namespace

SignalPlot::SignalPlot(RunModel& run, const TimeWindow& window, QWidget* parent)
    : QCustomPlot(parent), run_(run), window_(window), ticks_(new QCPAxisTickerFixed) {
  setObjectName(QStringLiteral("signal_plot"));
  setAccessibleName(tr("Numbers over time"));
  setPlottingHint(QCP::phFastPolylines);
  setNotAntialiasedElements(QCP::aeAll);
  setAutoAddPlottableToLegend(false);  // it is painted
  plotLayout()->clear();
  plotLayout()->setRowSpacing(0);
  takeTheme();
}

QSize SignalPlot::minimumSizeHint() const {
  return {120, static_cast<int>(lanes_.size()) * kLaneHeight};
}

void SignalPlot::choose(const std::vector<sim::SignalId>& chosen) {
  lanes_.clear();
  clearGraphs();
  plotLayout()->clear();
  for (const sim::SignalId id : chosen)
    if (isNumber(run_.signalStore().spec(id))) addLine(id);
  takeTheme();
  updateGeometry();
}

void SignalPlot::addLine(sim::SignalId signal) {
  const sim::SignalSpec& spec = run_.signalStore().spec(signal);
  const auto place = static_cast<size_t>(graphCount());
  Lane& lane = laneOf(spec);
  QCPGraph* graph = addGraph(lane.rect->axis(QCPAxis::atBottom), lane.rect->axis(QCPAxis::atLeft));
  graph->setLineStyle(QCPGraph::lsStepLeft);
  graph->setAdaptiveSampling(false);  // there are no more points than pixels
  graph->setPen(QPen(lineColour(spec, place), 1));
  lane.lines.push_back({signal, graph});
}

SignalPlot::Lane& SignalPlot::laneOf(const sim::SignalSpec& spec) {
  const QString title = spec.kind == sim::SignalKind::kCount ? tr("count")
                        : spec.unit.empty()                  ? tr("number")
                                                             : QString::fromStdString(spec.unit);
  const auto known = std::find_if(lanes_.begin(), lanes_.end(),
                                  [&title](const Lane& lane) { return lane.title == title; });
  if (known != lanes_.end()) return *known;
  return lanes_.emplace_back(Lane{title, makeRect(title)});
}

QCPAxisRect* SignalPlot::makeRect(const QString& title) {
  auto* rect = new QCPAxisRect(this);
  rect->setAutoMargins(QCP::msNone);
  rect->setMinimumSize(10, 10);
  QCPAxis* time = rect->axis(QCPAxis::atBottom);
  time->setTickLabels(false);
  time->setTicker(ticks_);
  QCPAxis* values = rect->axis(QCPAxis::atLeft);
  values->setLabel(title);
  values->setNumberFormat(QStringLiteral("gb"));
  values->setNumberPrecision(5);
  plotLayout()->addElement(plotLayout()->rowCount(), 0, rect);
  return rect;
}

void SignalPlot::takeTheme() {
  const QColor text = palette().color(QPalette::Text), faint = [&text] {
    QColor colour = text;
    colour.setAlpha(40);
    return colour;
  }();
  setBackground(palette().base());
  for (const Lane& lane : lanes_)
    for (QCPAxis* axis : lane.rect->axes()) {
      axis->setBasePen(faint);
      axis->setTickPen(faint);
      axis->setSubTicks(false);
      axis->setTickLabelColor(text);
      axis->setLabelColor(text);
      axis->setTickLabelFont(font());
      axis->setLabelFont(font());
      axis->grid()->setPen(QPen(faint, 1, Qt::DotLine));
      axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

void SignalPlot::refresh() {
  if (lanes_.empty() || !isVisible()) return;
  const TimeScale scale(window_, width());
  ticks_->setTickStep(tickStep(window_.length(), scale.width / TimeScale::kTickRoom));
  for (Lane& lane : lanes_) fill(lane, scale);
  replot(rpQueuedRefresh);
}

void SignalPlot::fill(Lane& lane, const TimeScale& scale) {
  lane.rect->setMargins(QMargins(scale.left, 3, scale.right, 4));
  const int ticks = std::clamp(lane.rect->height() / kTickHeight, 2, 5);
  lane.rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(ticks);
  Extent values;
  for (const Line& line : lane.lines) fill(line, scale, values);
  lane.rect->axis(QCPAxis::atBottom)->setRange(window_.from(), window_.to());
  if (values.lower > values.upper) values = {0, 1};
  if (values.lower == values.upper) values.upper += 1;
  const double room = (values.upper - values.lower) * kRoom;
  lane.rect->axis(QCPAxis::atLeft)->setRange(values.lower - room, values.upper + room);
}

// The line ends now: of what comes after nothing is known.
void SignalPlot::fill(const Line& line, const TimeScale& scale, Extent& values) {
  auto points = plotSamples(run_.signalStore().samples(line.signal), scale.span());
  if (!points.empty())
    points.push_back({std::min(run_.now(), scale.span().to), points.back().value});
  QVector<QCPGraphData> corners;
  corners.reserve(static_cast<int>(points.size()));
  for (const Sample& point : points) {
    corners.append({toSeconds(point.at.time_since_epoch()), point.value});
    values.lower = std::min(values.lower, point.value);
    values.upper = std::max(values.upper, point.value);
  }
  line.graph->data()->set(corners, true);
}

int SignalPlot::points() const {
  int sum = 0;
  for (const Lane& lane : lanes_)
    for (const Line& line : lane.lines) sum += line.graph->data()->size();
  return sum;
}

void SignalPlot::paintEvent(QPaintEvent* event) {
  QCustomPlot::paintEvent(event);
  QPainter painter(this);
  for (const Lane& lane : lanes_) paintLegend(painter, lane);
  paintTimes(painter, TimeScale(window_, width()), window_, run_.shownAt(), *this);
}

void SignalPlot::paintLegend(QPainter& painter, const Lane& lane) const {
  const QRect inner = lane.rect->rect();
  QRect place(inner.left() + 4, inner.top() + 1, inner.width() - 8, fontMetrics().height());
  QColor behind = palette().color(QPalette::Base);
  behind.setAlpha(190);
  for (const Line& line : lane.lines) {
    const QString name =
        fontMetrics().elidedText(QString::fromStdString(run_.signalStore().spec(line.signal).name),
                                 Qt::ElideLeft, place.width() - kKey);
    const int width = kKey + fontMetrics().horizontalAdvance(name);
    painter.fillRect(QRect(place.left(), place.top(), width, place.height()), behind);
    painter.fillRect(QRect(place.left(), place.center().y() - 1, kKey - 4, 3),
                     line.graph->pen().color());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(place.adjusted(kKey, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
    place.setLeft(place.left() + width + 12);
    if (place.width() < 40) return;
  }
}

void SignalPlot::resizeEvent(QResizeEvent* event) {
  QCustomPlot::resizeEvent(event);
  refresh();
}

void SignalPlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
  takeTheme();
  refresh();
}

}  // namespace tw::ui
