#include "sim/light/eye_hazard.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

constexpr double kNearest = 0.01;  // m, for searching
constexpr double kExact = 1e-4;
constexpr double kLongest = 1e4, kShort = 100;  // s
constexpr double kBlueDose = 1e6;               // J/(m2 sr)
constexpr double kSmallDose = 100;              // J/m2
constexpr double kThermal = 6000;               // W/(m2 sr) rad

double squared(double x) { return x * x; }

// Those in a row that a field with one of them in its middle holds.
int emittersWithin(const EyeLamp& lamp, double distance, double field) {
  if (lamp.emitters == 1 || lamp.pitch <= 0) return lamp.emitters;
  const double width = 2 * distance * std::tan(field / 2);
  return std::clamp(1 + static_cast<int>(width / lamp.pitch), 1, lamp.emitters);
}

double angleOf(const EyeLamp& lamp, double distance) {
  return 2 * std::atan(lamp.diameter / (2 * distance));
}

bool isSmall(const EyeLamp& lamp, double distance) {
  return angleOf(lamp, distance) < kGroup1Field;
}

double area(const EyeLamp& lamp) { return std::numbers::pi * squared(lamp.diameter) / 4; }

// A field that the emitter does not fill takes the mean, one that it fills sees the emitter.
double radianceOver(const EyeLamp& lamp, double intensity, double distance, double field) {
  const int within = emittersWithin(lamp, distance, field);
  const double mean = within * intensity / squared(distance) / solidAngle(field);
  return std::min(mean, intensity / area(lamp));
}

RiskGroup byRadiance(const EyeLamp& lamp, double distance) {
  if (blueRadiance(lamp, distance, kExemptField) <= kExemptRadiance) return RiskGroup::kExempt;
  if (isSmall(lamp, distance)) return RiskGroup::k1;  // and further by irradiance
  if (blueRadiance(lamp, distance, kGroup1Field) <= kGroup1Radiance) return RiskGroup::k1;
  return blueRadiance(lamp, distance, kGroup2Field) <= kGroup2Radiance ? RiskGroup::k2
                                                                       : RiskGroup::k3;
}

RiskGroup bySmallSource(double irradiance) {
  if (irradiance <= kSmallExempt) return RiskGroup::kExempt;
  return irradiance <= kSmallGroup2 ? RiskGroup::k2 : RiskGroup::k3;
}

RiskGroup byCornea(double irradiance) {
  if (irradiance <= kCorneaExempt) return RiskGroup::kExempt;
  if (irradiance <= kCorneaGroup1) return RiskGroup::k1;
  return irradiance <= kCorneaGroup2 ? RiskGroup::k2 : RiskGroup::k3;
}

// Eyes move: nothing looks smaller than 11 mrad from 10 s on, nor larger than 100 mrad.
double thermalLimit(const EyeLamp& lamp, double distance) {
  return kThermal / std::clamp(angleOf(lamp, distance), kGroup1Field, kExemptField);
}

// What counts of a source that looks smaller than the field of group 1: of a row, no more than that
// field holds.
double smallIrradiance(const EyeLamp& lamp, double distance) {
  return emittersWithin(lamp, distance, kGroup1Field) * lamp.duty * lamp.blueIntensity /
         squared(distance);
}

// By the fields of the groups: who keeps within group 1 has 100 s at least.
double longestBlue(const EyeLamp& lamp, double distance) {
  const bool small = isSmall(lamp, distance);
  const double irradiance = smallIrradiance(lamp, distance);
  if (small && irradiance > kSmallExempt) return kSmallDose / irradiance;
  const double brief = kBlueDose / blueRadiance(lamp, distance, kGroup1Field);
  return brief < kShort && !small ? brief : kBlueDose / blueRadiance(lamp, distance, kExemptField);
}

// The field grows with the time for which an eye that is held still wanders all the same: 1.1 mrad
// times the root of the seconds (ICNIRP 2013), from 11 mrad at 100 s to 100 mrad. The dose never
// falls with time.
double steadyGaze(const EyeLamp& lamp, double distance) {
  const auto tooLong = [&](double seconds) {
    const double field = std::clamp(1.1e-3 * std::sqrt(seconds), kGroup1Field, kExemptField);
    return seconds * blueRadiance(lamp, distance, field) > kBlueDose;
  };
  if (!tooLong(kLongest)) return kLongest;
  double good = 0, bad = kLongest;
  while (bad - good > kExact * bad) {
    const double middle = (good + bad) / 2;
    (tooLong(middle) ? bad : good) = middle;
  }
  return good;
}

// E t^(3/4) <= 18 000 J/m2 s^(-1/4) up to 1000 s, 100 W/m2 after.
double longestInfrared(double irradiance) {
  return irradiance <= kCorneaExempt ? INFINITY : std::pow(18'000 / irradiance, 4.0 / 3);
}

}  // namespace

const char* toString(RiskGroup group) {
  constexpr const char* kNames[] = {"exempt", "risk group 1", "risk group 2", "risk group 3"};
  return kNames[static_cast<int>(group)];
}

double solidAngle(double field) { return 2 * std::numbers::pi * (1 - std::cos(field / 2)); }

double blueRadiance(const EyeLamp& lamp, double distance, double field) {
  return lamp.duty * radianceOver(lamp, lamp.blueIntensity, distance, field);
}

EyeHazard eyeHazard(const EyeLamp& lamp, double distance) {
  TW_CHECK(distance > 0 && lamp.diameter > 0 && lamp.emitters > 0);
  const double all = lamp.emitters * lamp.duty / squared(distance);
  EyeHazard hazard{
      .angle = angleOf(lamp, distance),
      .blueIrradiance = all * lamp.blueIntensity,
      .blueRadiance = blueRadiance(lamp, distance, kExemptField),
      .corneaIrradiance = all * lamp.infraredIntensity,
      .thermalRadiance = radianceOver(lamp, lamp.thermalIntensity, distance, kGroup1Field),
      .thermalLimit = thermalLimit(lamp, distance)};
  const auto judge = [&hazard](RiskGroup group, EyeHazard::Criterion criterion) {
    if (group > hazard.group) hazard.criterion = criterion;
    hazard.group = std::max(hazard.group, group);
  };
  judge(byRadiance(lamp, distance), EyeHazard::Criterion::kRadiance);
  if (isSmall(lamp, distance))
    judge(bySmallSource(smallIrradiance(lamp, distance)), EyeHazard::Criterion::kSmallSource);
  judge(byCornea(hazard.corneaIrradiance), EyeHazard::Criterion::kCornea);
  if (hazard.thermalRadiance > hazard.thermalLimit)
    judge(RiskGroup::k3, EyeHazard::Criterion::kThermal);
  const double infrared = longestInfrared(hazard.corneaIrradiance);
  const auto within = [](double seconds) {
    return seconds < kLongest ? std::optional(seconds) : std::nullopt;
  };
  const double longest = std::min(longestBlue(lamp, distance), infrared);
  hazard.longestExposure = within(longest);
  hazard.longestGaze = within(std::min(steadyGaze(lamp, distance), longest));
  return hazard;
}

double blueDoseRate(const EyeLamp& lamp, double distance) {
  TW_CHECK(distance > 0 && lamp.diameter > 0 && lamp.emitters > 0);
  return lamp.duty * lamp.blueIntensity > 0 ? 1 / longestBlue(lamp, distance) : 0;
}

EyeLamp dimmed(EyeLamp lamp, double share) {
  TW_CHECK(share >= 0);
  lamp.blueIntensity *= share;
  lamp.infraredIntensity *= share;
  lamp.thermalIntensity *= share;
  return lamp;
}

double farthest(const std::function<bool(double)>& holds, double from) {
  // Rows of emitters come into a field one by one, so it is not always worse nearer by: from afar.
  double far = from, near = far;
  while (!holds(near)) {
    far = near;
    near *= 0.99;
    if (near < kNearest) return 0;
  }
  while (far - near > kExact) {
    const double middle = (near + far) / 2;
    (holds(middle) ? near : far) = middle;
  }
  return far;
}

double exemptBeyond(const EyeLamp& lamp) {
  return farthest(
      [&](double distance) { return eyeHazard(lamp, distance).group > RiskGroup::kExempt; });
}

double exposureHazardValue(const EyeLamp& lamp, double distance) {
  const EyeHazard hazard = eyeHazard(lamp, distance);
  double value =
      std::max({hazard.blueRadiance / kExemptRadiance, hazard.corneaIrradiance / kCorneaExempt,
                hazard.thermalRadiance / hazard.thermalLimit});
  if (isSmall(lamp, distance))
    value = std::max(value, smallIrradiance(lamp, distance) / kSmallExempt);
  return value;
}

double blueIntensityExemptFrom(double distance) {
  return kExemptRadiance * solidAngle(kExemptField) * squared(distance);
}

}  // namespace tw::sim
