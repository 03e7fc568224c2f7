// The mouse and the keys of the 3D view.
#include <QMouseEvent>
#include <algorithm>
#include <iterator>

#include "ui/viewport/view_canvas.h"

namespace tw::ui {
namespace {
constexpr int kRestMs = 200;
constexpr double kClickPx = 4, kKeyPx = 16;
}  // namespace

void ViewCanvas::mousePressEvent(QMouseEvent* event) {
  pressed_ = last_ = event->position();
  dragged_ = false;
}

void ViewCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF to = event->position();
  if (!dragged_ && (to - pressed_).manhattanLength() < kClickPx) return;
  dragged_ = true;
  feed_.setEyeMoves(true);
  const QPointF way = to - last_;
  last_ = to;
  if (event->buttons() & Qt::LeftButton)
    byHand().orbit(way.x(), way.y());
  else
    byHand().pan(way.x(), way.y(), {width(), height()});
  eyeMoved();
}

void ViewCanvas::mouseReleaseEvent(QMouseEvent* event) {
  feed_.setEyeMoves(false);
  if (dragged_)
    eyeMoved();
  else if (event->button() == Qt::LeftButton)
    pick(event->position());
  dragged_ = false;
}

void ViewCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  pick(event->position());
  if (!picked_) return;
  byHand().centreOn(picked_->at);
  eyeMoved();
}

void ViewCanvas::wheelEvent(QWheelEvent* event) {
  byHand().zoom(event->angleDelta().y() / 120.0, event->position().x(), event->position().y(),
                {width(), height()});
  feed_.setEyeMoves(true);
  rest_.start(kRestMs);
  eyeMoved();
  event->accept();
}

bool ViewCanvas::moveByKey(int key) {
  struct Move {
    int key;
    double dx, dy, zoom;
  };
  constexpr Move kMoves[] = {{Qt::Key_Left, kKeyPx, 0, 0}, {Qt::Key_Right, -kKeyPx, 0, 0},
                             {Qt::Key_Up, 0, kKeyPx, 0},   {Qt::Key_Down, 0, -kKeyPx, 0},
                             {Qt::Key_Plus, 0, 0, 1},      {Qt::Key_Minus, 0, 0, -1}};
  const auto* move = std::find_if(std::begin(kMoves), std::end(kMoves),
                                  [key](const Move& m) { return m.key == key; });
  if (move == std::end(kMoves)) return false;
  if (move->zoom != 0)
    byHand().zoom(move->zoom, width() / 2.0, height() / 2.0, {width(), height()});
  else
    byHand().orbit(move->dx, move->dy);
  eyeMoved();
  return true;
}

void ViewCanvas::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_F:
      return frameAll();
    case Qt::Key_R:
      return reset();
    case Qt::Key_1:
      return lookThrough(hal::LensId::kWide);
    case Qt::Key_2:
      return lookThrough(hal::LensId::kPtz);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return pick(QRectF(rect()).center());
    default:
      if (!moveByKey(event->key())) QWidget::keyPressEvent(event);
  }
}

}  // namespace tw::ui
