#include "sim/render/qt3d/frame_graph.h"

#include <Qt3DRender/QFrustumCulling>
#include <Qt3DRender/QNoPicking>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QViewport>
#include <algorithm>

#include "sim/render/qt3d/qt_convert.h"

namespace tw::sim {

namespace {

using namespace Qt3DRender;

constexpr float kNearM = 0.08F, kFarM = 3000;

// Lens frame (y down, z ahead) as seen from Qt 3D's camera frame (y up, z back).
constexpr Turn kLensToCamera{0, 1, 0, 0};

PixelRect fromBelow(const PixelRect& part, hal::ImageSize size) {
  return {part.x, size.height - part.bottom(), part.width, part.height};
}

QMatrix4x4 projectionOf(const View& view) {
  const auto fx = static_cast<float>(2 * view.focalPx / view.size.width);
  const auto fy = static_cast<float>(2 * view.focalPx / view.size.height);
  const float depth = kFarM - kNearM;
  return {fx, 0, 0,  0, 0, fy, 0, 0, 0, 0, -(kFarM + kNearM) / depth, -2 * kFarM * kNearM / depth,
          0,  0, -1, 0};
}

}  // namespace

QParameter* FrameGraph::addGlobal(const char* name) {
  auto* parameter = new QParameter(QLatin1String(name), QVariant());
  globals_->addParameter(parameter);
  return parameter;
}

FrameGraph::FrameGraph(Qt3DCore::QEntity* root, QObject* surface)
    : surfaceSelector_(new QRenderSurfaceSelector(root)), eye_(makeCamera(root)) {
  surfaceSelector_->setSurface(surface);
  globals_ = new QTechniqueFilter(surfaceSelector_);
  eyeMatrix_ = addGlobal("eyeMatrix");
  eyeAhead_ = addGlobal("eyeAhead");
  eyeRight_ = addGlobal("eyeRight");
  eyeUp_ = addGlobal("eyeUp");
  shadows_.emplace(globals_, root);
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
  auto& branch = size.branches[lighting.layers() > 1];
  fresh = !branch;
  if (fresh) branch = makeBranch(size, lighting.layers() > 1 ? 1 + kMostBeams : 1);
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
  if (scissor_) clip(scissor_, narrowed ? PixelRect{part_.x, part_.y, 1, 1} : part_);
  shadows_->narrow(narrowed);
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

}  // namespace tw::sim
