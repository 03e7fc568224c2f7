#include "ui/models/picture_zoom.h"

#include <QRect>
#include <algorithm>
#include <cmath>

namespace tw::ui {

void PictureZoom::setSizes(QSize picture, QSize view) {
  picture = picture.expandedTo({1, 1});
  view = view.expandedTo({1, 1});
  if (picture == picture_ && view == view_) return;
  const bool wasFitted = fitted() || picture != picture_;
  picture_ = picture;
  view_ = view;
  if (wasFitted) return fit();
  scale_ = std::max(scale_, fitScale());
  keepInside();
}

double PictureZoom::fitScale() const {
  return std::min(static_cast<double>(view_.width()) / picture_.width(),
                  static_cast<double>(view_.height()) / picture_.height());
}

void PictureZoom::fit() {
  scale_ = fitScale();
  keepInside();
}

void PictureZoom::zoomAbout(QPointF inView, double factor) {
  const QPointF kept = toPicture(inView);
  const double least = fitScale();
  scale_ = std::clamp(scale_ * factor, least, std::max(kMost, least));
  middle_ = kept - (inView - viewMiddle()) / scale_;
  keepInside();
}

void PictureZoom::pan(QPointF by) {
  middle_ -= by / scale_;
  keepInside();
}

// No edge comes further in than where it lies when all is shown: so what is under the mouse stays
// there, though bands lay above and below.
void PictureZoom::keepInside() {
  const double share = fitScale() / scale_ / 2;
  const auto inside = [share](double middle, double whole) {
    return std::clamp(middle, whole * share, std::max(whole * share, whole - whole * share));
  };
  middle_ = {inside(middle_.x(), picture_.width()), inside(middle_.y(), picture_.height())};
}

QRect PictureZoom::shown() const {
  const QRectF seen(toPicture(QPointF(0, 0)), toPicture(QPointF(view_.width(), view_.height())));
  return seen.toAlignedRect() & QRect(QPoint(0, 0), picture_);
}

std::optional<QPoint> PictureZoom::pixelAt(QPointF inView) const {
  const QPointF at = toPicture(inView);
  const QPoint pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y())));
  if (!QRect(QPoint(0, 0), picture_).contains(pixel)) return std::nullopt;
  return pixel;
}

}  // namespace tw::ui
