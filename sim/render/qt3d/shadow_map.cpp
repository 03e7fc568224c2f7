#include "sim/render/qt3d/shadow_map.h"

#include <Qt3DRender/QFrustumCulling>
#include <Qt3DRender/QNoPicking>
#include <Qt3DRender/QPolygonOffset>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QViewport>
#include <utility>

#include "sim/render/qt3d/materials.h"

namespace tw::sim {

using namespace Qt3DRender;

ShadowMap::ShadowMap(QFrameGraphNode* parent, Qt3DCore::QEntity* root, int texels,
                     QAbstractTexture::TextureFormat depths)
    : texels_(texels),
      enabler_(new QSubtreeEnabler(parent)),
      texture_(makeTexture(depths, texels, texels, enabler_)),
      scissor_(new QScissorTest),
      matrix_(new QParameter(QStringLiteral("mapMatrix"), QVariant())),
      camera_(makeCamera(root)) {
  rest();
  texture_->setMagnificationFilter(QAbstractTexture::Linear);
  texture_->setMinificationFilter(QAbstractTexture::Linear);
  texture_->setComparisonFunction(QAbstractTexture::CompareLessEqual);
  texture_->setComparisonMode(QAbstractTexture::CompareRefToTexture);
  auto* selector = new QRenderTargetSelector(enabler_);
  auto* target = new QRenderTarget(selector);
  addOutput(target, QRenderTargetOutput::Depth, texture_);
  selector->setTarget(target);
  auto* clipped = new QRenderStateSet(new QViewport(selector));
  clipped->addRenderState(scissor_);
  QFilterKey* key = nullptr;
  auto* passes = filterPass(clearDepth(clipped), key);
  key->setValue(QLatin1String(kShadowPass));
  passes->addParameter(matrix_);
  auto* states = depthStates(passes, QDepthTest::Less);
  auto* offset = new QPolygonOffset;
  offset->setScaleFactor(2);
  offset->setDepthSteps(4);
  states->addRenderState(offset);
  new QNoPicking(new QFrustumCulling(cameraSelector(nearestFirst(states), camera_.entity)));
}

void ShadowMap::rest() {
  part_ = {};
  enabler_->setEnabled(false);
}

void ShadowMap::aim(const ShadowView& view) {
  const bool same = drawn_ && view.toClip == view_.toClip;
  part_ = same ? around(part_, stale_) : PixelRect{0, 0, texels_, texels_};
  stale_ = {};
  view_ = view;
  drawn_ = true;
  enabler_->setEnabled(!part_.empty());
  if (part_.empty()) return;
  clip(scissor_, part_);
  camera_.lens->setProjectionMatrix(cropped(view.projection, grown(part_), {texels_, texels_}));
  camera_.transform->setTranslation(view.position);
  camera_.transform->setRotation(view.rotation);
  matrix_->setValue(QVariant::fromValue(view.toClip));
}

void ShadowMap::narrow(bool narrowed) {
  if (!part_.empty()) clip(scissor_, narrowed ? PixelRect{part_.x, part_.y, 1, 1} : part_);
}

void ShadowMap::moved(std::span<const Part> parts) {
  if (drawn_) stale_ = around(stale_, shadowPartOf(view_, texels_, parts));
}

}  // namespace tw::sim
