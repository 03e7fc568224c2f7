// A camera model file (*.camera.json): what the body, lenses, axes and lamps are, and the product
// configuration that its firmware is built with.
//
// Read strictly: unknown keys, missing ones and values out of range are InputErrors with file and
// line.
#pragma once

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/optics/lens.h"
#include "sim/twin/camera_body.h"
#include "sim/twin/lamp_model.h"
#include "sim/world/geometry.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

// One motorised axis, as the plant and the firmware both know it.
struct AxisModel {
  double minDeg = 0, maxDeg = 0;  // mechanical end stops
  double stepDeg = 0.088;         // of one step at the axis
  double backlashDeg = 0;
  double maxSpeedDegS = 60;
  double accelerationDegS2 = 120;
  double homingSpeedDegS = 25;
  double homeDeg = 0;  // where homing ends
};

// Places in the body frame (x ahead, y left, z up; metres).
struct Rig {
  Vec3 wideAxis{};             // where the lens sits, on its pan axis
  double wideHandTiltDeg = 0;  // set by hand at installation; positive up
  Vec3 ptzAxis{};
};

struct CameraModel {
  std::string file;  // for messages
  std::string name;
  Duration bootRom{};  // from power to the firmware's first instruction
  double massKg = 0;
  LensModel wideLens, ptzLens;  // "focal_px" 50..50000, or "view_deg" across the width
  Rig rig;
  AxisModel widePan, ptzPan, ptzTilt;
  LampModel spotlight, infrared, redAlarm, blueAlarm;
  std::vector<BodyPart> body;  // for those who draw it; may be empty
  nlohmann::json firmware;     // product configuration, with the axes added: see product_config.h
};

CameraModel loadCameraModel(const std::filesystem::path& file);

// One of the model's lamps as it shines from a body at this mount: `intensity` on the axis now, in
// cd or, of infrared, W/sr.
Lamp lampOf(const LampModel& model, const Pose& body, double intensity);

// The pose of a lens in the world: z along its axis, x right, y down.
Pose widePose(const CameraModel& model, const Pose& body, Radians pan);
// How fast a lens turns, in its own frame, rad/s, whose axes turn so fast (rad/s).
Vec3 lensTurnRate(Radians pan, Radians tilt, double panRate, double tiltRate);
Pose ptzPose(const CameraModel& model, const Pose& body, Radians pan, Radians tilt);

}  // namespace tw::sim
