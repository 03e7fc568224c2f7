#include "sim/twin/camera_model.h"

#include <cmath>

#include "sim/core/file_kind.h"
#include "sim/core/json_reader.h"
#include "sim/optics/remap.h"

namespace tw::sim {
namespace {

const std::vector<std::string> kProjections{"equidistant", "rectilinear"};
constexpr double kShortestPx = 50, kLongestPx = 50000;  // focal lengths
constexpr hal::ImageSize kLargestPicture{2560, 1440};   // that the lenses can be asked for

// r = f * theta, or r = f * tan(theta), at half the width and half the angle of view.
double focalPxOf(Projection projection, double viewDeg, int widthPx) {
  const double half = degrees(viewDeg).value / 2;
  return widthPx / 2.0 / (projection == Projection::kEquidistant ? half : std::tan(half));
}

LensModel readLens(const JsonReader& reader) {
  LensModel lens;
  const bool equidistant = reader.choice("projection", kProjections) == kProjections[0];
  lens.projection = equidistant ? Projection::kEquidistant : Projection::kRectilinear;
  const auto size = reader.array("reference_px");
  if (size.size() != 2) reader.failAt("reference_px", "expected [width, height] in pixels");
  lens.reference = {static_cast<int>(size[0].asInteger(64, 16384)),
                    static_cast<int>(size[1].asInteger(64, 16384))};
  if (reader.has("focal_px") == reader.has("view_deg"))
    reader.fail("needs \"focal_px\", or \"view_deg\" (across the width), and not both");
  const char* key = reader.has("focal_px") ? "focal_px" : "view_deg";
  lens.focalPx = reader.has("focal_px")
                     ? reader.number(key, kShortestPx, kLongestPx)
                     : focalPxOf(lens.projection, reader.number(key, 1, 140), lens.reference.width);
  if (lens.focalPx < kShortestPx || lens.focalPx > kLongestPx)
    reader.failAt(key, "makes a focal length of " + std::to_string(std::lround(lens.focalPx)) +
                           " px; expected 50 to 50000");
  if (equidistant && !Remap::canBend(lens, kLargestPicture))
    reader.failAt(key,
                  "sees too far aside to be drawn; expected a longer focal length, or less "
                  "than about 110 degrees");
  reader.finish();
  return lens;
}

// As the firmware takes it.
nlohmann::json toJson(const LensModel& lens) {
  return {{"projection", kProjections[lens.projection == Projection::kEquidistant ? 0 : 1]},
          {"focal_px", lens.focalPx},
          {"reference_px", {lens.reference.width, lens.reference.height}}};
}

AxisModel readAxis(const JsonReader& reader) {
  AxisModel axis;
  axis.minDeg = reader.number("min_deg", -360, 360);
  axis.maxDeg = reader.number("max_deg", -360, 360);
  if (axis.maxDeg - axis.minDeg < 1)
    reader.failAt("max_deg", "expected at least 1 degree more than min_deg");
  axis.stepDeg = reader.number("step_deg", 0.001, 2);
  axis.backlashDeg = reader.number("backlash_deg", 0, 5);
  axis.maxSpeedDegS = reader.number("max_speed_deg_s", 1, 360);
  axis.accelerationDegS2 = reader.number("acceleration_deg_s2", 1, 5000);
  axis.homingSpeedDegS = reader.number("homing_speed_deg_s", 1, axis.maxSpeedDegS);
  axis.homeDeg = reader.number("home_deg", axis.minDeg, axis.maxDeg);
  reader.finish();
  return axis;
}

Rig readRig(const JsonReader& reader) {
  Rig rig;
  rig.wideAxis = readBodyPoint(reader, "wide_axis_m");
  rig.wideHandTiltDeg = reader.number("wide_hand_tilt_deg", -30, 30);
  rig.ptzAxis = readBodyPoint(reader, "ptz_axis_m");
  reader.finish();
  return rig;
}

void readAxes(const JsonReader& reader, CameraModel& model) {
  model.widePan = readAxis(reader.object("wide_pan"));
  model.ptzPan = readAxis(reader.object("ptz_pan"));
  model.ptzTilt = readAxis(reader.object("ptz_tilt"));
  reader.finish();
}

void readLamps(const JsonReader& reader, CameraModel& model) {
  model.spotlight = readLampModel(reader, "spotlight", false);
  model.infrared = readLampModel(reader, "infrared", true);
  model.redAlarm = readLampModel(reader, "red_alarm", false);
  model.blueAlarm = readLampModel(reader, "blue_alarm", false);
  reader.finish();
}

}  // namespace

CameraModel loadCameraModel(const std::filesystem::path& file) {
  requireKind(file, FileKind::kCamera);
  const JsonReader root = JsonDocument::load(file).root();
  CameraModel model;
  model.file = file.string();
  model.name = root.text("name");
  model.bootRom = fromSeconds(root.number("boot_rom_s", 0, 20));
  model.massKg = root.number("mass_kg", 0.01, 50);
  const JsonReader lenses = root.object("lenses");
  model.wideLens = readLens(lenses.object("wide"));
  model.ptzLens = readLens(lenses.object("ptz"));
  lenses.finish();
  model.rig = readRig(root.object("rig"));
  const JsonReader axes = root.object("axes");
  readAxes(axes, model);
  readLamps(root.object("lamps"), model);
  model.body = readBody(root.optionalArray("body"));
  model.firmware = root.object("firmware").json();
  model.firmware["axes"] = axes.json();
  model.firmware["lenses"] = {{"wide", toJson(model.wideLens)}, {"ptz", toJson(model.ptzLens)}};
  model.firmware["wide_tilt_deg"] = model.rig.wideHandTiltDeg;
  root.finish();
  return model;
}

Lamp lampOf(const LampModel& model, const Pose& body, double intensity) {
  return {.pose = body * model.pose,
          .colour = model.colour,
          .intensityCd = model.infrared ? 0 : intensity,
          .infraredWSr = model.infrared ? intensity * model.seenInfrared : 0,
          .halfAngleDeg = model.halfAngleDeg,
          .profile = model.profile};
}

Pose widePose(const CameraModel& model, const Pose& body, Radians pan) {
  const Turn turn = headingAndPitch(pan, degrees(model.rig.wideHandTiltDeg));
  return body * Pose{model.rig.wideAxis, turn * kLensToBody};
}

Pose ptzPose(const CameraModel& model, const Pose& body, Radians pan, Radians tilt) {
  return body * Pose{model.rig.ptzAxis, headingAndPitch(pan, tilt) * kLensToBody};
}

Vec3 lensTurnRate(Radians pan, Radians tilt, double panRate, double tiltRate) {
  const Vec3 inBody = Vec3{0, 0, panRate} + about({0, 0, 1}, pan) * Vec3{0, -tiltRate, 0};
  return inverse(headingAndPitch(pan, tilt) * kLensToBody) * inBody;
}

}  // namespace tw::sim
