// What pictures cost: as a camera's two lenses at rest see a visitor by night while the alarm
// lights flash. Prints one JSON object; the wall clock is the subject here.
//
//   tweelens_picture_bench           pictures a second, by size and number of lenses
//   tweelens_picture_bench --first   ends as soon as the first picture is there
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/optics/drawn_pictures.h"
#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/twin/camera_model.h"
#include "sim/world/world.h"

using namespace tw;
using namespace tw::sim;

namespace {

const std::filesystem::path kSource = TWEELENS_SOURCE_DIR;
constexpr Duration kFrame = std::chrono::nanoseconds{1s} / 15;
constexpr Duration kOnTheDrive = 22s;  // after the visitor set out
constexpr Duration kFlash = 400ms;
constexpr double kSeconds = 3;  // of wall time, each measurement

class Watch {
 public:
  explicit Watch(Renderer& renderer)
      : model_(loadCameraModel(kSource / "models/cameras/dual_lens.camera.json")),
        world_(World::load(kSource / "scenes/house_front_night.scene.json")),
        pictures_(renderer) {
    world_->startActor("visitor_1", Instant{});
  }

  // Of every lens, one frame after the other.
  void take(int lenses, hal::ImageSize size) {
    const Instant at = Instant{} + kOnTheDrive + (frame_++ % 90) * kFrame;
    light(at);
    const Pose body = world_->mount("wall");
    FrameRecord record{.number = frame_,
                       .capturedAt = at,
                       .scene = world_->stateAt(at),
                       .lensPose = widePose(model_, body, {}),
                       .lens = model_.wideLens,
                       .exposure = {66ms, 24},
                       .noiseSeed = frame_};
    pictures_.picture(record, size);
    if (lenses < 2) return;
    record.lensId = hal::LensId::kPtz;
    record.lensPose = ptzPose(model_, body, {}, degrees(model_.ptzTilt.homeDeg));
    record.lens = model_.ptzLens;
    pictures_.picture(record, size);
  }

  double picturesASecond(int lenses, hal::ImageSize size) {
    for (int i = 0; i < 8; ++i) take(lenses, size);
    int taken = 0;
    const auto start = std::chrono::steady_clock::now();
    double seconds = 0;
    while (seconds < kSeconds) {
      take(lenses, size);
      taken += lenses;
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return taken / seconds;
  }

 private:
  // The spotlight, and one of the alarm lights.
  void light(Instant at) {
    const bool red = at.time_since_epoch() / kFlash % 2 == 0;
    const LampModel& alarm = red ? model_.redAlarm : model_.blueAlarm;
    const Pose body = world_->mount("wall");
    world_->setLamps({lampOf(model_, model_.spotlight, body, {1, 1, 1}, model_.spotlight.intensity),
                      lampOf(model_, alarm, body, red ? kAlarmRed : kAlarmBlue, alarm.intensity)});
  }

  CameraModel model_;
  std::unique_ptr<World> world_;
  DrawnPictures pictures_;
  uint64_t frame_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const Qt3dRuntime runtime;
  const auto renderer = makeQt3dRenderer();
  Watch watch(*renderer);
  nlohmann::json results;
  if (argc > 1 && std::string(argv[1]) == "--first") {
    watch.take(1, {640, 360});
  } else {
    for (const hal::ImageSize size : {hal::ImageSize{640, 360}})
      for (const int lenses : {2})
        results["pictures_" + std::to_string(size.height) + "p_" + std::to_string(lenses) +
                "_lens_per_s"] = watch.picturesASecond(lenses, size);
  }
  std::cout << results.dump() << '\n';
}
