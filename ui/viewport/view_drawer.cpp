#include "ui/viewport/view_drawer.h"

#include <cmath>
#include <exception>
#include <utility>

namespace tw::ui {
namespace {

sim::SceneState with(const sim::SceneState& scene, const std::vector<sim::Part>& bodies) {
  sim::SceneState whole = scene;
  whole.moving.insert(whole.moving.end(), bodies.begin(), bodies.end());
  return whole;
}

bool equal(const sim::View& a, const sim::View& b) {
  return a.pose == b.pose && a.focalPx == b.focalPx && a.size == b.size;
}

}  // namespace

bool DrawWish::sameLight(const DrawWish& other) const {
  return scene == other.scene && bodies == other.bodies && equal(view, other.view);
}

std::optional<uint16_t> DrawnView::idAt(QPointF at, QSizeF size) const {
  if (ids.empty()) return std::nullopt;
  const hal::ImageSize drawn = wish.view.size;
  const int x = static_cast<int>(std::floor(at.x() * drawn.width / size.width()));
  const int y = static_cast<int>(std::floor(at.y() * drawn.height / size.height()));
  if (x < 0 || y < 0 || x >= drawn.width || y >= drawn.height) return 0;
  return ids[sim::whole(drawn).indexOf(x, y)];
}

void ViewPainter::wish(DrawWish wish) {
  const QMutexLocker lock(&mutex_);
  const bool waits = next_.has_value();
  next_ = std::move(wish);
  if (!waits) QMetaObject::invokeMethod(this, &ViewPainter::work, Qt::QueuedConnection);
}

void ViewPainter::forgetExposure() {
  const QMutexLocker lock(&mutex_);
  afresh_ = true;
}

void ViewPainter::work() {
  DrawWish wish;
  {
    const QMutexLocker lock(&mutex_);
    wish = *std::exchange(next_, {});
    if (std::exchange(afresh_, false)) exposure_ = {};
  }
  auto view = std::make_shared<DrawnView>();
  try {
    draw(wish);
    exposure_.follow(light_);
    view->image = toneMapped(light_, exposure_.gain());
    if (view->image.size() != wish.shown)
      view->image = view->image.scaled(wish.shown, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    view->ids = light_.ids;
    view->settled = exposure_.settled();
  } catch (const std::exception& error) {
    view->problem = QString::fromStdString(error.what());
  }
  view->wish = std::move(wish);
  Q_EMIT drawn(std::move(view));
}

void ViewPainter::draw(const DrawWish& wish) {
  if (last_ && last_->sameLight(wish)) return;
  last_.reset();
  light_ = render(renderer_, with(*wish.scene, wish.bodies), wish.view);
  last_ = wish;
}

ViewDrawer::ViewDrawer(sim::Renderer& renderer)
    : painter_(std::make_unique<ViewPainter>(renderer)) {
  qRegisterMetaType<std::shared_ptr<const DrawnView>>();
  painter_->moveToThread(&thread_);
  thread_.setObjectName(QStringLiteral("view"));
  thread_.start(QThread::LowPriority);
}

ViewDrawer::~ViewDrawer() {
  thread_.quit();
  thread_.wait();
}

}  // namespace tw::ui
