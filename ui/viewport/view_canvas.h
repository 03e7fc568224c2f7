// The 3D view itself: the picture that the drawer last brought, the layers over it, and the mouse.
//
// Left drag orbits, right or middle drag pans, the wheel zooms to the mouse; a click picks, a
// double click centres there. Keys: F everything, R as at first, 1 and 2 through the wide and the
// PTZ lens (of the next camera, when pressed again), arrows and +/- as the mouse. Draws only what
// has changed, and only while it is visible; at half the size while the eye moves.
#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/viewport/layer_painter.h"
#include "ui/viewport/orbit_camera.h"
#include "ui/viewport/view_drawer.h"

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
  uint64_t drawings() const { return drawings_; }  // pictures that have come
  bool settled() const { return !flying_ && !wants_ && drawn_ && drawn_->settled; }
  QString pickedName() const { return picked_ ? picked_->name : QString(); }
  std::optional<QPointF> screenOf(sim::Vec3 world) const;
  QString message() const;  // what stands over the view; empty: nothing
  sim::View view() const { return viewFor(drawSize()); }

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
  struct Picked {
    uint16_t id = 0;
    QString name;
    sim::Vec3 at{};
    std::optional<sim::Box> box{};  // of what stands still
  };
  struct ThroughLens {
    size_t camera = 0;
    hal::LensId lens{};
  };

  hal::ImageSize drawSize() const;
  sim::View viewFor(hal::ImageSize size) const;
  void eyeMoved();
  void leaveLens();
  void want();
  void take(std::shared_ptr<const DrawnView> view);
  std::vector<sim::Part> bodies() const;
  bool seesCamera(QPointF at, size_t camera) const;
  std::optional<uint16_t> idAt(QPointF at) const;  // nothing: none is known
  void pick(QPointF at);
  QString nameOf(uint16_t id) const;
  QString pickedText(sim::Vec3 at) const;
  void paintPicked(LayerPainter& layers);
  void paintMessage(QPainter& painter);

  const Tracks& tracks_;
  std::unique_ptr<ViewDrawer> drawer_;  // null: nothing can be drawn
  std::vector<std::string> objects_;
  ViewLayers layers_;
  OrbitCamera eye_;
  bool placed_ = false;  // the eye, in this scenario
  std::optional<ThroughLens> through_;
  std::shared_ptr<const sim::Snapshot> look_;  // the newest
  std::shared_ptr<const DrawnView> drawn_;     // the last picture
  std::optional<Picked> picked_;
  uint64_t drawings_ = 0;
  bool flying_ = false, wants_ = false;  // a wish is with the drawer; another one is to follow
  bool moving_ = false;                  // the eye
  QPointF pressed_, last_;
  bool dragged_ = false;
  QTimer rest_;   // after a turn of the wheel
  QTimer pause_;  // between pictures of what goes on
};

}  // namespace tw::ui
