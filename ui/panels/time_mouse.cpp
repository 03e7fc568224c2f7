#include "ui/panels/time_mouse.h"

#include <QApplication>
#include <QWheelEvent>
#include <cmath>

#include "ui/panels/time_scale.h"

namespace tw::ui {
namespace {
constexpr double kNotch = 0.8, kKeyShare = 0.1;
}  // namespace

TimeMouse::TimeMouse(TimeWindow& window, QObject* parent) : QObject(parent), window_(window) {}

void TimeMouse::watch(QWidget& widget) {
  widget.installEventFilter(this);
  widget.setFocusPolicy(Qt::StrongFocus);
}

double TimeMouse::secondsAt(const QWidget& widget, double x) const {
  return TimeScale(window_, widget.width()).secondsAt(x);
}

bool TimeMouse::eventFilter(QObject* watched, QEvent* event) {
  const auto& widget = *static_cast<QWidget*>(watched);
  auto* mouse = dynamic_cast<QMouseEvent*>(event);
  if (mouse && mouse->type() != QEvent::MouseMove && mouse->button() != Qt::LeftButton)
    return false;
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      press(*mouse);
      return true;
    case QEvent::MouseMove:
      drag(widget, *mouse);
      return true;
    case QEvent::MouseButtonRelease:
      release(widget, *mouse);
      return true;
    case QEvent::MouseButtonDblClick:
      pressed_ = false;
      Q_EMIT wantsToLookAt(Instant{fromSeconds(secondsAt(widget, mouse->position().x()))});
      return true;
    case QEvent::Wheel: {
      const auto* wheel = static_cast<QWheelEvent*>(event);
      window_.zoom(secondsAt(widget, wheel->position().x()),
                   std::pow(kNotch, -wheel->angleDelta().y() / 120.0));
      event->accept();
      return true;
    }
    case QEvent::KeyPress:
      return key(static_cast<QKeyEvent*>(event)->key());
    default:
      return false;
  }
}

void TimeMouse::press(const QMouseEvent& event) {
  pressed_ = true;
  dragged_ = false;
  pressedX_ = draggedX_ = event.position().x();
}

void TimeMouse::drag(const QWidget& widget, const QMouseEvent& event) {
  if (!pressed_ || !(event.buttons() & Qt::LeftButton)) return;
  const double x = event.position().x();
  if (std::abs(x - pressedX_) >= QApplication::startDragDistance()) dragged_ = true;
  if (!dragged_) return;
  window_.pan(secondsAt(widget, draggedX_) - secondsAt(widget, x));
  draggedX_ = x;
}

void TimeMouse::release(const QWidget& widget, const QMouseEvent& event) {
  if (std::exchange(pressed_, false) && !dragged_)
    window_.set(event.modifiers() & Qt::ShiftModifier ? TimeWindow::kB : TimeWindow::kA,
                Instant{fromSeconds(secondsAt(widget, event.position().x()))});
}

bool TimeMouse::key(int key) {
  const double middle = (window_.from() + window_.to()) / 2;
  switch (key) {
    case Qt::Key_Left:
      window_.pan(-kKeyShare * window_.length());
      return true;
    case Qt::Key_Right:
      window_.pan(kKeyShare * window_.length());
      return true;
    case Qt::Key_Plus:
      window_.zoom(middle, 1 / kNotch);
      return true;
    case Qt::Key_Minus:
      window_.zoom(middle, kNotch);
      return true;
    default:
      return false;
  }
}

}  // namespace tw::ui
