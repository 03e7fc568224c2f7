#include "sim/render/qt3d/drawing.h"

#include <QCoreApplication>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QRenderAspect>
#include <Qt3DRender/QRenderSettings>
#include <algorithm>
#include <utility>

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

// The part of the sun's view that is not as the scene is, where it shines.
PixelRect Drawing::staleSun(const SceneState& scene) {
  constexpr hal::ImageSize kMap{FrameGraph::kShadowSize, FrameGraph::kShadowSize};
  const std::vector<Part> moved = std::exchange(notInShadows_, {});
  if (drawnSun_ == scene.sun) return sunPartOf(sunView_, FrameGraph::kShadowSize, moved);
  sunView_ = sunViewOf(scene.sun, *scene.place);
  drawnSun_ = scene.sun;
  return whole(kMap);
}

bool Drawing::read(const PictureTextures& textures, const View& view, const PassLight& light,
                   size_t first, Layers& layers) {
  const auto name = [](const auto* texture) { return texture->handle().toUInt(); };
  const PictureReader::Region region{layers.part, view.size.height};
  if (name(textures.marks) == 0 ||
      !reader_.readMarks(name(textures.marks), region, stamp_, layers.ids))
    return false;
  for (size_t i = first; i <= light.beams.size(); ++i)
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

// Appends what it draws: the ambient light unless it is dark, then the beams.
void Drawing::drawPass(const SceneState& scene, const View& view, const PassLight& light,
                       size_t first, Layers& layers) {
  bool freshTarget = false;
  const PictureTextures textures = graph_->aim(view, layers.part, light.lighting(), freshTarget);
  if (materials_->make(light.lighting())) fresh_ = true;
  graph_->aimSun(light.sunShines() ? staleSun(scene) : PixelRect{}, sunView_);
  lights_->set(light, sunView_);
  if (freshTarget || fresh_) warmUp();
  fresh_ = false;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    processFrame();
    materials_->checkCompiled();  // what Qt 3D knows from the frames before
    if (read(textures, view, light, first, layers)) return;
  }
  throw RenderError("Qt 3D does not draw: parts of the picture stay untouched" + lastQtMessage());
}

void Drawing::showParts(const SceneState& scene) {
  const auto drawnSun = std::exchange(drawnSun_, std::nullopt);  // should it throw
  const PartNodes::Change change = parts_->show(scene);
  notInShadows_.insert(notInShadows_.end(), change.moved.begin(), change.moved.end());
  if (scene.sun.illuminanceLux <= 0)
    notInShadows_.clear();
  else if (!change.place && !change.fresh)
    drawnSun_ = drawnSun;
  fresh_ = fresh_ || change.fresh;
}

Layers Drawing::draw(const SceneState& scene, const View& view, const PixelRect& part,
                     const Lights& lights) {
  try {
    return drawAll(scene, view, part, lights);
  } catch (...) {
    drawnSun_.reset();  // it may not be there
    graph_->narrow(false);
    throw;
  }
}

Layers Drawing::drawAll(const SceneState& scene, const View& view, const PixelRect& part,
                        const Lights& lights) {
  showParts(scene);
  Layers layers{part, {}, {}};
  if (!lights.ambient && lights.beams.size() == 1) {
    drawPass(scene, view, nothingBut(lights.beams[0]), 0, layers);
    return layers;
  }
  PassLight light = lights.ambient ? ambientOf(scene) : darkness();
  size_t first = lights.ambient ? 0 : 1;
  auto beam = lights.beams.begin();
  do {
    const auto end = beam + std::min<std::ptrdiff_t>(lights.beams.end() - beam, kMostBeams);
    light.beams.assign(beam, end);
    drawPass(scene, view, light, first, layers);
    light = darkness();
    first = 1;
    beam = end;
  } while (beam != lights.beams.end());
  return layers;
}

}  // namespace tw::sim
