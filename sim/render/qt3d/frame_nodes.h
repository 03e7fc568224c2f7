// Pieces of frame graphs, and how parts of pictures are cut out. Rectangles count from the lower
// left here.
#pragma once

#include <QMatrix4x4>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QFrameGraphNode>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderStateSet>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QRenderTargetOutput>
#include <Qt3DRender/QScissorTest>
#include <Qt3DRender/QTexture>

#include "sim/render/renderer.h"

namespace tw::sim {

// What Qt 3D takes for drawing is its view of a part alone, so that it leaves out all that does not
// reach into it. Shaders have their own matrices, which are always those of the whole picture.
struct FrameCamera {
  Qt3DCore::QEntity* entity;
  Qt3DRender::QCameraLens* lens;
  Qt3DCore::QTransform* transform;
};
FrameCamera makeCamera(Qt3DCore::QEntity* root);

Qt3DRender::QAbstractTexture* makeTexture(Qt3DRender::QAbstractTexture::TextureFormat format,
                                          int width, int height, Qt3DCore::QNode* parent);
void addOutput(Qt3DRender::QRenderTarget* target,
               Qt3DRender::QRenderTargetOutput::AttachmentPoint point,
               Qt3DRender::QAbstractTexture* texture);

// Nodes below it draw only passes that this key names.
Qt3DRender::QRenderPassFilter* filterPass(Qt3DRender::QFrameGraphNode* parent,
                                          Qt3DRender::QFilterKey*& key);
Qt3DRender::QRenderStateSet* depthStates(Qt3DRender::QFrameGraphNode* parent,
                                         Qt3DRender::QDepthTest::DepthFunction function);
// Without it the order of drawing would follow heap addresses.
Qt3DRender::QFrameGraphNode* nearestFirst(Qt3DRender::QFrameGraphNode* parent);
Qt3DRender::QFrameGraphNode* cameraSelector(Qt3DRender::QFrameGraphNode* parent,
                                            Qt3DCore::QEntity* camera);
Qt3DRender::QFrameGraphNode* clearDepth(Qt3DRender::QFrameGraphNode* parent);

// Narrows a projection to a part of its picture.
QMatrix4x4 cropped(const QMatrix4x4& projection, const PixelRect& part, hal::ImageSize size);
void clip(Qt3DRender::QScissorTest* scissor, const PixelRect& part);
// A frustum's planes are told apart from what touches them by less than this.
PixelRect grown(const PixelRect& part);

}  // namespace tw::sim
