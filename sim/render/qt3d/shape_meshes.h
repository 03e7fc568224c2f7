// The four unit shapes as meshes, each made once and shared by all parts.
#pragma once

#include <Qt3DRender/QGeometryRenderer>
#include <array>

#include "sim/world/scene_state.h"

namespace tw::sim {

// Owned by `parent`.
std::array<Qt3DRender::QGeometryRenderer*, 4> makeShapeMeshes(Qt3DCore::QNode* parent);
// One triangle that covers the picture, in clip coordinates.
Qt3DRender::QGeometryRenderer* makeBackdropMesh(Qt3DCore::QNode* parent);

}  // namespace tw::sim
