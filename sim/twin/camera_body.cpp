#include "sim/twin/camera_body.h"

#include <algorithm>

#include "sim/twin/camera_model.h"
#include "sim/world/materials.h"

namespace tw::sim {
namespace {

constexpr size_t kMostParts = 100;
constexpr double kSmallestM = 0.0005, kLargestM = 2;
const std::vector<std::string> kShapes{"box", "cylinder", "sphere"};  // as Shape counts
const std::vector<std::string> kMembers{"mount", "wide_pan", "ptz_pan", "ptz_tilt"};
const std::vector<std::string> kLights{"led", "spotlight", "red_alarm", "blue_alarm"};

size_t indexIn(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

Vec3 readLengths(const JsonReader& from, const std::string& key, double least) {
  const auto elements = from.array(key);
  if (elements.size() != 3) from.failAt(key, "expected three lengths in metres: [x, y, z]");
  const auto at = [&](size_t i) { return elements[i].asNumber(least, kLargestM); };
  return {at(0), at(1), at(2)};
}

BodyPart readBodyPart(const JsonReader& from) {
  BodyPart body;
  body.part.shape = static_cast<Shape>(indexIn(kShapes, from.choice("shape", kShapes)));
  body.part.size = readLengths(from, "size_m", kSmallestM);
  body.part.pose = {readLengths(from, "at_m", -kLargestM),
                    headingAndPitch({}, degrees(from.number("pitch_deg", -180, 180, 0)))};
  body.part.colour = readColour(from, "colour");
  body.member = static_cast<BodyPart::Member>(indexIn(kMembers, from.choice("on", kMembers)));
  if (from.has("lit_by"))
    body.light = static_cast<BodyPart::Light>(1 + indexIn(kLights, from.choice("lit_by", kLights)));
  from.finish();
  return body;
}

// Turned about this place of the body.
Pose turnedAbout(Vec3 place, Turn turn) { return Pose{place, turn} * Pose{place * -1, {}}; }

Pose poseOf(BodyPart::Member member, const CameraModel& model, const AxisAngles& angles) {
  using Member = BodyPart::Member;
  switch (member) {
    case Member::kMount:
      return {};
    case Member::kWidePan:
      return turnedAbout(model.rig.wideAxis, headingAndPitch(degrees(angles.widePanDeg),
                                                             degrees(model.rig.wideHandTiltDeg)));
    case Member::kPtzPan:
      return turnedAbout(model.rig.ptzAxis, headingAndPitch(degrees(angles.ptzPanDeg), {}));
    case Member::kPtzTilt:
      return turnedAbout(model.rig.ptzAxis,
                         headingAndPitch(degrees(angles.ptzPanDeg), degrees(angles.ptzTiltDeg)));
  }
  return {};
}

}  // namespace

std::vector<BodyPart> readBody(const std::vector<JsonReader>& from) {
  std::vector<BodyPart> body;
  for (const JsonReader& part : from) {
    if (body.size() == kMostParts)
      part.fail("a body has at most " + std::to_string(kMostParts) + " parts");
    body.push_back(readBodyPart(part));
  }
  return body;
}

std::vector<Part> bodyParts(const CameraModel& model, const Pose& mount, const AxisAngles& angles) {
  std::vector<Part> parts;
  for (const BodyPart& body : model.body) {
    Part part = body.part;
    part.pose = mount * poseOf(body.member, model, angles) * part.pose;
    parts.push_back(part);
  }
  return parts;
}

}  // namespace tw::sim
