// `tweelens doctor`: what this machine offers for drawing and encoding, and how fast it is.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "sim/app/canvas.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/codec/group_encoder.h"
#include "sim/core/number_text.h"
#include "sim/optics/sensor_model.h"
#include "sim/scenario/scenes_folder.h"
#include "sim/twin/pacer.h"
#include "sim/world/world.h"

namespace tw::app {
namespace {

constexpr int kPictures = 5;  // the median of so many is told
constexpr double kStepM = 0.05;
constexpr hal::Exposure kDaylight{std::chrono::microseconds{250}, 0};

std::string milliseconds(double seconds) { return sim::formatted("%.1f ms", seconds * 1000); }

template <class Work>
double wallSecondsOf(Work work) {
  const sim::Pacer clock;
  work();
  return clock.wallSeconds();
}

// What the place's first mount sees, 60 degrees across.
sim::View viewFrom(const sim::World& world, hal::ImageSize size) {
  sim::View view;
  view.pose = world.mount(world.mountNames().front());
  view.pose.turn = view.pose.turn * sim::kLensToBody;
  view.size = size;
  view.focalPx = size.width / (2 * std::tan(std::numbers::pi / 6));
  return view;
}

// Each time a step aside, so that no picture is a former one.
double secondsAPicture(sim::Renderer& renderer, const sim::SceneState& scene, sim::View view) {
  std::vector<double> times;
  for (int i = 0; i <= kPictures; ++i) {
    view.pose.position.x += kStepM;
    const double seconds = wallSecondsOf([&] { render(renderer, scene, view); });
    if (i > 0) times.push_back(seconds);  // the first loads meshes and images
  }
  std::nth_element(times.begin(), times.begin() + kPictures / 2, times.end());
  return times[kPictures / 2];
}

// A group of what a sensor makes of this light by day: the same scene, other noise.
double secondsAFrame(const sim::LinearImage& light, const sim::GroupSetup& setup) {
  std::vector<sim::Picture> pictures;
  for (int i = 0; i < setup.framesPerSecond; ++i)
    pictures.push_back(sim::expose({}, light, kDaylight, true, static_cast<uint64_t>(i)));
  sim::GroupEncoder encoder(setup, 0);
  const double seconds = wallSecondsOf([&] {
    for (const sim::Picture& picture : pictures) encoder.encode(picture);
  });
  return seconds / setup.framesPerSecond;
}

std::string words(hal::ImageSize size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

}  // namespace

int doctorCommand() {
  const sim::Pacer start;
  const Canvas canvas(sim::Pictures::kDrawn);
  say("drawing    " + canvas.description());
  say("ready      after " + milliseconds(start.wallSeconds()) +
      ", a known pattern drawn and found right");
  const auto world = sim::World::load(sim::scenesFolder() / "house_front.scene.json");
  const auto scene = world->stateAt(Instant{});
  const sim::GroupSetup setup;
  for (const hal::ImageSize size : {hal::ImageSize{640, 360}, setup.size})
    say("a picture  " +
        milliseconds(secondsAPicture(*canvas.renderer(), *scene, viewFrom(*world, size))) + " of " +
        words(size) + ", " + world->name() + ", drawn anew");
  const sim::LinearImage light = render(*canvas.renderer(), *scene, viewFrom(*world, setup.size));
  say("encoder    H.264, " + milliseconds(secondsAFrame(light, setup)) + " a frame of " +
      words(setup.size));
  return kPassed;
}

}  // namespace tw::app
