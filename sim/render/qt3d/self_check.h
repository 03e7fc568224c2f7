// Does drawing work here? A known pattern is drawn and compared with what it must be.
#pragma once

#include <functional>

#include "sim/render/renderer.h"

namespace tw::sim {

// Throws RenderError that names what differs.
void selfCheck(const std::function<LinearImage(const SceneState&, const View&)>& draw);

}  // namespace tw::sim
