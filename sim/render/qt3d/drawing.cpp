#include "sim/render/qt3d/drawing.h"

#include <QCoreApplication>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderSettings>

#include "sim/render/qt3d/qt3d_messages.h"
#include "sim/render/render_error.h"

static void loadShaders() { Q_INIT_RESOURCE(shaders); }  // a macro for the global scope

namespace tw::sim {

namespace {

constexpr int kStamps = 1000;  // whole numbers that a half holds exactly
constexpr int kMostTries = 5;  // frames until new textures and shaders must have shown up

}  // namespace

Drawing::Drawing(QOffscreenSurface& drawSurface, QOffscreenSurface& readSurface)
    : root_(new Qt3DCore::QEntity), reader_(readSurface) {
  loadShaders();
  engine_.setRunMode(Qt3DCore::QAspectEngine::Manual);
  engine_.registerAspect(new Qt3DRender::QRenderAspect);
  materials_ = std::make_unique<Materials>(root_.data());
  parts_ = std::make_unique<PartNodes>(root_.data(), *materials_);
  graph_ = std::make_unique<FrameGraph>(root_.data(), &drawSurface);
  lights_ = std::make_unique<LightParameters>(graph_->globals(), graph_->shadowMap());
  addSky();
  auto* settings = new Qt3DRender::QRenderSettings;
  settings->setRenderPolicy(Qt3DRender::QRenderSettings::OnDemand);
  settings->setActiveFrameGraph(graph_->node());
  root_->addComponent(settings);
  engine_.setRootEntity(root_);
}

Drawing::~Drawing() {
  QCoreApplication::sendPostedEvents();  // of nodes just made, where a picture was broken off
  engine_.setRootEntity({});
  root_.reset();
  QCoreApplication::sendPostedEvents();
}

void Drawing::addSky() {
  auto* sky = new Qt3DCore::QEntity(root_.data());
  auto* material = new Qt3DRender::QMaterial;
  material->setEffect(materials_->sky());
  sky->addComponent(material);
  sky->addComponent(makeBackdropMesh(sky));
}

void Drawing::processFrame() {
  lights_->setStamp(stamp_ = stamp_ % kStamps + 1);
  engine_.processFrame();
  QCoreApplication::sendPostedEvents();  // this thread has no event loop
}

// True when the sun's view must be drawn: it shines, and what it sees is not in the map yet.
bool Drawing::updateSun(const SceneState& scene, bool shadowsChanged) {
  if (shadowsChanged) drawnSun_.reset();
  if (scene.sun.illuminanceLux <= 0 || drawnSun_ == scene.sun) return false;
  sunView_ = sunViewOf(scene.sun, *scene.place, scene.moving);
  drawnSun_ = scene.sun;
  return true;
}

bool Drawing::readInto(LinearImage& image, const PictureTextures& textures) {
  const unsigned luminance = textures.luminance->handle().toUInt();
  const unsigned ids = textures.ids->handle().toUInt();
  return luminance != 0 && ids != 0 && reader_.read(luminance, ids, stamp_, image);
}

LinearImage Drawing::draw(const SceneState& scene, const View& view) {
  const PartNodes::Change change = parts_->show(scene.place, scene.moving);
  const bool drawSun = updateSun(scene, change.shadows);
  const std::vector<Lamp> lamps = lampsOf(scene, view.nearInfrared);
  bool fresh = false;
  const PictureTextures textures =
      graph_->aim(view, {scene.sun.illuminanceLux > 0, lamps.size()}, fresh);
  graph_->aimSun(drawSun, sunView_);
  lights_->set(scene, lamps, view.nearInfrared, sunView_);
  LinearImage image;
  image.size = view.size;
  // New textures and geometries take effect a frame or two later: their first pictures are not
  // shown. The sun's view is drawn in each of them.
  const int unseen = fresh || change.fresh ? 2 : 0;
  for (int attempt = 0; attempt < unseen; ++attempt) processFrame();
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    processFrame();
    materials_->checkCompiled();  // what Qt 3D knows from the frames before
    if (readInto(image, textures)) return image;
  }
  drawnSun_.reset();
  throw RenderError("Qt 3D does not draw: parts of the picture stay untouched" + lastQtMessage());
}

}  // namespace tw::sim
