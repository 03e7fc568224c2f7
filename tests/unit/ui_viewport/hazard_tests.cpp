// Shells of hazard zones, and what is said of them.
#include <cmath>
#include <numbers>

#include "tests/support/catch.h"
#include "ui/viewport/hazard_shells.h"

using namespace tw;
using namespace tw::ui;
using sim::Vec3;

namespace {

constexpr double kHalfDeg = 45;

sim::LampZone zoneOf(const std::string& lamp, const sim::EyeLamp& eye) {
  sim::EyeSource source;
  source.lamp.pose = {{1, 2, 3}, sim::headingAndPitch(degrees(130), degrees(-25))};
  source.lamp.halfAngleDeg = kHalfDeg;
  source.eye = eye;
  return sim::ZoneStore().zoneOf(lamp, source);
}

sim::LampZone spotlight(double diameter = 0.008) {
  return zoneOf("spotlight",
                {.blueIntensity = sim::blueIntensityExemptFrom(0.25), .diameter = diameter});
}

sim::LampZone exempt() {
  return zoneOf("infrared", {.infraredIntensity = 0.001, .diameter = 0.003});
}

// By its faces.
double volumeOf(const HazardShell& shell) {
  double sum = 0;
  for (size_t ring = 0; ring + 1 < shell.rings.size(); ++ring)
    for (int part = 0; part < kShellRound; ++part) {
      const auto [a, b, c, d] = shell.face(ring, part);
      const Vec3 o = shell.lamp;
      sum += std::abs(dot(a - o, cross(b - o, c - o))) + std::abs(dot(a - o, cross(c - o, d - o)));
    }
  return sum / 6;
}

}  // namespace

// The drop d cos^(m/2): its volume is 2 pi d^3 / (3 (1.5 m + 1)).
TEST_CASE("a shell is the drop that the closed form says") {
  const auto shells = shellsOf(spotlight(0.003));  // so small that it fills no field
  REQUIRE(shells.size() == 1);
  const HazardShell& shell = shells[0];
  const double m = std::log(0.5) / std::log(std::cos(degrees(kHalfDeg).value));
  const double volume = 2 * std::numbers::pi * std::pow(0.25, 3) / (3 * (1.5 * m + 1));
  CHECK(volumeOf(shell) ==
        Approx(volume).epsilon(0.015));  // 32 corners of a circle have 0.6 % less
  CHECK(shell.depthM == Approx(0.25).margin(2e-4));
  const Vec3 along = sim::headingAndPitch(degrees(130), degrees(-25)) * Vec3{1, 0, 0};
  CHECK(length(shell.tip - (Vec3{1, 2, 3} + along * 0.25)) < 2e-4);
}

TEST_CASE("an eye is inside up to the border, and all faces look outwards") {
  const HazardShell shell = shellsOf(spotlight())[0];
  const Vec3 along = sim::unit(shell.tip - shell.lamp);
  CHECK(shell.holds(shell.lamp + along * 0.248));
  CHECK_FALSE(shell.holds(shell.lamp + along * 0.252));
  CHECK_FALSE(shell.holds(shell.lamp - along * 0.01));
  const Vec3 aside = sim::unit(cross(along, {0, 0, 1}));
  // 30 degrees off the axis: 0.25 cos(30).
  const Vec3 askew = along * std::cos(degrees(30).value) + aside * std::sin(degrees(30).value);
  CHECK(shell.holds(shell.lamp + askew * 0.213));
  CHECK_FALSE(shell.holds(shell.lamp + askew * 0.219));
  const Vec3 middle = shell.lamp + along * 0.12;
  // Up to 72 degrees; beyond, the emitter's own radiance is exempt, and there is nothing.
  for (size_t ring = 0; ring * sim::kZoneStepDeg < 72; ++ring)
    CHECK(dot(shell.outwards(ring, 3), shell.face(ring, 3)[0] - middle) > 0);
  CHECK(shell.outwards(72 / sim::kZoneStepDeg, 3) == Vec3{});
}

TEST_CASE("a measured beam's shell may be hollow on the axis") {
  sim::EyeSource source;
  source.eye = {.blueIntensity = sim::blueIntensityExemptFrom(0.25), .diameter = 0.003};
  source.lamp.profile = std::make_shared<sim::BeamProfile>(
      sim::BeamProfile{{0, 30, 48, 66, 90}, {0}, {4, 4, 100, 4, 4}, 100});
  const sim::LampZone zone = sim::ZoneStore().zoneOf("spotlight", source);
  const HazardShell shell = shellsOf(zone)[0];
  const auto at = [](double offAxis, double distance) {
    return Vec3{std::cos(degrees(offAxis).value), 0, std::sin(degrees(offAxis).value)} * distance;
  };
  CHECK(shell.depthM == Approx(0.25).margin(2e-4));
  CHECK(shell.holds(at(48, 0.24)));
  CHECK_FALSE(shell.holds(at(48, 0.255)));
  CHECK(shell.holds(at(0, 0.045)));
  CHECK_FALSE(shell.holds(at(0, 0.06)));  // between what lies on both sides of it
  CHECK_FALSE(shell.holds(at(120, 0.01)));
  CHECK(zoneWords(zone) == "spotlight: exempt from 0.25 m");
}

TEST_CASE("group 2 has a shell within that of group 1, and both have words with metres") {
  const sim::LampZone tiny = spotlight(0.002);
  const auto shells = shellsOf(tiny);
  REQUIRE(shells.size() == 2);
  CHECK(shells[0].group == sim::RiskGroup::k1);
  CHECK(shells[1].group == sim::RiskGroup::k2);
  CHECK(shells[0].holds(shells[1].lamp + (shells[1].tip - shells[1].lamp) * 0.99));
  CHECK(zoneWords(tiny) == "spotlight: exempt from 0.25 m, risk group 2 up to 0.22 m");
  CHECK(zoneWords(spotlight()) == "spotlight: exempt from 0.25 m");
}

TEST_CASE("the legend says each lamp that is on once, also one that harms nowhere") {
  sim::Snapshot look;
  CHECK(legendOf(look).lamps.isEmpty());
  look.cameras.resize(2);
  look.cameras[0].zones = {spotlight(), exempt()};
  look.cameras[1].zones = {spotlight()};
  const HazardLegend legend = legendOf(look);
  CHECK(legend.lamps ==
        QStringList{"spotlight: exempt from 0.25 m", "infrared: exempt everywhere"});
  CHECK(legend.worst == sim::RiskGroup::k1);
  CHECK(shellsOf(exempt()).empty());
  look.cameras[1].zones = {spotlight(0.002)};
  CHECK(legendOf(look).worst == sim::RiskGroup::k2);
}
