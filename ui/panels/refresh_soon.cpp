#include "ui/panels/refresh_soon.h"

#include <QEvent>

namespace tw::ui {

RefreshSoon::RefreshSoon(QWidget& widget, std::function<void()> refresh, int ms)
    : widget_(widget), refresh_(std::move(refresh)), ms_(ms) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, [this] {
    if (widget_.isVisible()) refresh_();
  });
  widget.installEventFilter(this);
}

void RefreshSoon::in(int ms) {
  if (widget_.isVisible() && (!timer_.isActive() || timer_.remainingTime() > ms)) timer_.start(ms);
}

bool RefreshSoon::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &widget_ && event->type() == QEvent::Show) refresh_();
  return QObject::eventFilter(watched, event);
}

}  // namespace tw::ui
