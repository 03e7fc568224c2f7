// Draws the 3D view on a thread of its own. What is begun is drawn to its end; of the wishes that
// come meanwhile the newest alone is drawn then. Who wishes does not wait.
#pragma once

#include <QImage>
#include <QMutex>
#include <QPointF>
#include <QSize>
#include <QThread>
#include <memory>
#include <optional>
#include <vector>

#include "sim/twin/snapshot.h"
#include "ui/viewport/tone_map.h"

namespace tw::ui {

struct DrawWish {
  std::shared_ptr<const sim::SceneState> scene;
  std::vector<sim::Part> bodies;  // of cameras, which no scene has
  sim::View view{};
  std::shared_ptr<const sim::Snapshot> look;  // handed back with the picture
  QSize shown;                                // the picture is scaled to that

  bool sameLight(const DrawWish& other) const;
  bool same(const DrawWish& other) const { return sameLight(other) && shown == other.shown; }
};

struct DrawnView {
  DrawWish wish;
  QImage image;
  std::vector<uint16_t> ids;  // Part::objectId of each pixel of the view
  bool settled = true;        // false: the same wish again would give a better exposure
  QString problem;            // not empty: nothing could be drawn, and why

  // At that place of the picture as it is shown; nothing: none is known.
  std::optional<uint16_t> idAt(QPointF at, QSizeF size) const;
};

// Lives on the drawer's thread.
class ViewPainter : public QObject {
  Q_OBJECT

 public:
  explicit ViewPainter(sim::Renderer& renderer) : renderer_(renderer) {}
  void wish(DrawWish wish);  // from any thread
  void forgetExposure();     // likewise: another place

 Q_SIGNALS:
  void drawn(std::shared_ptr<const tw::ui::DrawnView> view);

 private:
  void work();
  void draw(const DrawWish& wish);

  sim::Renderer& renderer_;
  QMutex mutex_;
  std::optional<DrawWish> next_;  // under the mutex
  bool afresh_ = false;           // likewise
  // The thread's own.
  Exposure exposure_;
  std::optional<DrawWish> last_;
  sim::LinearImage light_;  // of the last wish
};

class ViewDrawer {
 public:
  explicit ViewDrawer(sim::Renderer& renderer);  // borrowed
  ~ViewDrawer();                                 // waits for the picture that is being drawn
  ViewDrawer(const ViewDrawer&) = delete;
  ViewDrawer& operator=(const ViewDrawer&) = delete;

  ViewPainter& painter() { return *painter_; }

 private:
  QThread thread_;
  std::unique_ptr<ViewPainter> painter_;
};

}  // namespace tw::ui
