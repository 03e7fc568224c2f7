// Measured beams against closed forms, and what is wrong in a file.
#include "sim/light/ies_file.h"

#include <cmath>
#include <fstream>
#include <numbers>

#include "sim/light/beam_json.h"
#include "tests/support/catch.h"
#include "tests/support/ies_text.h"
#include "tests/support/input_errors.h"
#include "tests/support/judge.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using Catch::Detail::Approx;

namespace {

constexpr double kPi = std::numbers::pi;

Profile profileOf(const std::string& text) { return parseIes("lamp.ies", text); }

std::string complaintAbout(const std::string& text) {
  return errorOf([&] { profileOf(text); });
}

// Two planes of three angles, to be spoilt.
const std::string kSmall =
    "IESNA:LM-63-2002\n[TEST] small\nTILT=NONE\n1 -1 1 3 2 1 2 0.1 0.2 0\n1 1 40\n"
    "0 45 90\n0 90\n100 60 0\n100 20 1\n";

std::string spoilt(const std::string& from, const std::string& to) {
  std::string text = kSmall;
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A Lambertian file has pi lumens a candela and the cosine law") {
  constexpr double kAxisCd = 250, kStep = 1 * kPi / 180;
  const Profile beam = profileOf(IesText{.vertical = everyDegrees(0, 90, 1)}.with(
      [](double v, double) { return kAxisCd * cosineOf(v); }));
  CHECK(beam->peakCd == kAxisCd);
  // Between the angles a chord lies below the cosine by up to step^2 / 8 of it, by 2/3 of that on
  // average.
  CHECK(lumensOf(*beam) < kPi * kAxisCd);
  CHECK(lumensOf(*beam) == Approx(kPi * kAxisCd * (1 - kStep * kStep / 12)).epsilon(1e-7));
  for (double v = 0; v <= 90; v += 0.25)
    CHECK(candelaAt(*beam, v, 7 * v) ==
          Approx(kAxisCd * cosineOf(v)).margin(kAxisCd * kStep * kStep / 8));
  CHECK(candelaAt(*beam, 90.1, 0) == 0);
  CHECK(halfAngleDegOf(*beam) == Approx(60).margin(0.01));
}

TEST_CASE("A cos^m file agrees with the formula within its table's error of interpolation") {
  for (const double half : {25.0, 45.0, 60.0})
    for (const double step : {1.0, 2.5, 5.0}) {
      const double m = std::log(0.5) / std::log(cosineOf(half));
      const auto power = [&](double v, double) { return std::pow(cosineOf(v), m); };
      const Profile beam = profileOf(IesText{.vertical = everyDegrees(0, 90, step)}.with(power));
      // Linear interpolation is off by step^2 / 8 times the second derivative, which is m at most.
      const double bound = m * std::pow(step * kPi / 180, 2) / 8;
      double worst = 0;
      for (double v = 0; v <= 90; v += 0.125)
        worst = std::max(worst, std::abs(candelaAt(*beam, v, 0) - power(v, 0)));
      INFO(half << " degrees, every " << step << ": " << worst << " of " << bound);
      CHECK(worst <= bound * 1.0001);
      CHECK(worst > bound / 3);  // and the bound says something
      CHECK(halfAngleDegOf(*beam) == Approx(half).margin(step / 4));
    }
}

TEST_CASE("A street lamp's batwing has its flux and is brightest where the formula says") {
  const Batwing wing;
  const Profile beam = profileOf(
      IesText{.vertical = everyDegrees(0, 90, 1), .horizontal = everyDegrees(0, 360, 2.5)}.with(
          wing));
  CHECK(lumensOf(*beam) == Approx(wing.lumens()).epsilon(2e-3));
  const double k = wing.a * (1 + wing.b), cosine = std::sqrt((1 + k) / (3 * k));
  const double peakDeg = std::acos(cosine) * 180 / kPi;
  double best = 0;
  for (double v = 0; v <= 90; v += 0.5)
    if (candelaAt(*beam, v, 0) > candelaAt(*beam, best, 0)) best = v;
  CHECK(best == Approx(peakDeg).margin(0.5));
  CHECK(candelaAt(*beam, best, 0) == Approx(cosine * (1 + k - k * cosine * cosine)).epsilon(1e-3));
  CHECK(candelaAt(*beam, 0, 123) == 1);
  CHECK(mostCandelaAt(*beam, best) >= candelaAt(*beam, best, 40));
  CHECK(mostCandelaAt(*beam, 40, 20) == mostCandelaAt(*beam, best, 20));
  // The street gets more than the house behind.
  CHECK(candelaAt(*beam, 50, 90) > 1.7 * candelaAt(*beam, 50, 270));
}

TEST_CASE("Planes that are left out mirror those that are there") {
  const auto read = [](double first, double last, const Batwing& wing) {
    return profileOf(
        IesText{.vertical = everyDegrees(0, 90, 5), .horizontal = everyDegrees(first, last, 5)}
            .with(wing));
  };
  const Batwing even{.s = 0};  // four alike
  const Batwing wing;          // both sides of C90 alike
  const Profile quarter = read(0, 90, even), half = read(0, 180, even), whole = read(0, 360, even);
  const Profile street = read(90, 270, wing), all = read(0, 360, wing);
  for (const double h : everyDegrees(0, 90, 3))
    for (const double v : {12.0, 50.0, 77.5}) {
      INFO(v << ", " << h);
      const double one = candelaAt(*quarter, v, h);
      for (const double turned : {-h, 180 - h, 180 + h, 360 - h, h + 360, h - 720})
        CHECK(candelaAt(*quarter, v, turned) == one);
      CHECK(candelaAt(*half, v, h) == one);
      CHECK(candelaAt(*half, v, -h) == one);
      CHECK(candelaAt(*whole, v, h) == one);
      CHECK(candelaAt(*whole, v, h + 180) == Approx(one));
      CHECK(candelaAt(*street, v, 180 - h) == candelaAt(*street, v, h));
      CHECK(candelaAt(*street, v, h) == Approx(candelaAt(*all, v, h)));
      CHECK(candelaAt(*street, v, -h) == Approx(candelaAt(*all, v, 360 - h)));
    }
  CHECK(lumensOf(*quarter) == Approx(lumensOf(*whole)));
  CHECK(lumensOf(*half) == Approx(lumensOf(*whole)));
  CHECK(lumensOf(*street) == Approx(lumensOf(*all)));
}

TEST_CASE("Light behind the lamp, or only there, is where the angles say") {
  const Profile both = profileOf(
      IesText{.vertical = everyDegrees(0, 180, 2)}.with([](double, double) { return 8; }));
  CHECK(lumensOf(*both) == Approx(4 * kPi * 8));
  CHECK(candelaAt(*both, 180, 0) == 8);
  const Profile up = profileOf(
      IesText{.vertical = everyDegrees(90, 180, 2)}.with([](double, double) { return 8; }));
  CHECK(lumensOf(*up) == Approx(2 * kPi * 8));
  CHECK(candelaAt(*up, 89, 0) == 0);
  CHECK(candelaAt(*up, 91, 0) == 8);
  CHECK(halfAngleDegOf(*up) == 89);
}

TEST_CASE("Multipliers count as the file's year says") {
  const auto peakOf = [](const std::string& head) {
    return profileOf(IesText{.head = head,
                             .vertical = {0, 90},
                             .multiplier = 2,
                             .ballast = 0.9,
                             .second = 1.1}
                         .with([](double, double) { return 100; }))
        ->peakCd;
  };
  CHECK(peakOf("") == Approx(198));
  CHECK(peakOf("A street lamp\nof some maker\n") == Approx(198));
  CHECK(peakOf("IESNA91\n") == Approx(198));
  CHECK(peakOf("IESNA:LM-63-1995\r\n[TEST] 1\r\n") == Approx(198));
  // "Future use", and the way the file was made.
  CHECK(peakOf("IESNA:LM-63-2002\n") == Approx(180));
  CHECK(peakOf("\xef\xbb\xbfIES:LM-63-2019\n") == Approx(180));
}

TEST_CASE("Lines may end anywhere between figures") {
  const Profile straight = profileOf(kSmall);
  std::string text = kSmall;
  for (size_t i = text.find("TILT=NONE") + 10; i < text.size(); ++i)
    if (text[i] == ' ') text.replace(i, 1, i % 3 == 0 ? "\r\n" : i % 3 == 1 ? ", " : "\t");
  CHECK(*profileOf(text + "\r\n\x1a") == *straight);
  CHECK(straight->candela == std::vector<double>{100, 60, 0, 100, 20, 1});
}

TEST_CASE("A broken IES file is refused with file, line and what would be right") {
  const auto says = [](const std::string& text, const std::string& words) {
    CHECK_THAT(complaintAbout(text), Catch::StartsWith("lamp.ies:") && Catch::Contains(words) &&
                                         Catch::Contains("; expected "));
  };
  says("", "1: the file is empty");
  says("IESNA91\n[TEST] 5\n", "2: there is no line \"TILT=NONE\"");
  says(spoilt("2002", "2035"), "1: 'IESNA:LM-63-2035' is not known");
  says(spoilt("TILT=NONE", "TILT=INCLUDE\n1 2\n0 90\n1 0.9"), "3: 'TILT=INCLUDE'");
  says(spoilt("TILT=NONE", "TILT=lamp.tlt"), "tilt is not known");
  says(spoilt("2 1 2 0.1", "2 2 2 0.1"), "4: the photometry is of type B");
  says(spoilt("2 1 2 0.1", "2 3 2 0.1"), "type A; expected type C (1)");
  says(spoilt("2 1 2 0.1", "2 4 2 0.1"), "the photometric type is '4'");
  says(spoilt("-1 1 3", "-1 0 3"), "4: the candela multiplier is '0'");
  says(spoilt("-1 1 3", "-1 -1 3"), "the candela multiplier is '-1'");
  says(spoilt("-1 1 3", "-1 1 3.5"), "the number of vertical angles is 3.5");
  says(spoilt("-1 1 3", "-1 1 1"), "the number of vertical angles is '1'");
  says(spoilt("-1 1 3", "-1 1 1000000"), "4: the number of vertical angles is '1000000'");
  says(spoilt("3 2 1", "3 4294967298 1"), "the number of horizontal angles");
  says(spoilt("1 1 40", "0 1 40"), "5: the ballast factor is '0'");
  says(spoilt("0 45 90", "0 x45 90"), "6: vertical angle 2 of 3 is 'x45'");
  says(spoilt("0 45 90", "0 90 45"), "6: the vertical angles do not rise: 45 after 90");
  says(spoilt("0 45 90", "0 45 45"), "do not rise: 45 after 45");
  says(spoilt("0 45 90", "-90 0 90"), "vertical angle 1 of 3 is '-90'");
  says(spoilt("0 45 90", "0 45 80"), "6: the vertical angles reach from 0 to 80 degrees");
  says(spoilt("0 90\n", "0 100\n"), "7: the horizontal angles reach from 0 to 100 degrees");
  says(spoilt("0 90\n", "45 90\n"), "expected 0 alone, or from 0 to 90");
  says(spoilt("0 90\n", "0 360\n"), "9: the planes of 0 and 360 degrees differ: 60 and 20 cd");
  says(spoilt("0 90\n", "90 0\n"), "7: the horizontal angles do not rise");
  says(spoilt("100 60 0", "100 -60 0"), "8: candela value 2 of 6 is '-60'");
  says(spoilt("100 60 0", "100 nan 0"), "8: candela value 2 of 6 is 'nan'");
  says(spoilt("100 60 0", "100 inf 0"), "is 'inf'");
  says(spoilt("100 60 0", "100 1e999 0"), "is '1e999'");
  says(spoilt("100 60 0", "100 6O 0"), "is '6O'");
  says(spoilt("-1 1 3", "-1 1e8 3"), "8: the multipliers make 10000000000 cd of it");
  says(spoilt("100 20 1\n", ""), "9: the file ends here; expected candela value 4 of 6");
  says(spoilt("100 20 1\n", "100 20 1 5\n"), "9: '5' after the last candela value");
  says(spoilt("3 2 1", "3 1 1"), "8: '0' after the last candela value");
  says(spoilt("100 60 0\n100 20 1", "0 0 0\n0 0 0"), "all candela values are 0");
  std::string zero = kSmall;
  zero[zero.find("60")] = '\0';
  says(zero, "candela value 2 of 6");
}

TEST_CASE("What is no file at all is said so, at the key that names it") {
  const test::TemporaryFolder folder;
  CHECK_THAT(errorOf([&] { readIes(folder.path("none.ies")); }),
             Catch::Contains("there is no such file"));
  CHECK_THAT(errorOf([&] { readIes(folder.path("")); }), Catch::Contains("a folder"));
  const auto beamOf = [&](const std::string& json) {
    return errorOf([&] { readBeam(JsonDocument::parse(folder.path("a.json"), json).root()); });
  };
  std::ofstream(folder.path("odd.ies")) << spoilt("0 45 90", "0 90 45");
  CHECK_THAT(beamOf("{\n\"ies\": \"odd.ies\"}"),
             Catch::Contains("a.json:2: /ies: ") && Catch::Contains("odd.ies:6: the vertical"));
  CHECK_THAT(beamOf("{\"ies\": \"odd.ies\", \"half_angle_deg\": 5}"),
             Catch::Contains("/ies: stands beside \"half_angle_deg\""));
  CHECK_THAT(beamOf("{}"), Catch::Contains("'half_angle_deg' or 'ies' is missing"));
}

TEST_CASE("Whatever a file holds, it is a beam or refused with its name") {
  const auto holdsUp = [](const std::string& text) {
    try {
      const Profile beam = profileOf(text);
      REQUIRE(beam->candela.size() == beam->verticalDeg.size() * beam->horizontalDeg.size());
      for (double v = 0; v <= 180; v += 30)
        for (double h = -180; h <= 360; h += 45) {
          const double candela = candelaAt(*beam, v, h);
          REQUIRE((candela >= 0 && candela <= beam->peakCd));
        }
      REQUIRE(std::isfinite(lumensOf(*beam)));
      REQUIRE((halfAngleDegOf(*beam) >= 1 && halfAngleDegOf(*beam) <= 89));
      return true;
    } catch (const InputError& error) {
      REQUIRE_THAT(error.what(), Catch::StartsWith("lamp.ies:"));
      return false;
    }
  };
  int beams = 0, refused = 0;
  for (size_t at = 0; at <= kSmall.size(); ++at) {
    const std::string left = kSmall.substr(0, at), right = kSmall.substr(at);
    std::vector<std::string> texts{left, right};
    for (const char other : std::string("\0\n ,-.09eT\xff", 11)) {
      texts.push_back(left + other + right);
      if (!right.empty()) texts.push_back(left + other + right.substr(1));
    }
    for (const std::string& text : texts) ++(holdsUp(text) ? beams : refused);
  }
  CHECK(beams > 100);
  CHECK(refused > 1000);
}
