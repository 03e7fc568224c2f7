// Draws meshes, images, shadows, lamps and infrared through both lenses, and prints one CRC.
#include <cstdio>

#include "firmware_core/base/crc32.h"
#include "sim/optics/drawn_pictures.h"
#include "tests/unit/sim_render_qt3d/drawn.h"
#include "tests/unit/sim_render_qt3d/models.h"

using namespace tw;
using namespace tw::sim;

namespace {

std::shared_ptr<SceneState> nightScene() {
  Part ball = meshPart(ballMesh(40));
  ball.surface = Surface::kImage;
  ball.texture = std::make_shared<Texture>(Texture{chequeredFile("hash")});
  ball.pose.position = {0.5, 6, 1};
  auto scene = std::make_shared<SceneState>(
      sceneOf({{1, Shape::kPlane, {40, 40, 1}, {}, {0.1, 0.2, 0.1}, Surface::kGrass},
               {2, Shape::kBox, {3, 1, 2}, {{-2, 8, 1}, {}}, {0.4, 0.2, 0.1}, Surface::kBricks}}));
  scene->moving = {ball};
  scene->sun.illuminanceLux = 0.2;
  scene->skyLux = 0.05;
  Lamp lamp;
  lamp.pose = {{0, 0, 3}, headingAndPitch(degrees(90), degrees(-15))};
  lamp.intensityCd = 200;
  lamp.infraredWSr = 1;
  scene->lamps.assign(6, lamp);
  return scene;
}

}  // namespace

int main() {
  Qt3dRuntime runtime;
  const auto renderer = makeQt3dRenderer();
  DrawnPictures pictures(*renderer);
  uint32_t crc = 0;
  auto scene = nightScene();
  for (uint64_t i = 0; i < 6; ++i) {
    FrameRecord frame;
    scene = std::make_shared<SceneState>(*scene);
    scene->moving[0].pose.position.x += 0.1;
    frame.scene = scene;
    frame.noiseSeed = i;
    frame.exposure = {66ms, 20};
    frame.irCutIn = i % 2 == 0;
    frame.lensPose = lookAt({0, 0, 2.8}, {0, 8, 1}, {64, 64}, 64).pose;
    if (i % 3 == 0) frame.lens = {Projection::kEquidistant, 1528, {2560, 1440}};
    const auto picture = pictures.picture(frame, {640, 360});
    for (const auto* plane : {&picture->y, &picture->u, &picture->v})
      crc = crc * 31 + crc32(*plane);
  }
  std::printf("%08x\n", crc);
}
