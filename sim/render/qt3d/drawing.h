// One Qt 3D engine, stepped by hand: scene in, picture out. Lives in the draw thread whole.
#pragma once

#include <Qt3DCore/QAspectEngine>
#include <Qt3DCore/QEntity>
#include <memory>

#include "sim/render/qt3d/frame_graph.h"
#include "sim/render/qt3d/light_parameters.h"
#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/part_nodes.h"
#include "sim/render/qt3d/picture_reader.h"

namespace tw::sim {

class Drawing final : public Renderer {
 public:
  // The surfaces were made in the application's thread and outlive this.
  Drawing(QOffscreenSurface& drawSurface, QOffscreenSurface& readSurface);
  ~Drawing() override;

  // See Renderer.
  Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
              const Lights& lights) override;

 private:
  Layers drawAll(const SceneState& scene, const View& view, const PixelRect& part,
                 const Lights& lights);
  void drawPass(const SceneState& scene, const View& view, const PassLight& light, Layers& layers);
  void processFrame();
  void warmUp();
  void showParts(const SceneState& scene);
  bool read(const PictureTextures& textures, const View& view, const PassLight& light,
            Layers& layers);
  void addSky();

  Qt3DCore::QAspectEngine engine_;
  Qt3DCore::QEntityPtr root_;
  std::unique_ptr<Materials> materials_;
  std::unique_ptr<PartNodes> parts_;
  std::unique_ptr<FrameGraph> graph_;
  std::unique_ptr<LightParameters> lights_;
  PictureReader reader_;
  bool fresh_ = false;  // meshes or images are new in the picture to come
  int stamp_ = 0;
};

}  // namespace tw::sim
