#include <filesystem>

#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Shot {
  std::shared_ptr<const SceneState> scene;
  View view;
};

std::vector<Shot> shots() {
  const auto world = World::load(TWEELENS_SOURCE_DIR "/scenes/plain_yard.scene.json");
  world->startActor("walker", Instant{});
  std::vector<Shot> all;
  for (const double t : {0.0, 6.0, 8.4})
    for (const char* mount : {"pole", "house"})
      for (const hal::ImageSize size : {hal::ImageSize{160, 90}, hal::ImageSize{333, 187}}) {
        const Pose lens{{}, headingAndPitch(degrees(t), degrees(-10)) * kLensToBody};
        all.push_back({world->stateAt(Instant{fromSeconds(t)}),
                       {world->mount(mount) * lens, 0.45 * size.width, size}});
      }
  Lamp lamp;
  lamp.pose = world->mount("pole");
  lamp.intensityCd = 1e5;
  world->setLamps({lamp});
  all.push_back({world->stateAt(Instant{}), all.front().view});
  return all;
}

bool same(const LinearImage& a, const LinearImage& b) { return a.rgb == b.rgb && a.ids == b.ids; }

size_t threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<size_t>(std::distance(begin(tasks), end(tasks)));
}

}  // namespace

TEST_CASE("A picture depends on state and view alone, not on what was drawn before") {
  Drawn drawn;
  const auto all = shots();
  std::vector<LinearImage> first;
  for (const Shot& shot : all) first.push_back(render(*drawn.renderer, *shot.scene, shot.view));
  for (size_t i = all.size(); i-- > 0;) {
    CHECK(same(render(*drawn.renderer, *all[i].scene, all[i].view), first[i]));
    const size_t other = (i * 5 + 3) % all.size();
    CHECK(same(render(*drawn.renderer, *all[other].scene, all[other].view), first[other]));
  }
  CHECK_FALSE(same(first[0], first[4]));      // somebody walked
  CHECK_FALSE(same(first[0], first.back()));  // a lamp is on
}

TEST_CASE("A place that is loaded again is drawn alike, whatever was drawn between") {
  Drawn drawn;
  const auto all = shots();
  const Pose lens{{0.05, 0, 0.06}, headingAndPitch({}, degrees(-8)) * kLensToBody};
  std::vector<LinearImage> rounds;
  for (int round = 0; round < 4; ++round) {
    const auto world = World::load(TWEELENS_SOURCE_DIR "/scenes/house_front.scene.json");
    world->startActor("visitor_1", Instant{});
    if (round > 1) render(*drawn.renderer, *all[4].scene, all[4].view);
    const View view{world->mount("wall") * lens, 800, {1910, 1074}};
    rounds.push_back(render(*drawn.renderer, *world->stateAt(Instant{25s}), view));
    CHECK(same(rounds.back(), rounds.front()));
  }
}

TEST_CASE("Renderers made one after the other and side by side draw the same") {
  const auto all = shots();
  Drawn drawn;
  const LinearImage wanted = render(*drawn.renderer, *all[5].scene, all[5].view);
  const auto beside = makeQt3dRenderer();
  CHECK(same(render(*beside, *all[5].scene, all[5].view), wanted));
  drawn.renderer.reset();
  drawn.renderer = makeQt3dRenderer();
  CHECK(same(render(*drawn.renderer, *all[5].scene, all[5].view), wanted));
  CHECK(same(render(*beside, *all[5].scene, all[5].view), wanted));
}

TEST_CASE("The first picture of a size is complete, also of more sizes than are kept") {
  Drawn drawn;
  const SceneState scene =
      sceneOf({{3, Shape::kPlane, {100, 100, 1}, {}, {0.4, 0.4, 0.4}, Surface::kPlain}});
  for (int round = 0; round < 2; ++round)
    for (int width = 33; width < 33 + 10 * 31; width += 31) {
      const View view = lookAt({0, -0.01, 5}, {0, 0, 0}, {width, 17 + width / 3}, 100.0 + width);
      const LinearImage image = render(*drawn.renderer, scene, view);
      REQUIRE(image.rgb[0].size() == view.size.pixels());
      CHECK(std::all_of(image.ids.begin(), image.ids.end(), [](uint16_t id) { return id == 3; }));
      const auto [low, high] = std::minmax_element(image.rgb[0].begin(), image.rgb[0].end());
      CHECK(*low > 0);
      CHECK(*high == *low);
    }
}

TEST_CASE("Runtimes and renderers that ended leave no threads behind") {
  constexpr int kRounds = 6;
  size_t first = 0;
  for (int round = 0; round < kRounds; ++round) {
    {
      Drawn drawn;
      const SceneState scene = sceneOf({});
      render(*drawn.renderer, scene, lookAt({0, 0, 1}, {1, 0, 1}, {64, 64}, 50));
    }
    if (round == 0) first = threads();
  }
  // Qt's own pool may still be ending a thread or two.
  CHECK(threads() < first + kRounds - 2);
}
