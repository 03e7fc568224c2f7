#include "ui/panels/fitting_scroll.h"

#include <QEvent>
#include <QScrollBar>
#include <algorithm>

namespace tw::ui {
namespace {
constexpr int kLeastLines = 2;
}  // namespace

FittingScroll::FittingScroll(QWidget* content) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  setWidget(content);
}

QSize FittingScroll::sizeHint() const {
  const QSize wanted = widget()->sizeHint();
  const int wrapped = widget()->heightForWidth(viewport()->width());
  return {wanted.width(), wrapped > 0 ? wrapped : wanted.height()};
}

QSize FittingScroll::minimumSizeHint() const {
  const int width = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
  return {width, std::min(sizeHint().height(), fontMetrics().lineSpacing() * kLeastLines)};
}

bool FittingScroll::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize) updateGeometry();
  return QScrollArea::eventFilter(watched, event);
}

// Another width wraps its texts otherwise.
void FittingScroll::resizeEvent(QResizeEvent* event) {
  QScrollArea::resizeEvent(event);
  updateGeometry();
}

}  // namespace tw::ui
