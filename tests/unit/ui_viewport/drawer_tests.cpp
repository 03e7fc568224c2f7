#include <QCoreApplication>
#include <QSemaphore>

#include "sim/render/half.h"
#include "sim/render/render_error.h"
#include "tests/support/catch.h"
#include "ui/viewport/view_drawer.h"

using namespace tw;
using namespace tw::ui;

namespace {

// White, as soon as it may.
struct SlowRenderer : sim::Renderer {
  QSemaphore begun, may;
  int draws = 0;
  size_t parts = 0;
  bool broken = false;

  sim::Layers draw(const sim::SceneState& scene, const sim::View& view, const sim::PixelRect& part,
                   const sim::Lights&) override {
    begun.release();
    may.acquire();
    ++draws;
    parts = scene.moving.size();
    if (broken) throw sim::RenderError("no such driver");
    sim::Layers layers{part, {{}}, std::vector<uint16_t>(view.size.pixels(), 7)};
    for (auto& plane : layers.lights[0].planes) plane.assign(part.pixels(), sim::toHalf(100.0F));
    return layers;
  }
};

struct Rig {
  int argc = 0;
  QCoreApplication application{argc, nullptr};
  SlowRenderer renderer;
  std::vector<std::shared_ptr<const DrawnView>> drawn;
  std::unique_ptr<ViewDrawer> drawer = std::make_unique<ViewDrawer>(renderer);
  QObject here;
  std::shared_ptr<const sim::SceneState> scene = [] {
    auto made = std::make_shared<sim::SceneState>();
    made->place = std::make_shared<sim::Place>();
    return made;
  }();

  Rig() {
    QObject::connect(
        &drawer->painter(), &ViewPainter::drawn, &here,
        [this](std::shared_ptr<const DrawnView> view) { drawn.push_back(std::move(view)); });
  }
  DrawWish wish(double focalPx) const {
    return {scene, {{.objectId = 9}}, {{}, focalPx, {32, 16}}, nullptr, {64, 32}};
  }
  void until(size_t pictures) {
    while (drawn.size() < pictures) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
};

}  // namespace

TEST_CASE("while a picture is drawn the newest wish alone waits, and nobody for it") {
  Rig rig;
  rig.drawer->painter().wish(rig.wish(100));
  rig.renderer.begun.acquire();
  for (int i = 1; i <= 5; ++i) rig.drawer->painter().wish(rig.wish(100 + i));
  rig.renderer.may.release(10);
  rig.until(2);
  CHECK(rig.drawn[0]->wish.view.focalPx == 100);
  CHECK(rig.drawn[1]->wish.view.focalPx == 105);
  CHECK(rig.renderer.draws == 2);
}

TEST_CASE("a picture comes in the size that is shown, with object ids, bodies drawn in") {
  Rig rig;
  rig.renderer.may.release();
  rig.drawer->painter().wish(rig.wish(100));
  rig.until(1);
  CHECK(rig.drawn[0]->image.size() == QSize(64, 32));
  CHECK(rig.drawn[0]->ids.at(5) == 7);
  CHECK(rig.renderer.parts == 1);
  CHECK(rig.scene->moving.empty());
}

TEST_CASE("what has been drawn is not drawn again") {
  Rig rig;
  rig.renderer.may.release(9);
  rig.drawer->painter().wish(rig.wish(100));
  rig.until(1);
  rig.drawer->painter().wish(rig.wish(100));
  rig.until(2);
  CHECK(rig.renderer.draws == 1);
}

TEST_CASE("a renderer that fails is told of, and tried again") {
  Rig rig;
  rig.renderer.may.release(9);
  rig.renderer.broken = true;
  rig.drawer->painter().wish(rig.wish(100));
  rig.until(1);
  CHECK(rig.drawn[0]->problem == "no such driver");
  rig.renderer.broken = false;
  rig.drawer->painter().wish(rig.wish(100));
  rig.until(2);
  CHECK(rig.drawn[1]->problem.isEmpty());
}

TEST_CASE("a drawer ends while it draws") {
  Rig rig;
  rig.drawer->painter().wish(rig.wish(100));
  rig.renderer.begun.acquire();
  rig.renderer.may.release();
  rig.drawer.reset();
  CHECK(rig.renderer.draws == 1);
}
