// Zones of lamps by closed forms, and those of a running camera.
#include "sim/twin/hazard_zone.h"

#include <algorithm>
#include <cmath>

#include "sim/light/ies_file.h"
#include "sim/twin/lamp_safety.h"
#include "sim/world/daylight.h"
#include "tests/support/ies_text.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using Catch::Detail::Approx;

namespace {

constexpr double kFound = 2e-4;  // m: to 0.1 mm

EyeSource shining(const EyeLamp& eye, double halfAngleDeg) {
  EyeSource source;
  source.lamp.pose = {{3, 4, 5}, headingAndPitch(degrees(70), degrees(-20))};
  source.lamp.halfAngleDeg = halfAngleDeg;
  source.eye = eye;
  return source;
}

EyeLamp manualsLamp() {
  return {.blueIntensity = blueIntensityExemptFrom(0.25), .diameter = 0.008};
}

LampSafety lampNamed(const std::string& name) {
  for (const LampSafety& lamp : lampSafety(loadCameraModel(kModel)))
    if (lamp.lamp.name == name) return lamp;
  throw std::runtime_error("no lamp " + name);
}

}  // namespace

TEST_CASE("the border of an emitter that does not fill 100 mrad is d sqrt(cos^m)") {
  for (const double half : {15.0, 45.0, 60.0}) {
    const EyeSource source = shining(manualsLamp(), half);
    const double exponent = std::log(0.5) / std::log(std::cos(half * 3.14159265358979 / 180));
    const HazardZones zones = hazardZones(source);
    REQUIRE(zones.size() == 1);
    CHECK(zones[0].group == RiskGroup::k1);
    REQUIRE(zones[0].reaches.size() == 90 / kZoneStepDeg + 1);
    for (int i = 0; i * kZoneStepDeg < 90; ++i) {
      INFO(half << " degrees, at " << i * kZoneStepDeg);
      const double angle = i * kZoneStepDeg * 3.14159265358979 / 180;
      const double border = 0.25 * std::sqrt(std::pow(std::cos(angle), exponent));
      // Nearer than 80 mm the emitter fills the field, and its own radiance counts.
      if (border < 0.08) break;
      CHECK(zones[0].reaches[i] == Approx(border).margin(kFound));
      CHECK(reachOf(source, RiskGroup::k1, degrees(i * kZoneStepDeg)) ==
            Approx(border).margin(kFound));
    }
    CHECK(zones[0].reaches.back() == 0);  // behind the lamp there is no light
  }
}

TEST_CASE("an emitter that fills the field is as far as its own radiance is above the limit") {
  // 80 mm wide: 100 mrad from 0.8 m on. Its radiance is 150 there, on the axis.
  const double wide = 0.08, area = 3.14159265358979 * wide * wide / 4;
  const EyeSource source = shining({.blueIntensity = 150 * area, .diameter = wide}, 60);
  // A cosine: 100 of 150 are left at 48.19 degrees, and beyond it is exempt however near.
  CHECK(reachOf(source, RiskGroup::k1, degrees(48)) > 0.7);
  CHECK(reachOf(source, RiskGroup::k1, degrees(48.4)) == 0);
}

TEST_CASE("infrared reaches as far as the cornea's limits: sqrt(I / E) of each group") {
  const EyeLamp lamp{.infraredIntensity = 40, .diameter = 0.02};
  const HazardZones zones = hazardZones(shining(lamp, 60));
  REQUIRE(zones.size() == 3);
  const double limits[] = {kCorneaExempt, kCorneaGroup1, kCorneaGroup2};
  for (size_t i = 0; i < zones.size(); ++i) {
    INFO(toString(zones[i].group));
    CHECK(zones[i].reaches[0] == Approx(std::sqrt(40 / limits[i])).margin(kFound));
    CHECK(zones[i].reaches[60 / kZoneStepDeg] ==
          Approx(std::sqrt(40 / limits[i] / 2)).margin(kFound));
  }
}

TEST_CASE("what is of group 2 has a zone of it within that of group 1") {
  // Of 2 mm: 11 mrad from 182 mm on, and a small source from there, of 1.2 W/m2 at 0.2 m.
  EyeLamp tiny = manualsLamp();
  tiny.diameter = 0.002;
  const HazardZones zones = hazardZones(shining(tiny, 45));
  REQUIRE(zones.size() == 2);
  CHECK(zones[1].group == RiskGroup::k2);
  CHECK(zones[1].reaches[0] == Approx(std::sqrt(tiny.blueIntensity)).margin(kFound));
  for (size_t i = 0; i < zones[0].reaches.size(); ++i)
    CHECK(zones[1].reaches[i] <= zones[0].reaches[i]);
}

TEST_CASE("the hazard value falls with the square of the distance, and is 1 at the border") {
  const EyeSource source = shining(manualsLamp(), 45);
  CHECK(exposureHazardValue(source.eye, 0.2) == Approx(1.5625).epsilon(1e-3));
  CHECK(exposureHazardValue(source.eye, 0.5) == Approx(0.25).epsilon(1e-3));
  CHECK(reachOfValue(source, 1, {}) == Approx(0.25).margin(kFound));
  CHECK(reachOfValue(source, 0.25, {}) == Approx(0.5).margin(kFound));
  CHECK(reachesOfValue(source, 0.25)[45 / kZoneStepDeg] == Approx(std::sqrt(0.125)).margin(kFound));
  for (const double distance : {0.02, 0.05, 0.1, 0.2499, 0.2501, 0.5, 1.0, 2.0}) {
    INFO(distance);
    CHECK((exposureHazardValue(source.eye, distance) > 1) ==
          (eyeHazard(source.eye, distance).group > RiskGroup::kExempt));
  }
}

TEST_CASE("the calibrated spotlight's zone is 0.25 m deep, the infrared one's is less") {
  const LampSafety spotlight = lampNamed("spotlight");
  REQUIRE(spotlight.lamp.calibratedAt);
  const HazardZones zones = hazardZones(spotlight.source);
  REQUIRE(zones.size() == 1);
  CHECK(zones[0].reaches[0] == Approx(*spotlight.lamp.calibratedAt).margin(kFound));
  CHECK(zones[0].reaches[0] == spotlight.exemptBeyond);
  const LampSafety infrared = lampNamed("infrared");
  // 2 W/sr in steps of 100 W/m2 at the cornea.
  CHECK(hazardZones(infrared.source)[0].reaches[0] == Approx(std::sqrt(0.02)).margin(2e-3));
}

TEST_CASE("each lamp that is on has a zone of its own in the look, at its own duty") {
  TwinSetup setup = yard();
  setup.scene = kSource / "scenes/house_front_night.scene.json";
  setup.cameras[0].mount = "wall";
  Twin twin(setup);
  bringOnline(twin);
  act(twin, "spotlight", {{"on", true}});
  twin.runUntil(twin.now() + 3s);
  const CameraLook look = twin.snapshot().cameras[0];
  const auto find = [](const CameraLook& of, const std::string& lamp) {
    return std::find_if(of.zones.begin(), of.zones.end(),
                        [&](const LampZone& zone) { return zone.lamp == lamp; });
  };
  const auto spotlight = find(look, "spotlight");
  REQUIRE(spotlight != look.zones.end());
  REQUIRE_FALSE(spotlight->zones->empty());
  const double duty = value(twin, "cam/spotlight.duty");
  CHECK(spotlight->zones->front().reaches[0] == Approx(0.25 * std::sqrt(duty)).margin(kFound));
  const Vec3 ahead = look.body.turn * Vec3{1, 0, 0};
  CHECK(dot(spotlight->pose.turn * Vec3{1, 0, 0}, ahead) == Approx(1));
  CHECK(length(spotlight->pose.position - look.body.position) < 0.2);
  // What has not changed is not worked out again; what is off is not there.
  CHECK(twin.snapshot().cameras[0].zones[0].zones == look.zones[0].zones);
  act(twin, "spotlight", {{"on", false}});
  twin.runUntil(twin.now() + 3s);
  const CameraLook dark = twin.snapshot().cameras[0];
  CHECK(find(dark, "spotlight") == dark.zones.end());
}

TEST_CASE("a measured beam's zone reaches farthest where it is strongest, and behind the lamp") {
  // Most at 52 degrees in two planes, nearly nothing on the axis, a quarter of it at 120 degrees.
  const auto candela = [](double v, double h) {
    if (v == 120) return 250.0;
    return v == 52 ? 1000 * (0.4 + 0.6 * std::abs(cosineOf(h))) : 10.0;
  };
  EyeSource source = shining(manualsLamp(), 45);
  source.lamp.profile = parseIes(
      "wings",
      IesText{.vertical = everyDegrees(0, 180, 2), .horizontal = {0, 45, 90}}.with(candela));
  const HazardZones zones = hazardZones(source);
  REQUIRE(zones.size() == 1);
  const Reaches& reaches = zones[0].reaches;
  REQUIRE(reaches.size() == 180 / kZoneStepDeg + 1);
  CHECK(depthOf(reaches) == Approx(0.25).margin(kFound));
  CHECK(reaches[51 / kZoneStepDeg] == depthOf(reaches));  // though no ring lies at 52
  CHECK(reaches[120 / kZoneStepDeg] == Approx(0.125).margin(kFound));
  CHECK(reaches[0] < 0.05);
  // No eye gets more than the zone says: straight into any direction.
  for (double v = 0; v <= 180; v += 1)
    for (double h = 0; h < 360; h += 15) {
      const Vec3 way{cosineOf(v), -sineOf(v) * cosineOf(h), sineOf(v) * sineOf(h)};
      const EyeLamp eye = dimmed(source.eye, beamShare(source.lamp, source.lamp.pose.turn * way));
      const auto ring = static_cast<size_t>(std::lround(v / kZoneStepDeg));
      if (reaches[ring] > 0)
        CHECK(eyeHazard(eye, reaches[ring] + kFound).group == RiskGroup::kExempt);
    }
}
