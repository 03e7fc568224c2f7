#include "tests/unit/sim_inference/drawn_scene.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/imaging/exposure_control.h"
#include "tests/support/fake_image_sensor.h"

namespace tw::sim {
namespace {

// The product's figures: models/cameras/dual_lens.camera.json.
constexpr LensModel kWide{Projection::kEquidistant, 1528, {2560, 1440}};
constexpr Vec3 kWideAxis{0.05, 0, 0.06}, kSpotlight{0.08, 0, 0};
constexpr double kHandTiltDeg = -8, kSpotlightCd = 55.5, kInfraredWSr = 2, kHalfAngleDeg = 45;
const hal::SensorLimits kLimits{100us, 66ms, 42};

std::string sceneText(Illumination illumination, const std::string& actors) {
  const std::string light =
      illumination == Illumination::kDay
          ? R"("sun": {"azimuth_deg": 238, "elevation_deg": 44, "illuminance_lux": 62000},
               "sky_lux": 14000)"
          : R"("sun": {"azimuth_deg": 150, "elevation_deg": 28, "illuminance_lux": 0.2},
               "sky_lux": 0.02)";
  const std::string place = TWEELENS_SOURCE_DIR "/scenes/house_front.scene.json";
  return R"({"name": "seen", "based_on": ")" + place + R"(", )" + light + R"(, "actors": )" +
         actors + "}";
}

}  // namespace

const char* toString(Illumination illumination) {
  constexpr std::array kNames{"day", "spotlight", "infrared"};
  return kNames[static_cast<size_t>(illumination)];
}

DrawnScene::DrawnScene(Renderer& renderer, Illumination illumination, const std::string& actors)
    : world_(World::parse("seen.scene.json", sceneText(illumination, actors))),
      illumination_(illumination),
      pictures_(renderer) {
  const Pose body = world_->mount("wall");
  lens_ = body * Pose{kWideAxis, headingAndPitch({}, degrees(kHandTiltDeg)) * kLensToBody};
  Lamp lamp{.pose = body * Pose{kSpotlight, {}}, .halfAngleDeg = kHalfAngleDeg};
  if (illumination == Illumination::kSpotlight) lamp.intensityCd = kSpotlightCd;
  if (illumination == Illumination::kInfrared) lamp.infraredWSr = kInfraredWSr;
  if (illumination != Illumination::kDay) world_->setLamps({lamp});
  for (const std::string& actor : world_->actorNames()) world_->startActor(actor, Instant{});
  expose(recordAt(Instant{}));
}

FrameRecord DrawnScene::recordAt(Instant at) {
  FrameRecord frame;
  frame.capturedAt = at;
  frame.scene = world_->stateAt(at);
  frame.lensPose = lens_;
  frame.lens = kWide;
  frame.exposure = exposure_;
  frame.irCutIn = illumination_ != Illumination::kInfrared;
  frame.noiseSeed = static_cast<uint64_t>(at.time_since_epoch().count());
  return frame;
}

// Until the firmware's loop is content.
void DrawnScene::expose(FrameRecord frame) {
  test::FakeImageSensor sensor(kLimits);
  fw::ExposureControl control(sensor);
  for (uint64_t number = 0; number < 40; ++number) {
    frame.exposure = sensor.asked();
    const FrameStatistics statistics = pictures_.statistics(frame);
    control.judge({.number = number,
                   .exposure = frame.exposure,
                   .meanLuma = statistics.meanLuma,
                   .clippedShare = statistics.clippedShare});
  }
  exposure_ = sensor.asked();
}

DrawnScene::Shot DrawnScene::shoot(Instant at) {
  return {pictures_.picture(recordAt(at), kSize), at};
}

std::optional<hal::PixelBox> DrawnScene::boxOf(const std::string& actor, Instant at) const {
  const auto box = world_->actorBox(actor, at);
  return box ? boxOf(*box) : std::nullopt;
}

std::optional<hal::PixelBox> DrawnScene::boxOf(const Box& box) const {
  const auto seen = boxIn(kWide, kSize, lens_, box);
  if (!seen) return std::nullopt;
  const double left = std::clamp<double>(seen->left, 0, kSize.width);
  const double right = std::clamp<double>(seen->right, 0, kSize.width);
  const double top = std::clamp<double>(seen->top, 0, kSize.height);
  const double bottom = std::clamp<double>(seen->bottom, 0, kSize.height);
  if (right - left < seen->width() * 2 / 3 || bottom - top < seen->height() * 2 / 3)
    return std::nullopt;
  return hal::PixelBox{static_cast<int>(left), static_cast<int>(top),
                       static_cast<int>(right - left), static_cast<int>(bottom - top)};
}

double DrawnScene::distance(const std::string& actor, Instant at) const {
  const Box box = world_->actorBox(actor, at).value();
  const Vec3 middle = (box.low + box.high) * 0.5 - lens_.position;
  return std::hypot(middle.x, middle.y);
}

}  // namespace tw::sim
