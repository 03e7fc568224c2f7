#include "ui/panels/picture_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/models/colours.h"

namespace tw::ui {
namespace {

constexpr double kWheelStep = 1.25;  // a notch
constexpr double kKeyStep = 1.5, kKeyPanPx = 40;
constexpr double kPixelsFrom = 2;  // above that scale pixels are shown as they are
constexpr double kGridFrom = 16;

// To be told from one another and from what is behind them, by day and night.
QColor colourOf(LensOverlay::Kind kind) {
  return kind == LensOverlay::Kind::kDetection ? QColor(0x4c, 0xd9, 0x6b)
                                               : QColor(0xff, 0x8a, 0xd8);
}

}  // namespace

PictureView::PictureView(const QString& title, QWidget* parent) : QWidget(parent), title_(title) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("%1 lens, picture").arg(title));
  setAccessibleDescription(
      tr("Wheel or + and - to zoom, drag or arrow keys to move, double click or 0 for all of it"));
}

void PictureView::showPicture(const QImage& picture) {
  picture_ = picture;
  why_.clear();
  zoom_.setSizes(picture_.size(), size());
  update();
}

void PictureView::showNone(const QString& why) {
  if (picture_.isNull() && why == why_) return;
  picture_ = {};
  why_ = why;
  overlays_.clear();
  update();
}

void PictureView::showOverlays(std::vector<LensOverlay> overlays) {
  if (overlays == overlays_) return;
  overlays_ = std::move(overlays);
  update();
}

void PictureView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  if (picture_.isNull()) {
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(rect().adjusted(8, 20, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, why_);
  } else {
    paintPicture(painter);
    if (zoom_.scale() >= kGridFrom) paintGrid(painter);
    paintOverlays(painter);
  }
  const QString title = picture_.isNull() || zoom_.fitted()
                            ? title_
                            : QStringLiteral("%1  %2x").arg(title_).arg(zoom_.scale(), 0, 'g', 3);
  paintTag(painter, {0, 0}, title, palette().color(QPalette::Window), false);
  if (!hasFocus()) return;
  painter.setPen(palette().color(QPalette::Highlight));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void PictureView::paintPicture(QPainter& painter) const {
  painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom_.scale() <= kPixelsFrom);
  const QRect shown = zoom_.shown();
  painter.drawImage(zoom_.toView(QRectF(shown)), picture_, QRectF(shown));
}

void PictureView::paintGrid(QPainter& painter) const {
  painter.setPen(QColor(128, 128, 128, 120));
  const QRect shown = zoom_.shown();
  const QRectF all = zoom_.toView(QRectF(shown));
  QList<QLineF> lines;
  for (int x = shown.left(); x <= shown.right() + 1; ++x) {
    const double at = zoom_.toView(QPointF(x, 0)).x();
    lines << QLineF(at, all.top(), at, all.bottom());
  }
  for (int y = shown.top(); y <= shown.bottom() + 1; ++y) {
    const double at = zoom_.toView(QPointF(0, y)).y();
    lines << QLineF(all.left(), at, all.right(), at);
  }
  painter.drawLines(lines);
}

// All boxes first: none hides a name.
void PictureView::paintOverlays(QPainter& painter) const {
  const QRectF view(rect());
  painter.save();
  painter.setBrush(Qt::NoBrush);
  for (const LensOverlay& overlay : overlays_) {
    const bool truth = overlay.kind == LensOverlay::Kind::kTruth;
    painter.setOpacity(overlay.strength);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4));
    painter.drawRect(zoom_.toView(overlay.box));
    painter.setPen(QPen(colourOf(overlay.kind), 2, truth ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(zoom_.toView(overlay.box));
  }
  for (const LensOverlay& overlay : overlays_) {
    const QRectF box = zoom_.toView(overlay.box).adjusted(-2, -2, 2, 2);
    if (!box.intersects(view)) continue;
    painter.setOpacity(overlay.strength);
    const bool above = overlay.kind == LensOverlay::Kind::kDetection;
    paintTag(painter, above ? box.topLeft() : box.bottomLeft(), overlay.text,
             colourOf(overlay.kind), above);
  }
  painter.restore();
}

// Within the view, above or below the corner.
void PictureView::paintTag(QPainter& painter, QPointF corner, const QString& text, QColor colour,
                           bool above) const {
  const QSizeF size(fontMetrics().horizontalAdvance(text) + 6, fontMetrics().height());
  QRectF tag(corner - QPointF(0, above ? size.height() : 0), size);
  tag.moveLeft(std::clamp(tag.left(), 0.0, std::max(0.0, width() - tag.width())));
  const double least = corner.isNull() ? 0 : tag.height();  // below the title
  tag.moveTop(std::clamp(tag.top(), least, std::max(least, height() - tag.height())));
  painter.fillRect(tag, colour);
  painter.setPen(textOn(colour));
  painter.drawText(tag, Qt::AlignCenter, text);
}

void PictureView::resizeEvent(QResizeEvent*) {
  if (!picture_.isNull()) zoom_.setSizes(picture_.size(), size());
}

void PictureView::moved(QPointF mouse) {
  if (!picture_.isNull()) Q_EMIT hovered(zoom_.pixelAt(mouse));
  update();
}

void PictureView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_ = event->position();
  if (!zoom_.fitted()) setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) {
    zoom_.pan(event->position() - pressed_);
    pressed_ = event->position();
    update();
  }
  if (!picture_.isNull()) Q_EMIT hovered(zoom_.pixelAt(event->position()));
}

void PictureView::mouseReleaseEvent(QMouseEvent*) { unsetCursor(); }

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
  zoom_.fit();
  moved(event->position());
}

void PictureView::wheelEvent(QWheelEvent* event) {
  zoom_.zoomAbout(event->position(), std::pow(kWheelStep, event->angleDelta().y() / 120.0));
  moved(event->position());
  event->accept();
}

void PictureView::keyPressEvent(QKeyEvent* event) {
  const QPointF middle = QRectF(rect()).center();
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom_.zoomAbout(middle, kKeyStep);
      break;
    case Qt::Key_Minus:
      zoom_.zoomAbout(middle, 1 / kKeyStep);
      break;
    case Qt::Key_0:
      zoom_.fit();
      break;
    case Qt::Key_Left:
      zoom_.pan({kKeyPanPx, 0});
      break;
    case Qt::Key_Right:
      zoom_.pan({-kKeyPanPx, 0});
      break;
    case Qt::Key_Up:
      zoom_.pan({0, kKeyPanPx});
      break;
    case Qt::Key_Down:
      zoom_.pan({0, -kKeyPanPx});
      break;
    default:
      return QWidget::keyPressEvent(event);
  }
  moved(middle);
}

void PictureView::leaveEvent(QEvent*) { Q_EMIT hovered(std::nullopt); }

}  // namespace tw::ui
