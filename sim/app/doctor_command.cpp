// `tweelens doctor`: what this machine offers for drawing and encoding, and how fast it is.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <vector>

#include "sim/app/canvas.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/codec/group_encoder.h"
#include "sim/twin/pacer.h"
#include "sim/world/world.h"

namespace tw::app {
namespace {

constexpr int kPictures = 5;  // the median of so many is told
constexpr double kStepM = 0.05;

std::string milliseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f ms", seconds * 1000);
  return text;
}

template <class Work>
double wallSecondsOf(Work work) {
  const sim::Pacer clock;
  work();
  return clock.wallSeconds();
}

// From the first mount of the place, each time a step aside, so that no picture is a former one.
double secondsAPicture(sim::Renderer& renderer, sim::World& world, hal::ImageSize size) {
  const auto scene = world.stateAt(Instant{});
  sim::View view;
  view.pose = world.mount(world.mountNames().front());
  view.pose.turn = view.pose.turn * sim::kLensToBody;
  view.size = size;
  view.focalPx = size.width / (2 * std::tan(std::numbers::pi / 6));  // 60 degrees across
  std::vector<double> times;
  for (int i = 0; i <= kPictures; ++i) {
    view.pose.position.x += kStepM;
    const double seconds = wallSecondsOf([&] { renderer.render(*scene, view); });
    if (i > 0) times.push_back(seconds);  // the first loads meshes and images
  }
  std::nth_element(times.begin(), times.begin() + kPictures / 2, times.end());
  return times[kPictures / 2];
}

double secondsAFrame() {
  const sim::GroupSetup setup;
  sim::GroupEncoder encoder(setup, 0);
  const sim::Picture grey = sim::flatPicture(setup.size, 128);
  const double seconds = wallSecondsOf([&] {
    for (int i = 0; i < setup.framesPerSecond; ++i) encoder.encode(grey);
  });
  return seconds / setup.framesPerSecond;
}

}  // namespace

int doctorCommand() {
  const sim::Pacer start;
  const Canvas canvas(sim::Pictures::kDrawn);
  say("drawing    " + canvas.description());
  say("ready      after " + milliseconds(start.wallSeconds()) +
      ", a known pattern drawn and found right");
  const auto world =
      sim::World::load(std::filesystem::path(TWEELENS_SCENES) / "house_front.scene.json");
  for (const hal::ImageSize size : {hal::ImageSize{640, 360}, hal::ImageSize{1280, 720}})
    say("a picture  " + milliseconds(secondsAPicture(*canvas.renderer(), *world, size)) + " of " +
        std::to_string(size.width) + "x" + std::to_string(size.height) + ", " + world->name() +
        ", drawn anew");
  say("encoder    libx264, " + milliseconds(secondsAFrame()) + " a frame of 1280x720");
  return kPassed;
}

}  // namespace tw::app
