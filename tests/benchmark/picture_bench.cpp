// What pictures cost: as a camera's two lenses at rest see people by night while the alarm lights
// flash, made on two threads as a run makes them. Prints one JSON object; the wall clock is the
// subject here.
//
//   tweelens_picture_bench           pictures a second, by size; and of a head that turns
//   tweelens_picture_bench --first   ends as soon as the first picture is there
//   tweelens_picture_bench --grow    CPU and wall milliseconds a picture, by walkers, size and
//   lamps
#include <chrono>
#include <ctime>
#include <deque>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "sim/core/workers.h"
#include "sim/optics/drawn_pictures.h"
#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/twin/camera_model.h"
#include "sim/world/world.h"

using namespace tw;
using namespace tw::sim;

namespace {

const std::filesystem::path kSource = TWEELENS_SOURCE_DIR;
constexpr Duration kFrame = std::chrono::nanoseconds{1s} / 15;
constexpr Duration kOnTheDrive = 22s;  // after a visitor set out
constexpr int kFrames = 90;            // that are seen over and over
constexpr Duration kFlash = 400ms;
constexpr double kSeconds = 3;  // of wall time, each measurement
constexpr size_t kAhead = 4;    // pictures under way

struct Setting {
  hal::ImageSize size{640, 360};
  int lenses = 2;
  int walkers = 1;
  int lamps = 2;         // the spotlight first, then one of the alarm lights, then more
  bool turning = false;  // both lenses, a degree a frame
};

double cpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// A scene with as many people before the house, walking away from it.
std::unique_ptr<World> peopled(int walkers) {
  const std::filesystem::path folder = kSource / "scenes";
  nlohmann::json scene =
      nlohmann::json::parse(std::ifstream(folder / "house_front_night.scene.json"));
  scene["based_on"] = (folder / scene.at("based_on").get<std::string>()).string();
  scene["actors"] = nlohmann::json::array();
  for (int i = 0; i < walkers; ++i) {
    const double x = -3 + 1.1 * (i % 6), y = 2.4 + 1.2 * (i / 6);
    scene["actors"].push_back({{"name", "walker_" + std::to_string(i)},
                               {"height_m", 1.6 + 0.05 * (i % 6)},
                               {"speed_m_s", 0.5},
                               {"path_m", {{x, y}, {x + 0.5, y + 3}}}});
  }
  return World::parse("bench", scene.dump());
}

class Watch {
 public:
  Watch(Renderer& renderer, const Setting& setting)
      : setting_(setting),
        model_(loadCameraModel(kSource / "models/cameras/dual_lens.camera.json")),
        world_(setting.walkers == 1 ? World::load(kSource / "scenes/house_front_night.scene.json")
                                    : peopled(setting.walkers)),
        body_(world_->mount("wall")),
        pictures_(renderer),
        workers_(std::max(1U, std::thread::hardware_concurrency())) {
    if (setting.walkers == 1) world_->startActor("visitor_1", Instant{});
    for (const std::string& name : world_->actorNames())
      if (setting.walkers > 1) world_->startActor(name, Instant{} + kOnTheDrive);
  }

  void takeOne() {
    take();
    finish(0);
  }

  struct Cost {
    double picturesASecond, cpuMs;
  };
  Cost measure() {
    for (int i = 0; i < kFrames; ++i) take();
    finish(0);
    int taken = 0;
    const auto start = std::chrono::steady_clock::now();
    const double cpu = cpuSeconds();
    double seconds = 0;
    while (seconds < kSeconds) {
      take();
      finish(kAhead);
      taken += setting_.lenses;
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    finish(0);
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return {taken / seconds, 1000 * (cpuSeconds() - cpu) / taken};
  }

 private:
  // Of every lens, one frame.
  void take() {
    const Instant at = Instant{} + kOnTheDrive + (frame_++ % kFrames) * kFrame;
    light(at);
    const auto scene = world_->stateAt(at);
    const double turn = setting_.turning ? static_cast<double>(frame_ % 60) - 30 : 0;
    const double rate = setting_.turning ? degrees(1).value / toSeconds(kFrame) : 0;
    const Radians pan = degrees(turn), hand = degrees(model_.rig.wideHandTiltDeg),
                  tilt = degrees(model_.ptzTilt.homeDeg);
    order(hal::LensId::kWide, widePose(model_, body_, pan), lensTurnRate(pan, hand, rate, 0),
          model_.wideLens, scene, at);
    if (setting_.lenses > 1)
      order(hal::LensId::kPtz, ptzPose(model_, body_, pan, tilt), lensTurnRate(pan, tilt, rate, 0),
            model_.ptzLens, scene, at);
  }

  void order(hal::LensId id, const Pose& pose, Vec3 turnRate, const LensModel& lens,
             const std::shared_ptr<const SceneState>& scene, Instant at) {
    const FrameRecord record{.lensId = id,
                             .number = frame_,
                             .capturedAt = at,
                             .scene = scene,
                             .lensPose = pose,
                             .turnRate = turnRate,
                             .lens = lens,
                             .exposure = {66ms, 24},
                             .noiseSeed = frame_};
    under_.push_back(begin(
        &workers_, [this, record] { return pictures_.picture(record, setting_.size) != nullptr; }));
  }

  void finish(size_t left) {
    for (; under_.size() > left; under_.pop_front()) under_.front().get();
  }

  void light(Instant at) {
    const bool red = at.time_since_epoch() / kFlash % 2 == 0;
    const LampModel& alarm = red ? model_.redAlarm : model_.blueAlarm;
    std::vector<Lamp> lamps;
    for (int i = 0; i < setting_.lamps; ++i) {
      const bool white = i != 1;
      const LampModel& model = white ? model_.spotlight : alarm;
      Lamp lamp = lampOf(model, body_, model.intensity);
      lamp.pose.position.x += 0.3 * (i / 2);  // no two at one place
      lamps.push_back(lamp);
    }
    world_->setLamps(std::move(lamps));
  }

  Setting setting_;
  CameraModel model_;
  std::unique_ptr<World> world_;
  Pose body_;
  DrawnPictures pictures_;
  uint64_t frame_ = 0;
  std::deque<std::shared_future<bool>> under_;
  Workers workers_;  // last: what they are at is done before anything ends
};

nlohmann::json speeds(Renderer& renderer) {
  nlohmann::json results;
  for (const hal::ImageSize size : {hal::ImageSize{640, 360}, {1280, 720}, {1920, 1080}})
    results["pictures_" + std::to_string(size.height) + "p_per_s"] =
        Watch(renderer, {.size = size}).measure().picturesASecond;
  results["turning_360p_per_s"] = Watch(renderer, {.turning = true}).measure().picturesASecond;
  return results;
}

nlohmann::json growth(Renderer& renderer) {
  nlohmann::json results;
  const auto add = [&](const char* what, double value, const Setting& setting) {
    const Watch::Cost cost = Watch(renderer, setting).measure();
    results[what].push_back(
        {{"at", value}, {"cpu_ms", cost.cpuMs}, {"wall_ms", 1000 / cost.picturesASecond}});
  };
  for (const int walkers : {0, 2, 5, 10, 15, 20}) add("walkers", walkers, {.walkers = walkers});
  for (const hal::ImageSize size :
       {hal::ImageSize{640, 360}, {960, 540}, {1280, 720}, {1600, 900}, {1920, 1080}})
    add("megapixels", static_cast<double>(size.pixels()) / 1e6, {.size = size});
  for (const int lamps : {0, 1, 2, 4, 6, 8}) add("lamps", lamps, {.lamps = lamps});
  return results;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (argc > 2 || (what != "" && what != "--first" && what != "--grow")) {
    std::cerr << "tweelens_picture_bench [--first|--grow], not " << what << '\n';
    return 2;
  }
  const Qt3dRuntime runtime;
  const auto renderer = makeQt3dRenderer();
  if (what == "--first") return Watch(*renderer, {.lenses = 1}).takeOne(), 0;
  std::cout << (what == "--grow" ? growth(*renderer) : speeds(*renderer)).dump() << '\n';
}
