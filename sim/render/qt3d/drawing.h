// One Qt 3D engine, stepped by hand: scene in, picture out. Lives in the draw thread whole.
#pragma once

#include <Qt3DCore/QAspectEngine>
#include <Qt3DCore/QEntity>
#include <memory>
#include <optional>

#include "sim/render/qt3d/frame_graph.h"
#include "sim/render/qt3d/light_parameters.h"
#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/part_nodes.h"
#include "sim/render/qt3d/picture_reader.h"

namespace tw::sim {

class Drawing {
 public:
  // The surfaces were made in the application's thread and outlive this.
  Drawing(QOffscreenSurface& drawSurface, QOffscreenSurface& readSurface);
  ~Drawing();

  // Throws RenderError; see Renderer.
  LinearImage draw(const SceneState& scene, const View& view);

 private:
  void processFrame();
  bool updateSun(const SceneState& scene, bool shadowsChanged);
  bool readInto(LinearImage& image, const PictureTextures& textures);
  void addSky();

  Qt3DCore::QAspectEngine engine_;
  Qt3DCore::QEntityPtr root_;
  std::unique_ptr<Materials> materials_;
  std::unique_ptr<PartNodes> parts_;
  std::unique_ptr<FrameGraph> graph_;
  std::unique_ptr<LightParameters> lights_;
  PictureReader reader_;
  SunView sunView_{};
  std::optional<Sun> drawnSun_;  // that the shadow map shows
  int stamp_ = 0;
};

}  // namespace tw::sim
