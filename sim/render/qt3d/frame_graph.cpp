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
constexpr hal::ImageSize kShadowMap{FrameGraph::kShadowSize, FrameGraph::kShadowSize};

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

// Narrows a projection to a part of its picture, counted from the lower left.
QMatrix4x4 cropped(const QMatrix4x4& projection, const PixelRect& part, hal::ImageSize size) {
  const auto w = static_cast<float>(size.width), h = static_cast<float>(size.height);
  const auto partW = static_cast<float>(part.width), partH = static_cast<float>(part.height);
  const float x = 2 * (static_cast<float>(part.x) + partW / 2) / w - 1;  // of its middle
  const float y = 2 * (static_cast<float>(part.y) + partH / 2) / h - 1;
  QMatrix4x4 crop;
  crop.scale(w / partW, h / partH, 1);
  crop.translate(-x, -y);
  return crop * projection;
}

PixelRect fromBelow(const PixelRect& part, hal::ImageSize size) {
  return {part.x, size.height - part.bottom(), part.width, part.height};
}

void clip(QScissorTest* scissor, const PixelRect& part) {
  scissor->setLeft(part.x);
  scissor->setBottom(part.y);
  scissor->setWidth(part.width);
  scissor->setHeight(part.height);
}

// The frustum's planes are told apart from what touches them by less than this.
constexpr int kCullMargin = 2;
PixelRect grown(const PixelRect& part) {
  return {part.x - kCullMargin, part.y - kCullMargin, part.width + 2 * kCullMargin,
          part.height + 2 * kCullMargin};
}

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

QParameter* FrameGraph::addGlobal(const char* name) {
  auto* parameter = new QParameter(QLatin1String(name), QVariant());
  globals_->addParameter(parameter);
  return parameter;
}

FrameGraph::FrameGraph(Qt3DCore::QEntity* root, QObject* surface)
    : surfaceSelector_(new QRenderSurfaceSelector(root)),
      eye_(makeCamera(root)),
      sun_(makeCamera(root)) {
  surfaceSelector_->setSurface(surface);
  globals_ = new QTechniqueFilter(surfaceSelector_);
  eyeMatrix_ = addGlobal("eyeMatrix");
  eyeAhead_ = addGlobal("eyeAhead");
  eyeRight_ = addGlobal("eyeRight");
  eyeUp_ = addGlobal("eyeUp");
  sunMatrix_ = addGlobal("sunMatrix");
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
  auto* clipped = new QRenderStateSet(new QViewport(selector));
  clipped->addRenderState(shadowScissor_ = new QScissorTest);
  QFilterKey* key = nullptr;
  auto* states = depthStates(filterPass(clearDepth(clipped), key), QDepthTest::Less);
  key->setValue(QLatin1String(kShadowPass));
  auto* offset = new QPolygonOffset;
  offset->setScaleFactor(2);
  offset->setDepthSteps(4);
  states->addRenderState(offset);
  new QNoPicking(new QFrustumCulling(cameraSelector(nearestFirst(states), sun_.entity)));
}

FrameGraph::Size FrameGraph::makeSize(hal::ImageSize size) {
  auto* owner = new Qt3DCore::QNode(globals_);
  const auto texture = [&](QAbstractTexture::TextureFormat format) {
    return makeTexture(format, size.width, size.height, owner);
  };
  return {size,
          owner,
          {texture(QAbstractTexture::RG16_UNorm), {texture(QAbstractTexture::RGBA16F)}},
          texture(QAbstractTexture::D24),
          {},
          0};
}

FrameGraph::Size& FrameGraph::sizeOf(hal::ImageSize size) {
  const auto found =
      std::find_if(sizes_.begin(), sizes_.end(), [&](const Size& s) { return s.size == size; });
  if (found != sizes_.end()) return *found;
  if (sizes_.size() == kMostSizes) {
    const auto oldest =
        std::min_element(sizes_.begin(), sizes_.end(),
                         [](const Size& a, const Size& b) { return a.lastUsed < b.lastUsed; });
    for (const auto& branch : oldest->branches)
      if (branch) delete branch->enabler;
    delete oldest->owner;
    sizes_.erase(oldest);
  }
  sizes_.push_back(makeSize(size));
  return sizes_.back();
}

FrameGraph::Branch FrameGraph::makeBranch(Size& size, size_t lights) {
  Branch branch{new QSubtreeEnabler(globals_), new QScissorTest, nullptr, nullptr};
  auto* selector = new QRenderTargetSelector(branch.enabler);
  auto* outputs = new QRenderTarget(selector);
  addOutput(outputs, QRenderTargetOutput::Color0, size.textures.marks);
  auto& textures = size.textures.lights;
  while (textures.size() < lights)
    textures.push_back(
        makeTexture(QAbstractTexture::RGBA16F, size.size.width, size.size.height, size.owner));
  for (size_t i = 0; i < lights; ++i)
    addOutput(outputs,
              static_cast<QRenderTargetOutput::AttachmentPoint>(QRenderTargetOutput::Color1 + i),
              textures[i]);
  addOutput(outputs, QRenderTargetOutput::Depth, size.depth);
  selector->setTarget(outputs);
  auto* clipped = new QRenderStateSet(new QViewport(selector));
  clipped->addRenderState(branch.scissor);
  auto* parts = depthStates(filterPass(clearDepth(clipped), branch.partKey), QDepthTest::Less);
  new QNoPicking(new QFrustumCulling(cameraSelector(nearestFirst(parts), eye_.entity)));
  auto* backdrop = depthStates(filterPass(clipped, branch.backdropKey), QDepthTest::LessOrEqual);
  new QNoPicking(cameraSelector(nearestFirst(backdrop), eye_.entity));
  return branch;
}

PictureTextures FrameGraph::aim(const View& view, const PixelRect& part, const Lighting& lighting,
                                bool& fresh) {
  Size& size = sizeOf(view.size);
  size.lastUsed = ++uses_;
  auto& branch = size.branches[lighting.beams > 0];
  fresh = !branch;
  if (fresh) branch = makeBranch(size, lighting.beams > 0 ? 1 + kMostBeams : 1);
  for (const Size& other : sizes_)
    for (const auto& one : other.branches)
      if (one) one->enabler->setEnabled(one->enabler == branch->enabler);
  branch->partKey->setValue(passFor(kPartPass, lighting));
  branch->backdropKey->setValue(passFor(kBackdropPass, lighting));
  scissor_ = branch->scissor;
  part_ = fromBelow(part, view.size);
  clip(scissor_, part_);
  aimEye(view, part);
  return size.textures;
}

void FrameGraph::narrow(bool narrowed) {
  const auto pixelOf = [&](const PixelRect& part) {
    return narrowed ? PixelRect{part.x, part.y, 1, 1} : part;
  };
  if (scissor_) clip(scissor_, pixelOf(part_));
  clip(shadowScissor_, pixelOf(sunPart_));
}

void FrameGraph::aimEye(const View& view, const PixelRect& part) {
  const QMatrix4x4 projection = projectionOf(view);
  const QVector3D position = toQt(view.pose.position);
  const QQuaternion turn = toQt(view.pose.turn * kLensToCamera);
  eye_.lens->setProjectionMatrix(cropped(projection, grown(fromBelow(part, view.size)), view.size));
  eye_.transform->setTranslation(position);
  eye_.transform->setRotation(turn);
  QMatrix4x4 toEye;
  toEye.rotate(turn.conjugated());
  toEye.translate(-position);
  eyeMatrix_->setValue(QVariant::fromValue(projection * toEye));
  eyeAhead_->setValue(turn.rotatedVector({0, 0, -1}));
  eyeRight_->setValue(turn.rotatedVector({1 / projection(0, 0), 0, 0}));
  eyeUp_->setValue(turn.rotatedVector({0, 1 / projection(1, 1), 0}));
}

void FrameGraph::aimSun(const PixelRect& part, const SunView& view) {
  shadowBranch_->setEnabled(!part.empty());
  if (part.empty()) return;
  sunPart_ = part;
  clip(shadowScissor_, part);
  sun_.lens->setProjectionMatrix(cropped(view.projection, grown(part), kShadowMap));
  sun_.transform->setTranslation(view.position);
  sun_.transform->setRotation(view.rotation);
  sunMatrix_->setValue(QVariant::fromValue(view.toClip));
}

}  // namespace tw::sim
