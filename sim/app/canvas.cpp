#include "sim/app/canvas.h"

namespace tw::app {

Canvas::Canvas(sim::Pictures pictures) {
  if (pictures != sim::Pictures::kDrawn) return;
  runtime_ = std::make_unique<sim::Qt3dRuntime>();
  renderer_ = sim::makeQt3dRenderer();
}

std::string Canvas::description() const { return runtime_ ? runtime_->description() : ""; }

}  // namespace tw::app
