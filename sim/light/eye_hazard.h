// What a lamp may do to an eye that looks into it: IEC 62471:2006 (CIE S 009), for lamps that are
// no general lighting, so judged at 200 mm.
//
//   const EyeHazard at200 = eyeHazard(lamp, kJudgedAt);
//   at200.group;                     // RiskGroup::k1
//   exemptBeyond(lamp);              // 0.25 m
//
// Two ways lead to a blue-light figure, and they differ by a quarter at their border:
//  - by radiance, averaged over the field that an eye's small movements smear: 100 mrad for
//    10 000 s (exempt), 11 mrad for 100 s (group 1), 1.7 mrad for 0.25 s (group 2);
//  - by irradiance, for a source that looks smaller than 11 mrad; of a row by what 11 mrad hold.
// A lamp must pass both where both apply; EyeHazard::criterion says which decided.
//
// Distances in metres, angles in radians (full plane angles), all radiometric values on the beam's
// axis and averaged over time (duty) but where said.
#pragma once

#include <functional>
#include <optional>

namespace tw::sim {

inline constexpr double kJudgedAt = 0.2;  // m
inline constexpr double kExemptField = 0.1, kGroup1Field = 0.011, kGroup2Field = 0.0017;

// Limits, W/(m2 sr) and W/m2.
inline constexpr double kExemptRadiance = 100, kGroup1Radiance = 1e4, kGroup2Radiance = 4e6;
inline constexpr double kSmallExempt = 1, kSmallGroup2 = 400;
inline constexpr double kCorneaExempt = 100, kCorneaGroup1 = 570, kCorneaGroup2 = 3200;

enum class RiskGroup { kExempt, k1, k2, k3 };
const char* toString(RiskGroup group);  // "exempt", "risk group 1", ...

// Emitters of one kind in a row, as far from each other as `pitch`; each with:
struct EyeLamp {
  double blueIntensity = 0;      // W/sr, weighted by B(lambda), while it is on
  double infraredIntensity = 0;  // W/sr, 780 to 1400 nm
  double thermalIntensity = 0;   // W/sr, weighted by R(lambda); for what the eye hardly sees
  double diameter = 0;           // m, > 0, of what is seen to shine
  int emitters = 1;
  double pitch = 0;  // m
  double duty = 1;   // of the time that it is on, 0..1
  bool operator==(const EyeLamp&) const = default;
};

struct EyeHazard {
  enum class Criterion { kRadiance, kSmallSource, kCornea, kThermal };
  double angle = 0;             // that one emitter subtends
  double blueIrradiance = 0;    // E_B, of all emitters
  double blueRadiance = 0;      // L_B over kExemptField
  double corneaIrradiance = 0;  // E_IR, of all emitters
  double thermalRadiance = 0;   // L_IR over kGroup1Field, while it is on
  double thermalLimit = 0;      // of that, for every group: 6000 / angle; none for what is seen
  RiskGroup group = RiskGroup::kExempt;
  Criterion criterion = Criterion::kRadiance;
  // Of looking into it, in seconds; nothing: 10 000 s and longer (blue), a working day (infrared).
  std::optional<double> longestExposure = {};
  // The same of an eye that is held still on it, whose field of blue light is narrower than those
  // of the groups, and fuller of the lamp.
  std::optional<double> longestGaze = {};
};

// Solid angle of a field of that full plane angle: 2 pi (1 - cos(angle / 2)), sr.
double solidAngle(double field);

// L_B over that field, W/(m2 sr).
double blueRadiance(const EyeLamp& lamp, double distance, double field);

EyeHazard eyeHazard(const EyeLamp& lamp, double distance);  // distance > 0

// Its light times this share, >= 0: off the axis of its beam, behind a filter.
EyeLamp dimmed(EyeLamp lamp, double share);

// The largest distance, up to `from`, that `holds` holds at; 0: none from 10 mm on. To 0.1 mm.
inline constexpr double kFarthest = 100;
double farthest(const std::function<bool(double)>& holds, double from = kFarthest);

// From there on it is exempt; 0: everywhere.
double exemptBeyond(const EyeLamp& lamp);

// Level / limit of the exempt group, of the criterion where that is most: the exposure hazard value
// of IEC TR 62471-2. Exempt up to 1.
double exposureHazardValue(const EyeLamp& lamp, double distance);

// How fast looking into it uses up the blue-light dose that is allowed: shares a second, 1 / the
// longest look by blue light (10^6 J/(m2 sr); 100 J/m2 of a small source). Of 10 000 s at most:
// what lasts longer and stays below the exempt limits is never too much.
double blueDoseRate(const EyeLamp& lamp, double distance);

// B-weighted intensity of one emitter that is exempt from `distance` on by the radiance of
// kExemptField which it does not fill: the manual's "safe distance" turned into W/sr.
double blueIntensityExemptFrom(double distance);

}  // namespace tw::sim
