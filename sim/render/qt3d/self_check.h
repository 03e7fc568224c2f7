// Does drawing work here? A known pattern is drawn and compared with what it must be.
#pragma once

#include "sim/render/renderer.h"

namespace tw::sim {

// Throws RenderError that names what differs.
void selfCheck(Renderer& renderer);

}  // namespace tw::sim
