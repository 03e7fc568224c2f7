#include "ui/viewport/view_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr int kMostWide = 1280, kMostHigh = 720;  // drawn; scaled up beyond
constexpr int kRestMs = 200, kPauseMs = 40;
constexpr double kClickPx = 4, kKeyPx = 16;
constexpr uint16_t kFirstBody = 0xF000;  // object ids of cameras; no scene has as many objects
constexpr double kLensTargetM = 8;       // ahead of a lens that one leaves
constexpr double kThingM = 40;           // what is larger is the ground or the horizon
const QColor kPickColour(0xff, 0xff, 0xff);

}  // namespace

ViewCanvas::ViewCanvas(sim::Renderer* renderer, const Tracks& tracks, QWidget* parent)
    : QWidget(parent), tracks_(tracks) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("3D view"));
  setAccessibleDescription(tr("Drag to orbit, right drag to pan, wheel to zoom, click to pick"));
  for (QTimer* timer : {&rest_, &pause_}) timer->setSingleShot(true);
  connect(&rest_, &QTimer::timeout, this, [this] {
    moving_ = false;
    want();
  });
  connect(&pause_, &QTimer::timeout, this, [this] {
    if (wants_) want();
  });
  if (!renderer) return;
  drawer_ = std::make_unique<ViewDrawer>(*renderer);
  connect(&drawer_->painter(), &ViewPainter::drawn, this, &ViewCanvas::take);
}

void ViewCanvas::begin(std::vector<std::string> objects) {
  objects_ = std::move(objects);
  picked_.reset();
}

void ViewCanvas::forget() {
  look_.reset();
  drawn_.reset();
  through_.reset();
  picked_.reset();
  placed_ = false;
  if (drawer_) drawer_->painter().forgetExposure();
  update();
}

void ViewCanvas::setLook(std::shared_ptr<const sim::Snapshot> look) {
  look_ = std::move(look);
  if (!placed_) reset();
  wants_ = true;
  if (!pause_.isActive()) want();
}

void ViewCanvas::setLayers(const ViewLayers& layers) {
  layers_ = layers;
  update();
}

// --- The eye ------------------------------------------------------------------------------------

hal::ImageSize ViewCanvas::drawSize() const {
  const double wide = width() * devicePixelRatioF(), high = height() * devicePixelRatioF();
  const double share = std::min({1.0, kMostWide / wide, kMostHigh / high}) * (moving_ ? 0.5 : 1);
  return {std::max(16, static_cast<int>(std::lround(wide * share))),
          std::max(16, static_cast<int>(std::lround(high * share)))};
}

sim::View ViewCanvas::viewFor(hal::ImageSize size) const {
  if (!through_ || !look_ || through_->camera >= look_->cameras.size()) return eye_.view(size);
  const sim::CameraLook& camera = look_->cameras[through_->camera];
  const size_t lens = hal::index(through_->lens);
  return viewThrough(camera.lenses[lens], camera.lensPoses[lens], size);
}

// From the right of the first camera's look and a little ahead: with it the place before it.
void ViewCanvas::reset() {
  through_.reset();
  if (!look_ || look_->cameras.empty()) return;
  const sim::Pose& body = look_->cameras[0].body;
  const Vec3 ahead = body.turn * Vec3{1, 0, 0};
  const double heading = toDegrees({std::atan2(ahead.y, ahead.x)});
  eye_.look({body.position.x + ahead.x * 4, body.position.y + ahead.y * 4, 1}, heading + 115, -26,
            17);
  placed_ = true;
  eyeMoved();
}

void ViewCanvas::frameAll() {
  if (!look_ || look_->cameras.empty()) return;
  const Vec3 about = look_->cameras[0].body.position;
  sim::Box all{about, about};
  for (const sim::CameraLook& camera : look_->cameras)
    all = sim::around(all, {camera.body.position, camera.body.position});
  for (const sim::ActorLook& actor : look_->actors) all = sim::around(all, actor.box);
  for (const sim::Part& part : look_->scene->place->parts) {
    const sim::Box box = sim::looseBox(part);
    if (length(box.high - box.low) < kThingM && length(box.low - about) < kThingM)
      all = sim::around(all, box);
  }
  leaveLens();
  eye_.frame(all, drawSize());
  eyeMoved();
}

void ViewCanvas::lookThrough(hal::LensId lens) {
  if (!look_ || look_->cameras.empty()) return;
  const bool again = through_ && through_->lens == lens;
  through_ = {again ? (through_->camera + 1) % look_->cameras.size() : 0, lens};
  eyeMoved();
}

void ViewCanvas::leaveLens() {
  if (!through_) return;
  eye_.takeOver(viewFor(drawSize()).pose, kLensTargetM);
  through_.reset();
}

void ViewCanvas::eyeMoved() {
  want();
  update();
}

// --- Drawing ------------------------------------------------------------------------------------

// All cameras but the one that is looked through.
std::vector<sim::Part> ViewCanvas::bodies() const {
  std::vector<sim::Part> parts;
  for (size_t i = 0; i < look_->cameras.size(); ++i) {
    if (through_ && through_->camera == i) continue;
    for (sim::Part part : look_->cameras[i].parts) {
      part.objectId = static_cast<uint16_t>(kFirstBody + i);
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

void ViewCanvas::want() {
  wants_ = true;
  if (!drawer_) return update();
  if (flying_ || !isVisible() || !look_) return;
  wants_ = false;
  DrawWish wish{look_->scene, bodies(), viewFor(drawSize()), look_, size() * devicePixelRatioF()};
  if (drawn_ && drawn_->settled && drawn_->wish.same(wish)) {
    auto same = std::make_shared<DrawnView>(*drawn_);  // its image is shared
    same->wish = std::move(wish);
    drawn_ = std::move(same);
    return update();
  }
  flying_ = true;
  pause_.start(kPauseMs);
  drawer_->painter().wish(std::move(wish));
}

void ViewCanvas::take(std::shared_ptr<const DrawnView> view) {
  flying_ = false;
  if (!look_ || view->wish.scene->place != look_->scene->place) return want();
  drawn_ = std::move(view);
  ++drawings_;
  update();
  wants_ = wants_ || !drawn_->settled;
  if (wants_ && (moving_ || !pause_.isActive())) want();
}

std::optional<QPointF> ViewCanvas::screenOf(Vec3 world) const {
  return Projector(drawn_ ? drawn_->wish.view : view(), QSizeF(size())).point(world);
}

std::optional<uint16_t> ViewCanvas::idAt(QPointF at) const {
  if (!drawn_ || drawn_->ids.empty()) return std::nullopt;
  const hal::ImageSize size = drawn_->wish.view.size;
  const int x = static_cast<int>(std::floor(at.x() * size.width / width()));
  const int y = static_cast<int>(std::floor(at.y() * size.height / height()));
  if (x < 0 || y < 0 || x >= size.width || y >= size.height) return 0;
  return drawn_->ids[sim::whole(size).indexOf(x, y)];
}

// A lit lamp is small: what is next to it counts too.
bool ViewCanvas::seesCamera(QPointF at, size_t camera) const {
  if (through_ && through_->camera == camera) return false;
  if (!drawer_) return true;
  for (const double dx : {0.0, -2.0, 2.0})
    for (const double dy : {0.0, -2.0, 2.0})
      if (idAt(at + QPointF(dx, dy)) == kFirstBody + camera) return true;
  return false;
}

// --- Painting -----------------------------------------------------------------------------------

void ViewCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (drawn_ && !drawn_->image.isNull())
    painter.drawImage(rect(), drawn_->image);
  else
    painter.fillRect(rect(), QColor(0x3a, 0x3f, 0x46));
  const sim::Snapshot* look = drawn_ ? drawn_->wish.look.get() : look_.get();
  if (look) {
    const Projector projector(drawn_ ? drawn_->wish.view : view(), QSizeF(size()));
    LayerPainter layers(painter, projector);
    layers.paint(layers_, *look, tracks_);
    layers.paintGlows(*look, [this](QPointF at, size_t i) { return seesCamera(at, i); });
    paintPicked(layers);
  }
  paintMessage(painter);
}

QString ViewCanvas::message() const {
  if (!look_) return tr("Open a scenario to see its place and cameras.");
  if (!drawer_)
    return tr(
        "Nothing can be drawn on this machine: the place and the lenses' pictures stay "
        "unseen. What is known without drawing is shown as lines.");
  if (drawn_ && !drawn_->problem.isEmpty())
    return tr("The place could not be drawn: %1").arg(drawn_->problem);
  return drawn_ ? QString() : tr("Drawing...");
}

void ViewCanvas::paintMessage(QPainter& painter) {
  const QString text = message();
  if (text.isEmpty()) return;
  const QRect room = rect().adjusted(16, 12, -16, -12);
  const auto flags = Qt::TextWordWrap | Qt::AlignTop | Qt::AlignHCenter;
  painter.fillRect(painter.boundingRect(room, flags, text).adjusted(-8, -4, 8, 4),
                   QColor(0x14, 0x16, 0x1a, 210));
  painter.setPen(Qt::white);
  painter.drawText(room, flags, text);
}

// --- Picking ------------------------------------------------------------------------------------

QString ViewCanvas::nameOf(uint16_t id) const {
  if (id >= kFirstBody && id - kFirstBody < static_cast<int>(look_->cameras.size()))
    return QString::fromStdString(look_->cameras[id - kFirstBody].name);
  return id < objects_.size() ? QString::fromStdString(objects_[id]) : QString();
}

void ViewCanvas::pick(QPointF at) {
  picked_.reset();
  update();
  const auto id = idAt(at);
  if (!id || !look_ || nameOf(*id).isEmpty()) return;
  const DrawWish& wish = drawn_->wish;
  const Projector projector(wish.view, QSizeF(size()));
  const Vec3 direction = projector.directionAt(at);
  const auto way = distanceTo(*id, projector.eye(), direction, *wish.scene, wish.bodies);
  if (!way) return;
  picked_ = {*id, nameOf(*id), projector.eye() + direction * *way, {}};
  std::vector<sim::Part> parts;
  for (const auto* some : {&wish.scene->place->parts, &wish.scene->swaying, &wish.bodies})
    for (const sim::Part& part : *some)
      if (part.objectId == *id) parts.push_back(part);
  const auto box = sim::boxAround(parts);
  if (box && length(box->high - box->low) < kThingM) picked_->box = box;
}

QString ViewCanvas::pickedText(Vec3 at) const {
  const sim::CameraLook* nearest = nullptr;
  for (const sim::CameraLook& camera : look_->cameras)
    if (!nearest || length(camera.body.position - at) < length(nearest->body.position - at))
      nearest = &camera;
  if (!nearest) return picked_->name;
  if (picked_->id >= kFirstBody)
    return tr("%1\n%2 m above the ground").arg(picked_->name).arg(at.z, 0, 'f', 1);
  return tr("%1\n%2 m from %3")
      .arg(picked_->name)
      .arg(length(nearest->body.position - at), 0, 'f', 1)
      .arg(QString::fromStdString(nearest->name));
}

// Whoever walks takes the label along.
void ViewCanvas::paintPicked(LayerPainter& layers) {
  if (!picked_ || !look_) return;
  Vec3 at = picked_->at;
  for (const sim::ActorLook& actor : look_->actors)
    if (actor.objectId == picked_->id) {
      at = (actor.box.low + actor.box.high) * 0.5;
      layers.paintBox(actor.box, kPickColour);
    }
  if (picked_->box) layers.paintBox(*picked_->box, kPickColour);
  layers.paintLabel(at, pickedText(at), kPickColour);
}

// --- Input --------------------------------------------------------------------------------------

void ViewCanvas::mousePressEvent(QMouseEvent* event) {
  pressed_ = last_ = event->position();
  dragged_ = false;
}

void ViewCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF to = event->position();
  if (!dragged_ && (to - pressed_).manhattanLength() < kClickPx) return;
  dragged_ = true;
  moving_ = true;
  leaveLens();
  const QPointF way = to - last_;
  last_ = to;
  if (event->buttons() & Qt::LeftButton)
    eye_.orbit(way.x(), way.y());
  else
    eye_.pan(way.x(), way.y(), {width(), height()});
  eyeMoved();
}

void ViewCanvas::mouseReleaseEvent(QMouseEvent* event) {
  moving_ = false;
  if (dragged_)
    eyeMoved();
  else if (event->button() == Qt::LeftButton)
    pick(event->position());
  dragged_ = false;
}

void ViewCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  pick(event->position());
  if (!picked_) return;
  leaveLens();
  eye_.centreOn(picked_->at);
  eyeMoved();
}

void ViewCanvas::wheelEvent(QWheelEvent* event) {
  leaveLens();
  eye_.zoom(event->angleDelta().y() / 120.0, event->position().x(), event->position().y(),
            {width(), height()});
  moving_ = true;
  rest_.start(kRestMs);
  eyeMoved();
  event->accept();
}

void ViewCanvas::keyPressEvent(QKeyEvent* event) {
  const auto orbit = [this](double dx, double dy) {
    leaveLens();
    eye_.orbit(dx, dy);
    eyeMoved();
  };
  const auto zoom = [this](double steps) {
    leaveLens();
    eye_.zoom(steps, width() / 2.0, height() / 2.0, {width(), height()});
    eyeMoved();
  };
  switch (event->key()) {
    case Qt::Key_F:
      return frameAll();
    case Qt::Key_R:
      return reset();
    case Qt::Key_1:
      return lookThrough(hal::LensId::kWide);
    case Qt::Key_2:
      return lookThrough(hal::LensId::kPtz);
    case Qt::Key_Left:
      return orbit(kKeyPx, 0);
    case Qt::Key_Right:
      return orbit(-kKeyPx, 0);
    case Qt::Key_Up:
      return orbit(0, kKeyPx);
    case Qt::Key_Down:
      return orbit(0, -kKeyPx);
    case Qt::Key_Plus:
      return zoom(1);
    case Qt::Key_Minus:
      return zoom(-1);
    default:
      QWidget::keyPressEvent(event);
  }
}

void ViewCanvas::resizeEvent(QResizeEvent*) { want(); }
void ViewCanvas::showEvent(QShowEvent*) { want(); }

}  // namespace tw::ui
