#include "sim/render/qt3d/drawing.h"

#include <QCoreApplication>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderSettings>
#include <algorithm>
#include <utility>

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/qt3d_messages.h"
#include "sim/render/render_error.h"

static void loadShaders() { Q_INIT_RESOURCE(shaders); }  // a macro for the global scope

namespace tw::sim {

namespace {

constexpr int kStamps = 60000;  // of the 65535 that a texture holds
constexpr int kMostTries = 5;   // frames until new textures and shaders must have shown up

}  // namespace

Drawing::Drawing(QOffscreenSurface& drawSurface, QOffscreenSurface& readSurface)
    : root_(new Qt3DCore::QEntity), reader_(readSurface) {
  loadShaders();
  engine_.setRunMode(Qt3DCore::QAspectEngine::Manual);
  engine_.registerAspect(new Qt3DRender::QRenderAspect);
  materials_ = std::make_unique<Materials>(root_.data());
  parts_ = std::make_unique<PartNodes>(root_.data(), *materials_);
  graph_ = std::make_unique<FrameGraph>(root_.data(), &drawSurface);
  lights_ = std::make_unique<LightParameters>(graph_->globals());
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

bool Drawing::read(const PictureTextures& textures, const View& view, const PassLight& light,
                   Layers& layers) {
  const auto name = [](const auto* texture) { return texture->handle().toUInt(); };
  const PictureReader::Region region{layers.part, view.size.height};
  if (name(textures.marks) == 0 ||
      !reader_.readMarks(name(textures.marks), region, stamp_, layers.ids))
    return false;
  for (size_t i = 0; i < light.layers(); ++i)
    reader_.readLight(name(textures.lights[i]), region, light.planesOf(i),
                      layers.lights.emplace_back());
  return true;
}

// New textures and geometries take effect a frame or two later: until then no more than a pixel is
// drawn.
void Drawing::warmUp() {
  constexpr int kUnseen = 2;
  graph_->narrow(true);
  for (int frame = 0; frame < kUnseen; ++frame) processFrame();
  graph_->narrow(false);
}

// Appends what it draws.
void Drawing::drawPass(const SceneState& scene, const View& view, const PassLight& light,
                       Layers& layers) {
  bool freshTarget = false;
  const Lighting lighting = light.lighting();
  const PictureTextures textures = graph_->aim(view, layers.part, lighting, freshTarget);
  if (materials_->make(lighting)) fresh_ = true;
  if (lights_->set(light, *scene.place, graph_->shadows())) fresh_ = true;
  if (freshTarget || fresh_) warmUp();
  fresh_ = false;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    processFrame();
    materials_->checkCompiled();  // what Qt 3D knows from the frames before
    if (read(textures, view, light, layers)) return;
  }
  throw RenderError("Qt 3D does not draw: parts of the picture stay untouched" + lastQtMessage());
}

void Drawing::showParts(const SceneState& scene) {
  const PartNodes::Change change = parts_->show(scene);
  graph_->shadows().moved(change.moved);
  if (change.place || change.fresh) graph_->shadows().forget();
  fresh_ = fresh_ || change.fresh;
}

Layers Drawing::draw(const SceneState& scene, const View& view, const PixelRect& part,
                     const Lights& lights) {
  try {
    return drawAll(scene, view, part, lights);
  } catch (...) {
    graph_->shadows().forget();
    graph_->narrow(false);
    throw;
  }
}

Layers Drawing::drawAll(const SceneState& scene, const View& view, const PixelRect& part,
                        const Lights& lights) {
  showParts(scene);
  Layers layers{part, {}, {}};
  TW_CHECK(lights.ambient || !lights.beams.empty());
  PassLight light = lights.ambient ? ambientOf(scene) : PassLight{};
  auto beam = lights.beams.begin();
  do {
    const auto end = beam + std::min<std::ptrdiff_t>(lights.beams.end() - beam, kMostBeams);
    light.beams.assign(beam, end);
    drawPass(scene, view, light, layers);
    light = PassLight{};
    beam = end;
  } while (beam != lights.beams.end());
  return layers;
}

}  // namespace tw::sim
