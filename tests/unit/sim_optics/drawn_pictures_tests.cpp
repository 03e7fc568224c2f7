#include "sim/optics/drawn_pictures.h"

#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr hal::ImageSize kRecording{1280, 720}, kAnalysis{640, 360};

FrameRecord frameOf(std::shared_ptr<const SceneState> scene, uint64_t number = 0) {
  FrameRecord frame;
  frame.number = number;
  frame.noiseSeed = 1000 + number;
  frame.scene = std::move(scene);
  frame.exposure = {10ms, 0};
  return frame;
}

}  // namespace

TEST_CASE("While nothing moves the light is drawn once, and the noise is new in every frame") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  const auto scene = sceneOf(1000);
  const auto first = pictures.picture(frameOf(scene, 0), kAnalysis);
  const auto second = pictures.picture(frameOf(scene, 1), kAnalysis);
  CHECK(renderer.drawings == 1);
  CHECK(*first != *second);
}

TEST_CASE("A frame is drawn anew when the scene, the pose or the lens is another") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  FrameRecord frame = frameOf(sceneOf(1000));
  pictures.picture(frame, kAnalysis);
  frame.lensPose.position.x = 1;
  pictures.picture(frame, kAnalysis);
  frame.lens.focalPx = 2000;
  pictures.picture(frame, kAnalysis);
  frame.scene = sceneOf(1000);
  pictures.picture(frame, kAnalysis);
  CHECK(renderer.drawings == 4);
}

TEST_CASE("A picture does not hang on what was asked for before") {
  const auto scene = sceneOf(1000);
  const FrameRecord frame = frameOf(scene);
  FormulaRenderer renderer;
  DrawnPictures small(renderer), after(renderer);
  const auto alone = small.picture(frame, kAnalysis);
  after.picture(frame, {2560, 1440});
  after.picture(frame, kRecording);
  for (uint64_t i = 1; i < 40; ++i) after.picture(frameOf(sceneOf(10), i), {160, 90});
  CHECK(*after.picture(frame, kAnalysis) == *alone);
}

TEST_CASE("Smaller sizes are scaled from one drawing") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  const FrameRecord frame = frameOf(sceneOf(1000));
  const auto recording = pictures.picture(frame, kRecording);
  CHECK(*pictures.picture(frame, {960, 540}) == scaled(*recording, {960, 540}));
  CHECK(renderer.drawings == 1);
  CHECK(pictures.picture(frame, {320, 180})->size == hal::ImageSize{320, 180});
  CHECK(pictures.picture(frame, {640, 480})->size == hal::ImageSize{640, 480});
}

TEST_CASE("The same frame asked for again is the very same picture") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  const FrameRecord frame = frameOf(sceneOf(1000));
  CHECK(pictures.picture(frame, kRecording) == pictures.picture(frame, kRecording));
}

TEST_CASE("An equidistant lens is drawn with a source that covers its corners") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  FrameRecord frame = frameOf(sceneOf(1000));
  frame.lens = {Projection::kEquidistant, 1528, {2560, 1440}};
  CHECK(pictures.picture(frame, kRecording)->size == kRecording);
  REQUIRE(renderer.views.size() == 1);
  CHECK(renderer.views[0].size == Remap(frame.lens, kRecording).sourceSize());
  CHECK(renderer.views[0].focalPx == Approx(764));
}

TEST_CASE("A rectilinear lens is drawn as it is, scaled to the picture's size") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  pictures.picture(frameOf(sceneOf(1000)), kRecording);
  REQUIRE(renderer.views.size() == 1);
  CHECK(renderer.views[0].size == kRecording);
  CHECK(renderer.views[0].focalPx == Approx(1345));
}

TEST_CASE("Statistics cost one drawing while nothing moves, whatever the exposure") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  FrameRecord frame = frameOf(sceneOf(1000));
  double last = 0;
  for (const Duration shutter : {1ms, 5ms, 20ms, 60ms}) {
    frame.exposure.shutter = shutter;
    const double luma = pictures.statistics(frame).meanLuma;
    CHECK(luma > last);
    last = luma;
  }
  REQUIRE(renderer.drawings == 1);
  CHECK(renderer.views[0].size == hal::ImageSize{640, 360});
}

TEST_CASE("With the cut filter out a picture has infrared in it, and neither is mistaken") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  FrameRecord frame = frameOf(sceneOf(1000));
  const double with = pictures.statistics(frame).meanLuma;
  frame.irCutIn = false;
  CHECK(pictures.statistics(frame).meanLuma > with);
  frame.irCutIn = true;
  CHECK(pictures.statistics(frame).meanLuma == with);
}

TEST_CASE("An equal state at another address is not drawn again, one that differs is") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer);
  const auto scene = sceneOf(1000);
  pictures.picture(frameOf(scene, 0), kAnalysis);
  pictures.picture(frameOf(std::make_shared<SceneState>(*scene), 1), kAnalysis);
  CHECK(renderer.drawings == 1);
  auto other = std::make_shared<SceneState>(*scene);
  other->lamps.push_back({});
  pictures.picture(frameOf(other, 2), kAnalysis);
  CHECK(renderer.drawings == 2);
}

namespace {

// One pixel of each light is another every other time.
class DriftingRenderer final : public Renderer {
 public:
  Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
              const Lights& lights) override {
    Layers layers = honest_.draw(scene, view, part, lights);
    for (LightLayer& light : layers.lights)
      light.planes[0][0] = static_cast<uint16_t>(light.planes[0][0] ^ (++drawings_ & 1));
    return layers;
  }

 private:
  FormulaRenderer honest_;
  uint16_t drawings_ = 0;
};

// Somebody goes through the picture, seen by a lens at rest.
void watch(DrawnPictures& pictures, uint64_t frames) {
  const auto place = std::make_shared<Place>();
  for (uint64_t i = 0; i < frames; ++i) {
    auto scene = std::make_shared<SceneState>(*sceneOf(1000));
    scene->place = place;
    scene->moving.resize(1);
    scene->moving[0].size = {8, 8, 8};  // around the disc that is drawn
    scene->moving[0].pose.position = {0.1 * static_cast<double>(i), 0, 20};
    pictures.picture(frameOf(scene, i), kAnalysis);
  }
}

}  // namespace

TEST_CASE("Compared drawing counts what is alike") {
  FormulaRenderer renderer;
  DrawnPictures pictures(renderer, DrawMode::kCompared);
  watch(pictures, 31);
  CHECK(pictures.drawingCounts().compared == 3);
}

TEST_CASE("Compared drawing tells of a difference, also to those who come later") {
  DriftingRenderer renderer;
  DrawnPictures pictures(renderer, DrawMode::kCompared);
  const auto differs = Catch::Contains("differs from the fully drawn one at");
  CHECK_THROWS_WITH(watch(pictures, 31), differs);
  CHECK_THROWS_WITH(pictures.picture(frameOf(sceneOf(10), 99), kRecording), differs);
  CHECK_THROWS_WITH(pictures.statistics(frameOf(sceneOf(10), 99)), differs);
  CHECK_THROWS_WITH(pictures.drawingCounts(), differs);
}
