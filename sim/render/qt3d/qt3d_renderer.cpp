// The Renderer that programs get: a draw thread with a Drawing in it, checked once.
//
// CPU time a picture of a house front (15,000 triangles) on llvmpipe, which spreads it over all
// cores, nobody moving: by day 12 ms at 640x360, 36 at 1280x720, 75 at 1909x1074; at night with
// four lamps 16, 53, 122. A part costs its share of it and 4-6 ms. The sun's view costs 8-10 ms
// more for a new place or sun, and a part of it where somebody moved. A driver that has no cache of
// shaders yet compiles for 0.2 s each (0.6 s with many lamps). Sun, moon and the cameras' lamps
// throw shadows, a place's lamps do not. Leaves out reflections.
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <mutex>

#include "firmware_core/base/check.h"
#include "sim/render/pinhole.h"
#include "sim/render/qt3d/draw_thread.h"
#include "sim/render/qt3d/drawing.h"
#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/render/qt3d/self_check.h"

namespace tw::sim {

namespace {

class Qt3dRenderer : public Renderer {
 public:
  Qt3dRenderer() {
    TW_CHECK(qGuiApp != nullptr);  // a Qt3dRuntime must live
    drawSurface_.create();
    readSurface_.create();
    thread_.callServingEvents([this] { begin(); });
  }
  ~Qt3dRenderer() override {
    thread_.callServingEvents([this] { drawing_.reset(); });
  }

  Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
              const Lights& lights) override {
    checkView(view);
    TW_CHECK(part.x >= 0 && part.y >= 0 && !part.empty() && part.right() <= view.size.width &&
             part.bottom() <= view.size.height);
    Layers layers;
    const std::lock_guard turn(mutex_);
    thread_.call([&] { layers = drawing_->draw(scene, view, part, lights); });
    return layers;
  }

 private:
  void begin() {
    auto drawing = std::make_unique<Drawing>(drawSurface_, readSurface_);
    selfCheck(*drawing);
    drawing_ = std::move(drawing);  // only now: when this throws, it has ended in its own thread
  }

  QOffscreenSurface drawSurface_, readSurface_;  // made and ended in the application's thread
  std::mutex mutex_;
  DrawThread thread_;
  std::unique_ptr<Drawing> drawing_;
};

}  // namespace

std::unique_ptr<Renderer> makeQt3dRenderer() { return std::make_unique<Qt3dRenderer>(); }

}  // namespace tw::sim
