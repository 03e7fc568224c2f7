// Which part of a picture a view shows: all of it, or as far in as its pixels. Geometry alone.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <optional>

namespace tw::ui {

class PictureZoom {
 public:
  static constexpr double kMost = 32;  // pixels of the view a pixel of the picture

  // Fitted stays fitted; else what was in the middle stays there.
  void setSizes(QSize picture, QSize view);
  void fit();
  void zoomAbout(QPointF inView, double factor);  // what is there stays there
  void pan(QPointF by);                           // in the view

  bool fitted() const { return scale_ <= fitScale(); }
  double scale() const { return scale_; }
  QPointF toView(QPointF inPicture) const { return (inPicture - middle_) * scale_ + viewMiddle(); }
  QPointF toPicture(QPointF inView) const { return (inView - viewMiddle()) / scale_ + middle_; }
  QRectF toView(const QRectF& r) const { return {toView(r.topLeft()), toView(r.bottomRight())}; }
  QRect shown() const;  // whole pixels of the picture that are seen, if only in part
  std::optional<QPoint> pixelAt(QPointF inView) const;

 private:
  double fitScale() const;
  QPointF viewMiddle() const { return QPointF(view_.width(), view_.height()) / 2; }
  void keepInside();

  QSize picture_{1, 1}, view_{1, 1};
  double scale_ = 1;
  QPointF middle_{0.5, 0.5};  // of the view, in the picture
};

}  // namespace tw::ui
