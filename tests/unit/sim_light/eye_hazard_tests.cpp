// IEC 62471 against published figures of cameras and worked examples.
#include "sim/light/eye_hazard.h"

#include "sim/light/sensitivity.h"
#include "tests/support/catch.h"

using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

const double kSafeFrom25cm = blueIntensityExemptFrom(0.25);

EyeLamp white(double diameter) { return {.blueIntensity = kSafeFrom25cm, .diameter = diameter}; }

}  // namespace

TEST_CASE("Fields of view and their solid angles") {
  CHECK(solidAngle(kGroup2Field) == Approx(2.2698e-6).epsilon(1e-4));
  CHECK(solidAngle(kGroup1Field) == Approx(9.5033e-5).epsilon(1e-4));
  CHECK(solidAngle(kExemptField) == Approx(7.8523e-3).epsilon(1e-4));
}

TEST_CASE("A lamp that is exempt from 0.25 m on is of risk group 1 at 200 mm") {
  CHECK(kSafeFrom25cm == Approx(0.049087).epsilon(1e-3));
  const EyeHazard at200 = eyeHazard(white(0.008), kJudgedAt);
  CHECK(at200.blueIrradiance == Approx(1.22718).epsilon(1e-3));
  CHECK(at200.blueRadiance == Approx(156.25).epsilon(1e-3));
  CHECK(at200.group == RiskGroup::k1);
  REQUIRE(at200.longestExposure);
  CHECK(*at200.longestExposure == Approx(6400).epsilon(1e-3));
  CHECK(exemptBeyond(white(0.008)) == Approx(0.25).epsilon(1e-3));
  CHECK(eyeHazard(white(0.008), 0.2501).group == RiskGroup::kExempt);
  CHECK_FALSE(eyeHazard(white(0.008), 0.2501).longestExposure);
  CHECK(eyeHazard(white(0.008), 0.2499).group == RiskGroup::k1);
}

TEST_CASE("The intensity that 0.25 m means, by colour temperature") {
  // CIE LED-B2, B3, B4, B5.
  CHECK(kSafeFrom25cm / 3.181e-4 == Approx(154.3).epsilon(1e-3));
  CHECK(kSafeFrom25cm / 5.399e-4 == Approx(90.9).epsilon(1e-3));
  CHECK(kSafeFrom25cm / 6.934e-4 == Approx(70.8).epsilon(1e-3));
  CHECK(kSafeFrom25cm / 8.846e-4 == Approx(55.5).epsilon(1e-3));
}

TEST_CASE("The same flux from a smaller emitter is another risk group") {
  CHECK(blueRadiance(white(0.005), 0.2, kGroup1Field) == Approx(2500).epsilon(1e-3));
  CHECK(blueRadiance(white(0.008), 0.2, kGroup1Field) == Approx(977).epsilon(1e-3));
  CHECK(blueRadiance(white(0.020), 0.2, kGroup1Field) == Approx(156).epsilon(2e-3));
  CHECK(eyeHazard(white(0.0026), 0.2).group == RiskGroup::k1);
  CHECK(eyeHazard(white(0.0024), 0.2).group == RiskGroup::k2);  // 10 900 W/(m2 sr) in 11 mrad
  const EyeHazard tiny = eyeHazard(white(0.002), 0.2);
  CHECK(tiny.group == RiskGroup::k2);
  CHECK(tiny.criterion == EyeHazard::Criterion::kSmallSource);
  CHECK(*tiny.longestExposure == Approx(81.5).epsilon(2e-3));
}

TEST_CASE("Who keeps beyond risk group 1 may not look for its 100 s") {
  // 1.43 times what 11 mrad may bring in 100 s, of an emitter that fills them.
  const EyeLamp bright{.blueIntensity = 14'300 * 3.14159265 * 16e-6, .diameter = 0.008};
  const EyeHazard at200 = eyeHazard(bright, kJudgedAt);
  CHECK(at200.group == RiskGroup::k2);
  CHECK(*at200.longestExposure == Approx(1e6 / 14'300).epsilon(1e-3));
}

TEST_CASE("An eye that is held still reaches the dose by the field that it has then") {
  // 40 mrad fill the field until 1322 s; the emitter's own radiance is 976.6.
  const EyeHazard at200 = eyeHazard(white(0.008), 0.2);
  CHECK(*at200.longestGaze == Approx(1e6 / 976.6).epsilon(1e-3));
  // 20 mrad do until 331 s only; from there on the dose stands still at E_B / 9.503e-7.
  CHECK(*eyeHazard(white(0.004), 0.2).longestGaze ==
        Approx(1e6 * 3.14159265 * 4e-6 / kSafeFrom25cm).epsilon(1e-3));
  CHECK_FALSE(eyeHazard(white(0.008), 0.2501).longestGaze);
  CHECK_FALSE(eyeHazard({.infraredIntensity = 1, .diameter = 0.003}, 0.2).longestGaze);
  // Of infrared it is the cornea's: (18 000 / 250)^(4/3) s.
  CHECK(*eyeHazard({.infraredIntensity = 10, .diameter = 0.003}, 0.2).longestGaze ==
        Approx(299.5).epsilon(1e-3));
}

TEST_CASE("A long row of small emitters is no small source: farther off it is no worse") {
  // 0.3 m of emitters that are each 1/6 of what a small one may be at 0.2 m.
  const EyeLamp row{.blueIntensity = 0.0026, .diameter = 0.002, .emitters = 100, .pitch = 0.003};
  for (const double distance : {0.2, 0.27, 0.5})
    CHECK(eyeHazard(row, distance).group == RiskGroup::kExempt);
  const EyeLamp two{
      .blueIntensity = kSafeFrom25cm, .diameter = 0.002, .emitters = 2, .pitch = 0.012};
  CHECK(*eyeHazard(two, 0.2).longestExposure == Approx(81.5).epsilon(2e-3));
  CHECK(*eyeHazard(two, 0.2).longestGaze == Approx(1e6 * 9.5033e-5 / 1.22718).epsilon(1e-3));
}

TEST_CASE("Published: Arlo Ultra's spotlight, 42 cd at 6500 K") {
  // 42 lx at 1 m; its K_B,v is that of CIE LED-B5.
  const EyeLamp arlo{.blueIntensity = 42 * 8.846e-4, .diameter = 0.008};
  const EyeHazard at200 = eyeHazard(arlo, kJudgedAt);
  CHECK(at200.blueIrradiance == Approx(0.929).epsilon(1e-3));
  CHECK(at200.blueRadiance == Approx(118.3).epsilon(1e-3));
  CHECK(at200.group == RiskGroup::k1);
  CHECK(exemptBeyond(arlo) == Approx(0.2175).epsilon(2e-3));
}

TEST_CASE("Published: EZVIZ EL3, 780 lm as a Lambertian point") {
  const auto beyond = [](double bluePerLumen) {
    return exemptBeyond({.blueIntensity = 780 / 3.14159265 * bluePerLumen, .diameter = 0.003});
  };
  CHECK(beyond(3.181e-4) == Approx(0.317).epsilon(3e-3));
  CHECK(beyond(6.934e-4) == Approx(0.468).epsilon(3e-3));
}

TEST_CASE("Published: Bosch's infrared illuminator, 2.19 times exempt at 200 mm") {
  const EyeLamp bosch{.infraredIntensity = 219.5 * 0.04, .diameter = 0.02};
  const EyeHazard at200 = eyeHazard(bosch, kJudgedAt);
  CHECK(at200.corneaIrradiance / kCorneaExempt == Approx(2.19).epsilon(5e-3));
  CHECK(at200.corneaIrradiance / kCorneaGroup1 == Approx(0.386).epsilon(5e-3));
  CHECK(at200.group == RiskGroup::k1);
  CHECK(at200.criterion == EyeHazard::Criterion::kCornea);
  CHECK(exemptBeyond(bosch) == Approx(0.297).epsilon(5e-3));
  CHECK(*at200.longestExposure == Approx(std::pow(18'000 / 219.5, 4.0 / 3)));
}

TEST_CASE("An infrared die of 3 mm: its retinal limit at 200 mm is 6000 over 15 mrad") {
  const EyeLamp die{.thermalIntensity = 0.5012 * 2, .diameter = 0.003};
  const EyeHazard at200 = eyeHazard(die, kJudgedAt);
  CHECK(at200.thermalLimit == Approx(4e5).epsilon(1e-3));
  CHECK(at200.thermalRadiance == Approx(1.0024 / (3.14159265 * 0.0015 * 0.0015)));
  CHECK(at200.group == RiskGroup::kExempt);
  // From 273 mm on it looks smaller than the 11 mrad that its radiance is averaged over.
  const double solid = 3.14159265 * 0.0055 * 0.0055;
  CHECK(eyeHazard(die, 1).thermalRadiance == Approx(1.0024 / solid).epsilon(1e-4));
  EyeLamp hot = die;
  hot.thermalIntensity = 3;
  CHECK(eyeHazard(hot, kJudgedAt).criterion == EyeHazard::Criterion::kThermal);
}

TEST_CASE("Ten lumens of a blue alarm light, and half of the time") {
  EyeLamp blue{.blueIntensity = 0.0289, .diameter = 0.005};
  CHECK(exemptBeyond(blue) == Approx(0.19).epsilon(0.01));
  blue.duty = 0.5;
  CHECK(exemptBeyond(blue) == Approx(0.136).epsilon(0.01));
}

TEST_CASE("Longest exposures at the borders of the groups") {
  const auto longest = [](double radiance) {
    const double diameter = 0.02;  // fills every field at 200 mm
    const EyeLamp lamp{.blueIntensity = radiance * 3.14159265 * diameter * diameter / 4,
                       .diameter = diameter};
    return eyeHazard(lamp, kJudgedAt).longestExposure.value_or(1e4);
  };
  CHECK(longest(100) == Approx(1e4));
  CHECK(longest(1e4) == Approx(100).epsilon(1e-3));
  CHECK(longest(4e6) == Approx(0.25).epsilon(1e-3));
}

TEST_CASE("Irradiances of several emitters add up, radiances only within one field") {
  EyeLamp row = white(0.008);
  row.emitters = 3;
  row.pitch = 0.06;  // wider apart than the 20 mm that 100 mrad see at 200 mm
  CHECK(eyeHazard(row, 0.2).blueIrradiance == Approx(3 * 1.2269).epsilon(1e-3));
  CHECK(eyeHazard(row, 0.2).blueRadiance == Approx(156.25).epsilon(1e-3));
  row.pitch = 0.008;
  CHECK(eyeHazard(row, 0.2).blueRadiance == Approx(3 * 156.25).epsilon(1e-3));
  // From where all three are in the field they are as one of three times the intensity.
  CHECK(exemptBeyond(row) == Approx(0.25 * std::sqrt(3.0)).epsilon(1e-3));
}

TEST_CASE("An extended lamp that is dim enough is exempt from everywhere") {
  CHECK(exemptBeyond({.blueIntensity = 0.02, .diameter = 0.03}) == 0);
}
