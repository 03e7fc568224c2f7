#include "ui/panels/install_plan.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>
#include <numbers>

#include "ui/models/colours.h"

namespace tw::ui {
namespace {

using sim::Ground;
using sim::PlanThing;

constexpr int kTakenPx = 14;                  // of the mouse to the camera
constexpr double kStepM = 0.1, kStrideM = 1;  // a key, and with Shift
constexpr double kTurnDeg = 5;
constexpr double kArrowM = 0.9;  // of the camera's sign

QColor colourOf(hal::LensId lens) { return lens == hal::LensId::kWide ? kBlue : kAmber; }

QColor faint(QColor colour, int alpha) {
  colour.setAlpha(alpha);
  return colour;
}

}  // namespace

InstallPlan::InstallPlan(InstallTrial& trial) : trial_(trial) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Plan of the place"));
  const QString how =
      tr("Drag the camera to move it, press elsewhere to turn it there. Keys: arrows move it by "
         "0.1 m (Shift: 1 m), Page Up and Page Down lift it, plus and minus turn it.");
  setAccessibleDescription(how);
  setToolTip(how);
  connect(&trial, &InstallTrial::opened, this, qOverload<>(&QWidget::update));
  connect(&trial, &InstallTrial::moved, this, qOverload<>(&QWidget::update));
  connect(&trial, &InstallTrial::answered, this, qOverload<>(&QWidget::update));
}

double InstallPlan::scale() const {
  return std::min(width(), height()) / (2 * InstallTrial::kHalfM);
}

QPointF InstallPlan::pixelOf(double x, double y) const {
  const sim::Vec3 c = trial_.centre();
  return {width() / 2.0 + (x - c.x) * scale(), height() / 2.0 - (y - c.y) * scale()};
}

QPointF InstallPlan::placeAt(QPointF pixel) const {
  const sim::Vec3 c = trial_.centre();
  return {c.x + (pixel.x() - width() / 2.0) / scale(),
          c.y - (pixel.y() - height() / 2.0) / scale()};
}

void InstallPlan::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), palette().base());
  if (!trial_.isOpen()) return;
  paintThings(painter, PlanThing::Layer::kSurface);
  if (trial_.answer())
    for (const hal::LensId lens : hal::kLenses) paintField(painter, lens);
  paintThings(painter, PlanThing::Layer::kSolid);
  paintThings(painter, PlanThing::Layer::kOverhead);
  paintCamera(painter);
  paintScale(painter);
  if (hasFocus()) {
    painter.setPen(palette().highlight().color());
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void InstallPlan::paintThings(QPainter& painter, PlanThing::Layer layer) const {
  const QColor ink = palette().text().color();
  const bool solid = layer == PlanThing::Layer::kSolid;
  painter.setPen(QPen(faint(ink, solid ? 150 : 60), 1,
                      layer == PlanThing::Layer::kOverhead ? Qt::DotLine : Qt::SolidLine));
  painter.setBrush(faint(ink, solid ? 90 : layer == PlanThing::Layer::kSurface ? 14 : 22));
  for (const PlanThing& thing : trial_.things()) {
    if (thing.layer != layer) continue;
    for (const sim::Outline& outline : thing.outlines) {
      QPolygonF polygon;
      for (const sim::PlanPoint p : outline) polygon << pixelOf(p.x, p.y);
      painter.drawPolygon(polygon);
    }
  }
}

QPainterPath InstallPlan::cells(const sim::WatchedArea& area, Ground kind) const {
  QPainterPath path;
  const auto at = [&](int bearing, int ring) {
    const double angle = bearing * 2 * std::numbers::pi / sim::kBearings, r = ring * sim::kRingM;
    return pixelOf(area.centre.x + r * std::cos(angle), area.centre.y + r * std::sin(angle));
  };
  for (int b = 0; b < sim::kBearings; ++b)
    for (const auto& [from, to] : stretches(area, b, kind))
      path.addPolygon(QPolygonF({at(b, from), at(b, to), at(b + 1, to), at(b + 1, from)}));
  return path;
}

void InstallPlan::paintField(QPainter& painter, hal::LensId lens) const {
  const sim::WatchedArea& area = trial_.answer()->watched[hal::index(lens)];
  painter.setPen(Qt::NoPen);
  QPainterPath seen = cells(area, Ground::kSeen), hidden = cells(area, Ground::kHidden);
  seen.setFillRule(Qt::WindingFill);
  hidden.setFillRule(Qt::WindingFill);
  painter.fillPath(seen, faint(colourOf(lens), 90));
  painter.fillPath(hidden, QBrush(colourOf(lens), lens == hal::LensId::kWide ? Qt::BDiagPattern
                                                                             : Qt::FDiagPattern));
}

void InstallPlan::paintCamera(QPainter& painter) const {
  const sim::Vec3 at = trial_.mount().pose.position;
  const double heading = degrees(trial_.headingDeg()).value;
  const auto corner = [&](double turn, double r) {
    return pixelOf(at.x + r * std::cos(heading + turn), at.y + r * std::sin(heading + turn));
  };
  painter.setPen(palette().base().color());
  painter.setBrush(kRed);
  painter.drawPolygon(QPolygonF({corner(0, kArrowM), corner(2.4, kArrowM), corner(-2.4, kArrowM)}));
}

// 5 m, and where north is: above.
void InstallPlan::paintScale(QPainter& painter) const {
  const double y = height() - 10, five = 5 * scale();
  painter.setPen(QPen(palette().text().color(), 2));
  painter.drawLine(QPointF(8, y), QPointF(8 + five, y));
  painter.drawText(QPointF(8, y - 5), tr("5 m"));
  const int wide = fontMetrics().horizontalAdvance(tr("N"));
  painter.drawText(QPointF(width() - wide - 8, fontMetrics().height() + 8), tr("N"));
  const double x = width() - wide / 2.0 - 8;
  painter.drawLine(QPointF(x, fontMetrics().height() + 14),
                   QPointF(x, fontMetrics().height() + 30));
}

void InstallPlan::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !trial_.isOpen()) return;
  const sim::Vec3 at = trial_.mount().pose.position;
  const QPointF away = event->position() - pixelOf(at.x, at.y);
  turning_ = std::hypot(away.x(), away.y()) > kTakenPx;
  grip_ = placeAt(event->position()) - QPointF(at.x, at.y);
  if (turning_) mouseMoveEvent(event);
}

void InstallPlan::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton) || !trial_.isOpen()) return;
  const QPointF place = placeAt(event->position());
  if (turning_)
    trial_.face(place.x(), place.y());
  else
    trial_.moveTo(place.x() - grip_.x(), place.y() - grip_.y());
}

void InstallPlan::wheelEvent(QWheelEvent* event) {
  if (trial_.isOpen()) trial_.lift(kStepM * event->angleDelta().y() / 120.0);
}

void InstallPlan::moveBy(double east, double north) {
  const sim::Vec3 at = trial_.mount().pose.position;
  trial_.moveTo(at.x + east, at.y + north);
}

void InstallPlan::keyPressEvent(QKeyEvent* event) {
  if (!trial_.isOpen()) return QWidget::keyPressEvent(event);
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  const double step = shift ? kStrideM : kStepM;
  switch (event->key()) {
    case Qt::Key_Left:
      return moveBy(-step, 0);
    case Qt::Key_Right:
      return moveBy(step, 0);
    case Qt::Key_Up:
      return moveBy(0, step);
    case Qt::Key_Down:
      return moveBy(0, -step);
    case Qt::Key_PageUp:
      return trial_.lift(step);
    case Qt::Key_PageDown:
      return trial_.lift(-step);
    case Qt::Key_Plus:
      return trial_.turnTo(trial_.headingDeg() + kTurnDeg);
    case Qt::Key_Minus:
      return trial_.turnTo(trial_.headingDeg() - kTurnDeg);
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace tw::ui
