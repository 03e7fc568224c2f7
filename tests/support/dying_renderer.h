// A renderer whose driver dies at a picture; until then light in formulas.
#pragma once

#include <atomic>
#include <memory>

#include "sim/render/render_error.h"
#include "tests/support/test_pictures.h"

namespace tw::test {

class DyingRenderer final : public sim::Renderer {
 public:
  explicit DyingRenderer(int pictures) : left_(pictures) {}

  static constexpr const char* kWhy = "the driver has gone away";

  sim::Layers draw(const sim::SceneState& scene, const sim::View& view, const sim::PixelRect& part,
                   const sim::Lights& lights) override {
    if (--left_ < 0) throw sim::RenderError(kWhy);
    return light_.draw(scene, view, part, lights);
  }

 private:
  std::atomic<int> left_;
  sim::FormulaRenderer light_;
};

}  // namespace tw::test
