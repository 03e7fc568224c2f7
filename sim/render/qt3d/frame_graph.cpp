#include "sim/render/qt3d/frame_graph.h"

#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QFrustumCulling>
#include <Qt3DRender/QNoPicking>
#include <Qt3DRender/QPolygonOffset>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderStateSet>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QRenderTargetOutput>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QSortPolicy>
#include <Qt3DRender/QTextureWrapMode>
#include <Qt3DRender/QViewport>
#include <algorithm>

#include "sim/render/qt3d/qt_convert.h"

namespace tw::sim {

namespace {

using namespace Qt3DRender;

constexpr float kNearM = 0.08F, kFarM = 3000;

QAbstractTexture* makeTexture(QAbstractTexture::TextureFormat format, int width, int height,
                              Qt3DCore::QNode* parent) {
  auto* texture = new QTexture2D(parent);
  texture->setFormat(format);
  texture->setSize(width, height);
  texture->setGenerateMipMaps(false);
  texture->setMagnificationFilter(QAbstractTexture::Nearest);
  texture->setMinificationFilter(QAbstractTexture::Nearest);
  texture->setWrapMode(QTextureWrapMode(QTextureWrapMode::ClampToEdge));
  return texture;
}

void addOutput(QRenderTarget* target, QRenderTargetOutput::AttachmentPoint point,
               QAbstractTexture* texture) {
  auto* output = new QRenderTargetOutput;
  output->setAttachmentPoint(point);
  output->setTexture(texture);
  target->addOutput(output);
}

// Nodes below it draw only passes that this key names.
QRenderPassFilter* filterPass(QFrameGraphNode* parent, QFilterKey*& key) {
  auto* filter = new QRenderPassFilter(parent);
  key = new QFilterKey;
  key->setName(QLatin1String(kPassKey));
  filter->addMatch(key);
  return filter;
}

QRenderStateSet* depthStates(QFrameGraphNode* parent, QDepthTest::DepthFunction function) {
  auto* states = new QRenderStateSet(parent);
  auto* cull = new QCullFace;
  cull->setMode(QCullFace::Back);
  states->addRenderState(cull);
  auto* test = new QDepthTest;
  test->setDepthFunction(function);
  states->addRenderState(test);
  return states;
}

// Without it the order of drawing would follow heap addresses.
QFrameGraphNode* nearestFirst(QFrameGraphNode* parent) {
  auto* sort = new QSortPolicy(parent);
  sort->setSortTypes(QList<QSortPolicy::SortType>{QSortPolicy::FrontToBack});
  return sort;
}

QFrameGraphNode* cameraSelector(QFrameGraphNode* parent, Qt3DCore::QEntity* camera) {
  auto* selector = new QCameraSelector(parent);
  selector->setCamera(camera);
  return selector;
}

QFrameGraphNode* clearDepth(QFrameGraphNode* parent) {
  auto* clear = new QClearBuffers(parent);
  clear->setBuffers(QClearBuffers::DepthBuffer);
  return clear;
}

// Lens frame (y down, z ahead) as seen from Qt 3D's camera frame (y up, z back).
constexpr Turn kLensToCamera{0, 1, 0, 0};

QMatrix4x4 projectionOf(const View& view) {
  const auto fx = static_cast<float>(2 * view.focalPx / view.size.width);
  const auto fy = static_cast<float>(2 * view.focalPx / view.size.height);
  const float depth = kFarM - kNearM;
  return {fx, 0, 0,  0, 0, fy, 0, 0, 0, 0, -(kFarM + kNearM) / depth, -2 * kFarM * kNearM / depth,
          0,  0, -1, 0};
}

}  // namespace

FrameGraph::Camera FrameGraph::makeCamera(Qt3DCore::QEntity* root) {
  Camera camera{new Qt3DCore::QEntity(root), new QCameraLens, new Qt3DCore::QTransform};
  camera.entity->addComponent(camera.lens);
  camera.entity->addComponent(camera.transform);
  return camera;
}

FrameGraph::FrameGraph(Qt3DCore::QEntity* root, QObject* surface)
    : surfaceSelector_(new QRenderSurfaceSelector(root)),
      eye_(makeCamera(root)),
      sun_(makeCamera(root)) {
  surfaceSelector_->setSurface(surface);
  globals_ = new QTechniqueFilter(surfaceSelector_);
  addShadowBranch();
}

void FrameGraph::addShadowBranch() {
  shadowBranch_ = new QSubtreeEnabler(globals_);
  shadowMap_ = makeTexture(QAbstractTexture::D24, kShadowSize, kShadowSize, shadowBranch_);
  shadowMap_->setMagnificationFilter(QAbstractTexture::Linear);
  shadowMap_->setMinificationFilter(QAbstractTexture::Linear);
  shadowMap_->setComparisonFunction(QAbstractTexture::CompareLessEqual);
  shadowMap_->setComparisonMode(QAbstractTexture::CompareRefToTexture);
  auto* selector = new QRenderTargetSelector(shadowBranch_);
  auto* target = new QRenderTarget(selector);
  addOutput(target, QRenderTargetOutput::Depth, shadowMap_);
  selector->setTarget(target);
  QFilterKey* key = nullptr;
  auto* states =
      depthStates(filterPass(clearDepth(new QViewport(selector)), key), QDepthTest::Less);
  key->setValue(QLatin1String(kShadowPass));
  auto* offset = new QPolygonOffset;
  offset->setScaleFactor(2);
  offset->setDepthSteps(4);
  states->addRenderState(offset);
  new QNoPicking(cameraSelector(nearestFirst(states), sun_.entity));
}

FrameGraph::Target FrameGraph::makeTarget(hal::ImageSize size) {
  Target target{size, new QSubtreeEnabler(globals_), nullptr, nullptr, {}, 0};
  auto* selector = new QRenderTargetSelector(target.branch);
  auto* outputs = new QRenderTarget(selector);
  target.textures = {makeTexture(QAbstractTexture::RGBA16F, size.width, size.height, outputs),
                     makeTexture(QAbstractTexture::R16_UNorm, size.width, size.height, outputs)};
  addOutput(outputs, QRenderTargetOutput::Color0, target.textures.luminance);
  addOutput(outputs, QRenderTargetOutput::Color1, target.textures.ids);
  addOutput(outputs, QRenderTargetOutput::Depth,
            makeTexture(QAbstractTexture::D24, size.width, size.height, outputs));
  selector->setTarget(outputs);
  auto* viewport = new QViewport(selector);
  auto* parts = depthStates(filterPass(clearDepth(viewport), target.partKey), QDepthTest::Less);
  new QNoPicking(new QFrustumCulling(cameraSelector(nearestFirst(parts), eye_.entity)));
  auto* backdrop = depthStates(filterPass(viewport, target.backdropKey), QDepthTest::LessOrEqual);
  new QNoPicking(cameraSelector(nearestFirst(backdrop), eye_.entity));
  return target;
}

FrameGraph::Target& FrameGraph::targetOf(hal::ImageSize size, bool& fresh) {
  const auto found = std::find_if(targets_.begin(), targets_.end(),
                                  [&](const Target& t) { return t.size == size; });
  fresh = found == targets_.end();
  if (!fresh) return *found;
  if (targets_.size() == kMostTargets) {
    const auto oldest =
        std::min_element(targets_.begin(), targets_.end(),
                         [](const Target& a, const Target& b) { return a.lastUsed < b.lastUsed; });
    delete oldest->branch;
    targets_.erase(oldest);
  }
  targets_.push_back(makeTarget(size));
  return targets_.back();
}

PictureTextures FrameGraph::aim(const View& view, const Lighting& lighting, bool& fresh) {
  Target& target = targetOf(view.size, fresh);
  target.lastUsed = ++uses_;
  for (Target& other : targets_) other.branch->setEnabled(&other == &target);
  target.partKey->setValue(passFor(kPartPass, lighting));
  target.backdropKey->setValue(passFor(kBackdropPass, lighting));
  eye_.lens->setProjectionMatrix(projectionOf(view));
  eye_.transform->setTranslation(toQt(view.pose.position));
  eye_.transform->setRotation(toQt(view.pose.turn * kLensToCamera));
  return target.textures;
}

void FrameGraph::aimSun(bool draw, const SunView& view) {
  shadowBranch_->setEnabled(draw);
  if (!draw) return;
  sun_.lens->setProjectionMatrix(view.projection);
  sun_.transform->setTranslation(view.position);
  sun_.transform->setRotation(view.rotation);
}

}  // namespace tw::sim
