// The 3D view itself: the picture that the drawer last brought, the layers over it, and the mouse.
//
// Left drag orbits, right or middle drag pans, the wheel zooms to the mouse; a click picks, a
// double click centres there. Keys: F everything, R as at first, 1 and 2 through the wide and the
// PTZ lens (of the next camera, when pressed again), arrows and +/- as the mouse, Enter picks what
// is in the middle. Draws only what has changed, and only while it is visible; at half the size
// while the eye moves.
#pragma once

#include <QWidget>

#include "ui/viewport/picked_thing.h"
#include "ui/viewport/view_eye.h"
#include "ui/viewport/view_feed.h"

namespace tw::ui {

class ViewCanvas : public QWidget {
  Q_OBJECT

 public:
  // Borrows both. Null: the layers alone are shown, and a word on why.
  ViewCanvas(sim::Renderer* renderer, const Tracks& tracks, QWidget* parent = nullptr);

  void setLook(std::shared_ptr<const sim::Snapshot> look);  // with a scene
  void begin(std::vector<std::string> objects);             // another run: names by object id
  void forget();  // another scenario: the eye is where it was at first
  void setLayers(const ViewLayers& layers);

  void frameAll();
  void reset();
  void lookThrough(hal::LensId lens);

  QSize sizeHint() const override { return {960, 540}; }
  QSize minimumSizeHint() const override { return {200, 140}; }

  // For tests.
  uint64_t drawings() const { return feed_.count(); }  // pictures that have come
  bool settled() const { return feed_.settled(); }
  QString pickedName() const { return picked_ ? picked_->name : QString(); }
  std::optional<QPointF> screenOf(sim::Vec3 world) const { return projector().point(world); }
  QString message() const;  // what stands over the view; empty: nothing
  sim::View view() const { return eye_.view(look_.get(), drawSize()); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  bool hasCameras() const { return look_ && !look_->cameras.empty(); }
  hal::ImageSize drawSize() const;
  Projector projector() const;  // of the picture that is shown
  std::optional<DrawWish> wish() const;
  OrbitCamera& byHand() { return eye_.byHand(look_.get(), drawSize()); }
  void eyeMoved();
  bool seesCamera(QPointF at, size_t camera) const;
  void pick(QPointF at);
  bool moveByKey(int key);
  void paintMessage(QPainter& painter);

  const Tracks& tracks_;
  ViewFeed feed_;
  std::vector<std::string> objects_;
  ViewLayers layers_;
  ViewEye eye_;
  std::shared_ptr<const sim::Snapshot> look_;  // the newest
  std::optional<PickedThing> picked_;
  QPointF pressed_, last_;
  bool dragged_ = false;
  QTimer rest_;  // after a turn of the wheel
};

}  // namespace tw::ui
