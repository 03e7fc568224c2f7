#include "sim/render/qt3d/frame_nodes.h"

#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QSortPolicy>
#include <Qt3DRender/QTexture>
#include <Qt3DRender/QTextureWrapMode>

#include "sim/render/qt3d/materials.h"

namespace tw::sim {

using namespace Qt3DRender;

FrameCamera makeCamera(Qt3DCore::QEntity* root) {
  FrameCamera camera{new Qt3DCore::QEntity(root), new QCameraLens, new Qt3DCore::QTransform};
  camera.entity->addComponent(camera.lens);
  camera.entity->addComponent(camera.transform);
  return camera;
}

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

void clip(QScissorTest* scissor, const PixelRect& part) {
  scissor->setLeft(part.x);
  scissor->setBottom(part.y);
  scissor->setWidth(part.width);
  scissor->setHeight(part.height);
}

PixelRect grown(const PixelRect& part) {
  constexpr int kCullMargin = 2;
  return {part.x - kCullMargin, part.y - kCullMargin, part.width + 2 * kCullMargin,
          part.height + 2 * kCullMargin};
}

}  // namespace tw::sim
