// What may be drawn alone, and what footprints promise.
#include <random>

#include "sim/render/footprint.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Yard {
  explicit Yard(const char* scene)
      : world(World::load(std::string(TWEELENS_SOURCE_DIR "/scenes/") + scene)) {
    world->startActor("visitor_1", Instant{});
    const Pose lens{{0.05, 0, 0.06}, headingAndPitch({}, degrees(-14)) * kLensToBody};
    view = {world->mount("wall") * lens, 330, {640, 360}};
  }
  // On the street, on the drive, at the door, away.
  std::shared_ptr<const SceneState> at(double seconds) {
    return world->stateAt(Instant{fromSeconds(seconds)});
  }
  std::unique_ptr<World> world;
  View view;
};

Beam beamTo(double pan, double tilt) {
  return {{{0, 0.1, 2.9}, headingAndPitch(degrees(90 + pan), degrees(tilt))}, 30};
}

bool sameWithin(const Layers& whole, const Layers& part) {
  const PixelRect& p = part.part;
  for (size_t light = 0; light < part.lights.size(); ++light)
    for (size_t plane = 0; plane < kLightPlanes; ++plane)
      for (int y = 0; y < p.height; ++y) {
        const auto* a = whole.lights[light].planes[plane].data() + whole.part.indexOf(p.x, p.y + y);
        const auto* b = part.lights[light].planes[plane].data() + p.indexOf(p.x, p.y + y);
        if (!std::equal(a, a + p.width, b)) return false;
      }
  return true;
}

PixelRect differing(const Layers& a, const Layers& b) {
  PixelRect rect;
  for (int y = 0; y < a.part.height; ++y)
    for (int x = 0; x < a.part.width; ++x) {
      const size_t i = a.part.indexOf(x, y);
      bool same = a.ids[i] == b.ids[i];
      for (size_t light = 0; light < a.lights.size(); ++light)
        for (size_t plane = 0; plane < kLightPlanes; ++plane)
          same = same && a.lights[light].planes[plane][i] == b.lights[light].planes[plane][i];
      if (!same) rect = around(rect, {x, y, 1, 1});
    }
  return rect;
}

}  // namespace

TEST_CASE("Part of a picture is drawn alone as it is drawn in the whole, to the bit") {
  Drawn drawn;
  std::mt19937 random(7);
  for (const char* scene : {"house_front.scene.json", "house_front_night.scene.json"}) {
    Yard yard(scene);
    const Lights lights{true, {beamTo(0, -20), beamTo(30, -10)}};
    for (const double t : {22.0, 27.0}) {
      const auto state = yard.at(t);
      const Layers all = drawn.renderer->draw(*state, yard.view, whole(yard.view.size), lights);
      for (int i = 0; i < 12; ++i) {
        PixelRect part{static_cast<int>(random() % 600), static_cast<int>(random() % 330), 0, 0};
        part.width = 1 + static_cast<int>(random() % static_cast<unsigned>(640 - part.x));
        part.height = 1 + static_cast<int>(random() % static_cast<unsigned>(360 - part.y));
        CAPTURE(scene, t, part.x, part.y, part.width, part.height);
        CHECK(sameWithin(all, drawn.renderer->draw(*state, yard.view, part, lights)));
      }
    }
  }
}

TEST_CASE("Lights are the same drawn together and each for itself") {
  Drawn drawn;
  Yard yard("house_front_night.scene.json");
  const auto state = yard.at(25);
  Lights lights{true, {}};
  for (int i = 0; i < 5; ++i) lights.beams.push_back(beamTo(20 * i - 40, -5 * i));
  // Of every second one surfaces near by throw some back.
  for (size_t i = 0; i < 5; i += 2)
    lights.beams[i].thrown = std::make_shared<const std::vector<Patch>>(
        1 + i / 2, Patch{{{0.3, 0.4, 3.1}, headingAndPitch(degrees(70), degrees(-60))},
                         {0.03, 0.02, 0.015},
                         0.04});
  const PixelRect all = whole(yard.view.size);
  const Layers together = drawn.renderer->draw(*state, yard.view, all, lights);
  REQUIRE(together.lights.size() == 6);
  const auto alike = [&](size_t light, const Lights& alone) {
    const Layers one = drawn.renderer->draw(*state, yard.view, all, alone);
    REQUIRE(one.lights.size() == 1);
    return one.lights[0].planes == together.lights[light].planes;
  };
  CHECK(alike(0, {true, {}}));
  for (size_t i = 0; i < lights.beams.size(); ++i) CHECK(alike(i + 1, {false, {lights.beams[i]}}));
}

TEST_CASE("Nothing changes outside the footprints of what moves, shadows included") {
  Drawn drawn;
  Yard yard("house_front.scene.json");
  // One near the lens, and one that stands to the side and shines across.
  const Beam across{{{-9, 4, 2.5}, headingAndPitch(degrees(10), degrees(-12))}, 40};
  const Lights lights{true, {beamTo(0, -20), across}};
  const PixelRect all = whole(yard.view.size);
  int seen = 0;
  for (const double elevation : {8.0, 28.0, 65.0})
    for (const double azimuth : {20.0, 140.0, 260.0})
      for (const double t : {18.0, 24.0, 28.0, 33.0}) {
        SceneState state = *yard.at(t);
        const Turn sun = headingAndPitch(degrees(azimuth), degrees(elevation));
        state.sun.towards = sun * Vec3{1, 0, 0};
        Shadows shadows = shadowsIn(*state.place, state.sun);
        for (const Beam& beam : lights.beams) shadows.lamps.push_back(beam.pose);
        const PixelRect mover = footprint(yard.view, shadows, state.moving);
        const PixelRect trees = footprint(yard.view, shadows, state.swaying);
        const Layers with = drawn.renderer->draw(state, yard.view, all, lights);
        SceneState nobody = state;
        nobody.moving.clear();
        const Layers without = drawn.renderer->draw(nobody, yard.view, all, lights);
        nobody.swaying.clear();
        const Layers bare = drawn.renderer->draw(nobody, yard.view, all, lights);
        CAPTURE(elevation, azimuth, t, mover.x, mover.y, mover.width, mover.height);
        const PixelRect changed = differing(with, without), swayed = differing(without, bare);
        CAPTURE(changed.x, changed.y, changed.width, changed.height);
        CHECK((changed.empty() || common(changed, mover) == changed));
        CHECK((swayed.empty() || common(swayed, trees) == swayed));
        seen += changed.empty() ? 0 : 1;
      }
  CHECK(seen > 20);
}

TEST_CASE("On a place that throws no shadow nobody's shadow hangs on who else is there") {
  Drawn drawn;
  const View view{
      {{0, -8, 4}, headingAndPitch(degrees(90), degrees(-25)) * kLensToBody}, 330, {640, 360}};
  const auto place = std::make_shared<Place>();
  place->parts = {{1, Shape::kPlane, {80, 80, 1}, {}, {0.3, 0.3, 0.3}}};
  SceneState alone;
  alone.place = place;
  alone.moving = {{2, Shape::kBox, {0.5, 0.5, 1.8}, {{-1, 0, 0.9}, {}}, {0.4, 0.3, 0.2}}};
  for (const double x : {2.0, 7.0, 14.0}) {
    SceneState both = alone;
    both.moving.push_back(
        {3, Shape::kBox, {0.6, 0.4, 1.7}, {{x, x / 2, 0.85}, {}}, {0.2, 0.2, 0.5}});
    const Lights lights{true, {}};
    const PixelRect changed = differing(drawn.renderer->draw(alone, view, whole(view.size), lights),
                                        drawn.renderer->draw(both, view, whole(view.size), lights));
    const PixelRect other =
        footprint(view, shadowsIn(*place, both.sun), std::span(both.moving).subspan(1));
    CAPTURE(x, changed.x, changed.y, changed.width, changed.height);
    REQUIRE_FALSE(changed.empty());
    CHECK(common(changed, other) == changed);
  }
}
