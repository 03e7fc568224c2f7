#include "sim/app/canvas.h"

#include <cstdlib>

namespace tw::app {

Canvas::Canvas(sim::Pictures pictures, std::optional<int> threads) {
  if (pictures != sim::Pictures::kDrawn) return;
  if (threads) setenv("LP_NUM_THREADS", std::to_string(*threads).c_str(), 0);  // llvmpipe's
  runtime_ = std::make_unique<sim::Qt3dRuntime>();
  renderer_ = sim::makeQt3dRenderer();
}

std::string Canvas::description() const { return runtime_ ? runtime_->description() : ""; }

}  // namespace tw::app
