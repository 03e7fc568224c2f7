// The renderer, started only for runs that draw.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/render/renderer.h"
#include "sim/twin/twin.h"

namespace tw::app {

class Canvas {
 public:
  // `threads`: that a software renderer may use; nothing: as many as it likes. Throws RenderError
  // when drawing does not work here.
  explicit Canvas(sim::Pictures pictures, std::optional<int> threads = {});

  sim::Renderer* renderer() const { return renderer_.get(); }  // null unless pictures are drawn
  std::string description() const;

 private:
  std::unique_ptr<sim::Qt3dRuntime> runtime_;
  std::unique_ptr<sim::Renderer> renderer_;
};

}  // namespace tw::app
