// How well the stock people detector knows the drawn people, and what else it takes for one. The
// yardstick is the project's own: 80 % of the looks at 4-8 m, 50 % at 8-12 m.
#include <cstdio>

#include "sim/inference/hog_classifier.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_inference/drawn_scene.h"

using namespace tw;
using namespace tw::sim;
using hal::PixelBox;

namespace {

constexpr double kScore = 0.55;  // what a look needs at the firmware's sensitivity 4 of 6

// People in four lanes before the house, each to and fro: away, across, towards; two casts.
const std::string kCasts[] = {R"([
  {"name": "a", "height_m": 1.78, "path_m": [[-2.4, 3.6], [-6.4, 9.6], [-5.6, 10], [-2.2, 4]],
   "colours": {"jacket": [0.42, 0.05, 0.04], "trousers": [0.04, 0.06, 0.16]}, "repeats": true},
  {"name": "b", "height_m": 1.62, "build": "slim", "path_m": [[-1.5, 4.2], [-2, 9.8], [-3, 9.6],
   [-2.2, 8], [-1.2, 7.6]], "colours": {"jacket": [0.03, 0.035, 0.04], "trousers": [0.16, 0.14, 0.11]},
   "repeats": true},
  {"name": "c", "height_m": 1.9, "build": "heavy", "path_m": [[0.2, 4.4], [0.5, 9.2], [1, 9]],
   "colours": {"jacket": [0.1, 0.1, 0.11], "trousers": [0.09, 0.1, 0.13]}, "repeats": true},
  {"name": "d", "height_m": 1.7, "path_m": [[1.5, 4], [2, 11.6], [3, 11.4], [2.2, 7]],
   "colours": {"jacket": [0.55, 0.52, 0.46], "trousers": [0.03, 0.03, 0.035]}, "repeats": true}])",
                              R"([
  {"name": "a", "height_m": 1.86, "build": "slim", "speed_m_s": 1.1,
   "path_m": [[-6.4, 9.6], [-5.4, 10], [-2.6, 3.8], [-2.1, 4.1]],
   "colours": {"jacket": [0.08, 0.22, 0.42], "trousers": [0.05, 0.05, 0.055]}, "repeats": true},
  {"name": "b", "height_m": 1.75, "build": "heavy", "path_m": [[-3, 9.6], [-1.4, 4.4], [-1, 5]],
   "colours": {"jacket": [0.6, 0.3, 0.03], "trousers": [0.045, 0.05, 0.09],
   "skin": [0.16, 0.09, 0.06]}, "repeats": true},
  {"name": "c", "height_m": 1.66, "speed_m_s": 0.9, "path_m": [[0.9, 9], [0.1, 8.6], [0.3, 4.2]],
   "colours": {"jacket": [0.28, 0.08, 0.22], "trousers": [0.03, 0.03, 0.05],
   "hair": [0.4, 0.38, 0.36]}, "repeats": true},
  {"name": "d", "height_m": 1.8, "speed_m_s": 1.5, "path_m": [[2.9, 11.4], [2, 11.2], [1.6, 4.2]],
   "colours": {"jacket": [0.04, 0.07, 0.2], "trousers": [0.3, 0.27, 0.2]}, "repeats": true}])"};

const std::string kOthers = R"([
  {"name": "car", "kind": "car", "level_m": -0.1, "speed_m_s": 2, "headlights": true,
   "path_m": [[-14, 15.35], [30, 15.35]]},
  {"name": "cat", "kind": "cat", "path_m": [[-2.5, 4], [0.5, 6], [2.5, 5], [2, 9]],
   "repeats": true},
  {"name": "dog", "kind": "dog", "path_m": [[2.6, 11], [0.8, 6], [-3, 9.4], [-2, 5]],
   "repeats": true}])";

// What image change makes of a body: all of it, its feet lost in the grass, its shadow joined on.
PixelBox seenBy(int way, PixelBox box) {
  if (way == 1) box.height = box.height * 85 / 100;
  if (way == 2) box.width = std::min(box.width * 8 / 5, DrawnScene::kSize.width - box.x);
  return box;
}
const char* const kWays[] = {"whole", "without feet", "with shadow"};

// `truth` is a box about swinging arms and legs: places and heights can be compared, widths not.
bool isAbout(const PixelBox& box, const PixelBox& truth) {
  const double away = truth.height * 0.25;
  const double dx = box.x + box.width / 2.0 - truth.x - truth.width / 2.0;
  const double dy = box.y + box.height / 2.0 - truth.y - truth.height / 2.0;
  return std::abs(dx) < away && std::abs(dy) < away && box.height > truth.height * 0.65 &&
         box.height < truth.height * 1.5;
}

struct Tally {
  int looks = 0, found = 0;
  double share() const { return looks > 0 ? double(found) / looks : 0; }
};

bool finds(Classifier& classifier, const Picture& picture, const PixelBox& candidate,
           const PixelBox& truth) {
  for (const hal::Detection& d : classifier.classify(picture, std::span(&candidate, 1)))
    if (d.kind == hal::ObjectClass::kHuman && d.score >= kScore && isAbout(d.box, truth))
      return true;
  return false;
}

// [way of seeing][near, far]
using People = std::array<std::array<Tally, 2>, 3>;

void lookAtPeople(DrawnScene& scene, Classifier& classifier, People& people) {
  for (Instant at{1s}; at < Instant{30s}; at += 2900ms) {
    const auto shot = scene.shoot(at);
    for (const std::string& name : scene.actorNames()) {
      const double distance = scene.distance(name, at);
      const auto box = scene.boxOf(name, at);
      if (!box || distance < 4 || distance >= 12) continue;
      for (int way = 0; way < 3; ++way) {
        Tally& tally = people[static_cast<size_t>(way)][distance < 8 ? 0 : 1];
        ++tally.looks;
        tally.found += finds(classifier, *shot.picture, seenBy(way, *box), *box);
      }
    }
  }
}

// Trees, bushes and hedges that the wind moves: boxes of the world about them.
const Box kPlants[] = {{{-2, 10.9, 0}, {0, 11.9, 1.5}},    {{-6, 10.9, 0}, {-3, 11.9, 1.5}},
                       {{-9, 10.9, 0}, {-7.5, 11.9, 1.5}}, {{4.5, 10.9, 0}, {7, 11.9, 1.5}},
                       {{-1.2, 9.8, 0}, {0, 11, 1.2}},     {{-8.6, 6.8, 0}, {-7, 8.4, 4}},
                       {{2.5, 31.5, 0}, {5.5, 34.5, 7}},   {{-14.5, 38.5, 0}, {-11.5, 41.5, 7}}};

struct Others {
  Tally car, cat, dog, plants;
};

void look(Classifier& classifier, const Picture& picture, const PixelBox& box, Tally& tally) {
  ++tally.looks;
  const auto seen = classifier.classify(picture, std::span(&box, 1));
  tally.found += !seen.empty() && seen[0].score >= kScore;
}

void lookAtOthers(DrawnScene& scene, Classifier& classifier, Others& others) {
  for (Instant at{1s}; at < Instant{20s}; at += 1900ms) {
    const auto shot = scene.shoot(at);
    for (auto [name, tally] :
         {std::pair{"car", &others.car}, {"cat", &others.cat}, {"dog", &others.dog}})
      if (const auto box = scene.boxOf(name, at)) look(classifier, *shot.picture, *box, *tally);
    for (const Box& plant : kPlants)
      if (const auto box = scene.boxOf(plant)) look(classifier, *shot.picture, *box, others.plants);
  }
}

struct Eyes {
  Qt3dRuntime runtime;
  std::unique_ptr<Renderer> renderer = makeQt3dRenderer();
  HogClassifier classifier;
};

}  // namespace

TEST_CASE("People are recognised in 80 % of looks at 4-8 m and 50 % at 8-12 m, day and night") {
  Eyes eyes;
  std::printf("recognised people          4-8 m       8-12 m\n");
  for (const Illumination light : kIlluminations) {
    People people{};
    for (const std::string& cast : kCasts) {
      DrawnScene scene(*eyes.renderer, light, cast);
      lookAtPeople(scene, eyes.classifier, people);
    }
    Tally all[2];
    for (size_t way = 0; way < 3; ++way) {
      const auto& [near, far] = people[way];
      std::printf("%-9s %-12s %4.0f %% of %-3d %4.0f %% of %d\n", toString(light), kWays[way],
                  100 * near.share(), near.looks, 100 * far.share(), far.looks);
      for (size_t bin = 0; bin < 2; ++bin) {
        all[bin].looks += people[way][bin].looks;
        all[bin].found += people[way][bin].found;
      }
    }
    CAPTURE(toString(light));
    CHECK(all[0].looks >= 60);
    CHECK(all[1].looks >= 60);
    CHECK(all[0].share() >= 0.8);
    CHECK(all[1].share() >= 0.5);
  }
}

// Dogs are not held to more: their "persons" are as small as they, which the firmware's size gate
// sees.
TEST_CASE(
    "Cars, cats and plants are taken for people in less than 5 % of looks, dogs in half at most") {
  Eyes eyes;
  std::printf("taken for people   car        cat        dog        plants\n");
  Others all;
  for (const Illumination light : kIlluminations) {
    Others others;
    DrawnScene scene(*eyes.renderer, light, kOthers);
    lookAtOthers(scene, eyes.classifier, others);
    std::printf("%-15s", toString(light));
    for (Tally Others::*kind : {&Others::car, &Others::cat, &Others::dog, &Others::plants}) {
      const Tally& tally = others.*kind;
      std::printf("  %2d of %-3d", tally.found, tally.looks);
      (all.*kind).looks += tally.looks;
      (all.*kind).found += tally.found;
    }
    std::printf("\n");
  }
  CHECK(all.plants.looks >= 200);
  CHECK(all.plants.share() < 0.05);
  CHECK(all.dog.share() <= 0.5);
  for (const Tally& tally : {all.car, all.cat}) {
    CHECK(tally.looks >= 20);
    CHECK(tally.share() <= 0.05);
  }
}
