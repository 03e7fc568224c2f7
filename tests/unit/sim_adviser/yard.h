// A level yard with a camera 2.8 m above it that looks north, and whatever a test puts there.
#pragma once

#include <cmath>
#include <string>

#include "sim/adviser/adviser.h"
#include "tests/support/catch.h"

namespace tw::sim {

class Yard {
 public:
  Yard() : model(loadCameraModel(TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json")) {
    place_->name = "yard";
    scene.place = place_;
    scene.objectNames = {""};
    mount.name = "wall";
    turn(90);
    mount.pose.position = {0, 0, 2.8};
    scene.mounts = {mount};
    add(Shape::kPlane, "ground", {2000, 2000, 1}, {0, 0, 0});
  }
  Yard(const Yard&) = delete;
  Yard& operator=(const Yard&) = delete;

  void turn(double headingDeg, double pitchDeg = 0) {
    mount.pose.turn = headingAndPitch(degrees(headingDeg), degrees(pitchDeg));
  }
  // Its centre is at `at`. The object's id is returned.
  uint16_t add(Shape shape, const std::string& name, Vec3 size, Vec3 at, double headingDeg = 0) {
    Part part;
    part.shape = shape;
    part.size = size;
    part.pose = {at, headingAndPitch(degrees(headingDeg), {})};
    part.objectId = static_cast<uint16_t>(scene.objectNames.size());
    scene.objectNames.push_back(name);
    place_->parts.push_back(part);
    return part.objectId;
  }
  void box(const std::string& name, Vec3 low, Vec3 high) {
    add(Shape::kBox, name, high - low, (low + high) * 0.5);
  }
  void clear() { place_->parts.clear(); }

  Survey survey() const { return {scene, mount, model}; }
  Finding finding(const std::string& name) const {
    for (Finding& one : findingsOf(survey()))
      if (one.name == name) return one;
    FAIL("no finding " + name);
    return {};
  }

  CameraModel model;
  MountPoint mount;
  SceneFile scene;

 private:
  std::shared_ptr<Place> place_ = std::make_shared<Place>();
};

inline double figure(const Finding& finding, const std::string& name) {
  for (const Figure& one : finding.figures)
    if (one.name == name) return one.value;
  FAIL("no figure " + name + " of " + finding.name);
  return 0;
}

inline bool hasFigure(const Finding& finding, const std::string& name) {
  for (const Figure& one : finding.figures)
    if (one.name == name) return true;
  return false;
}

inline bool has(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

}  // namespace tw::sim
