#include "ui/viewport/view_canvas.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/viewport/camera_bodies.h"
#include "ui/viewport/hazard_layer.h"

namespace tw::ui {
namespace {

constexpr int kMostWide = 1280, kMostHigh = 720;  // drawn; scaled up beyond

}  // namespace

ViewCanvas::ViewCanvas(sim::Renderer* renderer, const Tracks& tracks, QWidget* parent)
    : QWidget(parent), tracks_(tracks), feed_(renderer, [this] { return wish(); }) {
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("3D view"));
  setAccessibleDescription(tr("Drag to orbit, right drag to pan, wheel to zoom, click to pick"));
  connect(&feed_, &ViewFeed::changed, this, qOverload<>(&QWidget::update));
  rest_.setSingleShot(true);
  connect(&rest_, &QTimer::timeout, this, [this] {
    feed_.setEyeMoves(false);
    feed_.want();
  });
}

void ViewCanvas::begin(std::vector<std::string> objects) {
  objects_ = std::move(objects);
  picked_.reset();
}

void ViewCanvas::forget() {
  look_.reset();
  picked_.reset();
  eye_.forget();
  feed_.forget();
}

void ViewCanvas::setLook(std::shared_ptr<const sim::Snapshot> look) {
  look_ = std::move(look);
  feed_.setPlace(look_->scene->place);
  if (!eye_.isPlaced()) reset();
  feed_.wantInTime();
}

void ViewCanvas::setLayers(const ViewLayers& layers) {
  layers_ = layers;
  update();
}

// --- The eye ------------------------------------------------------------------------------------

void ViewCanvas::reset() {
  if (!hasCameras()) return;
  eye_.reset(*look_);
  eyeMoved();
}

void ViewCanvas::frameAll() {
  if (!hasCameras()) return;
  eye_.frameAll(*look_, drawSize());
  eyeMoved();
}

void ViewCanvas::lookThrough(hal::LensId lens) {
  if (!hasCameras()) return;
  eye_.lookThrough(*look_, lens);
  eyeMoved();
}

void ViewCanvas::eyeMoved() {
  feed_.want();
  update();
}

// --- Pictures -----------------------------------------------------------------------------------

hal::ImageSize ViewCanvas::drawSize() const {
  const double wide = width() * devicePixelRatioF(), high = height() * devicePixelRatioF();
  const double share =
      std::min({1.0, kMostWide / wide, kMostHigh / high}) * (feed_.eyeMoves() ? 0.5 : 1);
  return {std::max(16, static_cast<int>(std::lround(wide * share))),
          std::max(16, static_cast<int>(std::lround(high * share)))};
}

Projector ViewCanvas::projector() const {
  const DrawnView* drawn = feed_.latest();
  return {drawn ? drawn->wish.view : view(), QSizeF(size())};
}

std::optional<DrawWish> ViewCanvas::wish() const {
  if (!isVisible() || !look_) return std::nullopt;
  auto bodies = bodiesOf(*look_, [this](size_t camera) { return eye_.isThrough(camera); });
  return DrawWish{look_->scene, std::move(bodies), view(), look_, size() * devicePixelRatioF()};
}

// A lit lamp is small: what is next to it counts too.
bool ViewCanvas::seesCamera(QPointF at, size_t camera) const {
  if (eye_.isThrough(camera)) return false;
  if (!feed_.draws()) return true;
  const DrawnView* drawn = feed_.latest();
  for (const double dx : {0.0, -2.0, 2.0})
    for (const double dy : {0.0, -2.0, 2.0})
      if (drawn && drawn->idAt(at + QPointF(dx, dy), QSizeF(size())) == bodyId(camera)) return true;
  return false;
}

void ViewCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const DrawnView* drawn = feed_.latest();
  if (drawn && !drawn->image.isNull())
    painter.drawImage(rect(), drawn->image);
  else
    painter.fillRect(rect(), QColor(0x3a, 0x3f, 0x46));
  const sim::Snapshot* look = drawn ? drawn->wish.look.get() : look_.get();
  if (look) {
    const Projector on = projector();
    LayerPainter layers(painter, on);
    layers.paint(layers_, *look, tracks_);
    HazardLayer hazards(painter, on, layers);
    if (layers_.hazards) hazards.paint(*look, [this](size_t i) { return eye_.isThrough(i); });
    layers.paintGlows(*look, [this](QPointF at, size_t i) { return seesCamera(at, i); });
    if (picked_ && look_) paintPicked(layers, *picked_, *look_);
    if (layers_.hazards) hazards.paintLegend(*look, rect());
  }
  paintMessage(painter);
}

QString ViewCanvas::message() const {
  if (!look_) return tr("Open a scenario to see its place and cameras.");
  if (!feed_.draws())
    return tr(
        "Nothing can be drawn on this machine: the place and the lenses' pictures stay "
        "unseen. What is known without drawing is shown as lines.");
  const DrawnView* drawn = feed_.latest();
  if (!drawn) return tr("Drawing...");
  return drawn->problem.isEmpty() ? QString()
                                  : tr("The place could not be drawn: %1").arg(drawn->problem);
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

void ViewCanvas::pick(QPointF at) {
  picked_.reset();
  if (feed_.latest() && look_) picked_ = pickAt(at, QSizeF(size()), *feed_.latest(), objects_);
  update();
}

void ViewCanvas::resizeEvent(QResizeEvent*) { feed_.want(); }
void ViewCanvas::showEvent(QShowEvent*) { feed_.want(); }

}  // namespace tw::ui
