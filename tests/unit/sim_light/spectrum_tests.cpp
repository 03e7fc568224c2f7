// Spectra against figures of the CIE and of IEC 62471, and what is wrong in a file.
#include <fstream>

#include "sim/core/json_reader.h"
#include "sim/light/sensitivity.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_light/cie_led_b.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

Spectrum led(double test::LedRow::*column) {
  std::vector<Spectrum::Sample> samples;
  for (const test::LedRow& row : test::kCieLeds) samples.emplace_back(row.nm, row.*column);
  return Spectrum(samples);
}

std::string refusal(const std::string& text) {
  const test::TemporaryFolder folder;
  const auto file = folder.path("lamp.csv");
  std::ofstream(file) << text;
  try {
    static_cast<void>(readSpectrum(file));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

Spectrum whiteLed(double peak, double width, double share) {
  Spectrum phosphor = gaussian(peak, width);
  phosphor *= share;
  Spectrum white = gaussian(450, 20);
  white += phosphor;
  return white;
}

// The published figures are sums from 360 nm on.
Spectrum blackBody(double kelvin) {
  const Spectrum whole = planckian(kelvin);
  std::vector<Spectrum::Sample> samples;
  for (int nm = 360; nm <= 830; ++nm) samples.emplace_back(nm, whole.at(nm));
  return Spectrum(samples);
}

}  // namespace

TEST_CASE("Blue watts a lumen of the CIE's white LEDs") {
  CHECK(blueWattsALumen(led(&test::LedRow::b1)) == Approx(2.634e-4).epsilon(0.004));
  CHECK(blueWattsALumen(led(&test::LedRow::b2)) == Approx(3.181e-4).epsilon(0.004));
  CHECK(blueWattsALumen(led(&test::LedRow::b3)) == Approx(5.399e-4).epsilon(0.004));
  CHECK(blueWattsALumen(led(&test::LedRow::b4)) == Approx(6.934e-4).epsilon(0.004));
  CHECK(blueWattsALumen(led(&test::LedRow::b5)) == Approx(8.846e-4).epsilon(0.004));
}

TEST_CASE("Blue watts a lumen of black bodies and of equal energy") {
  CHECK(blueWattsALumen(blackBody(2700)) == Approx(2.708e-4).epsilon(0.003));
  CHECK(blueWattsALumen(blackBody(2856)) == Approx(3.071e-4).epsilon(0.003));
  CHECK(blueWattsALumen(blackBody(4000)) == Approx(5.765e-4).epsilon(0.003));
  CHECK(blueWattsALumen(blackBody(6500)) == Approx(1.0484e-3).epsilon(0.003));
  const std::vector<Spectrum::Sample> flat{{380, 1}, {780, 1}};
  CHECK(blueWattsALumen(Spectrum(flat)) == Approx(9.368e-4).epsilon(0.003));
}

TEST_CASE("White LEDs made of two Gaussians have the figures they were solved for") {
  CHECK(blueWattsALumen(whiteLed(620.5, 201.7, 2.7864)) == Approx(3.1806e-4).epsilon(0.003));
  CHECK(blueWattsALumen(whiteLed(592.2, 209.8, 1.4101)) == Approx(5.2509e-4).epsilon(0.003));
  CHECK(blueWattsALumen(whiteLed(572.0, 155.4, 0.6822)) == Approx(6.8009e-4).epsilon(0.003));
  CHECK(blueWattsALumen(whiteLed(563.6, 128.8, 0.4632)) == Approx(8.7510e-4).epsilon(0.003));
}

TEST_CASE("A blue alarm light is ten times as harmful a lumen as a white one, a red one is not") {
  CHECK(blueWattsALumen(gaussian(470, 25)) == Approx(9.08e-3).epsilon(0.01));
  CHECK(blueWattsALumen(gaussian(465, 22)) == Approx(1.301e-2).epsilon(0.01));
  CHECK(blueWattsALumen(gaussian(625, 18)) == Approx(4.5e-6).epsilon(0.02));
}

TEST_CASE("The weighting curves hold their steps and formulas") {
  CHECK(blueLightHazard().at(435) == 1);
  CHECK(blueLightHazard().at(485) == Approx(0.4));
  CHECK(blueLightHazard().at(495) == Approx(0.16));
  CHECK(blueLightHazard().at(500) == Approx(0.1));
  CHECK(blueLightHazard().at(550) == Approx(0.01));
  CHECK(blueLightHazard().at(650) == 0.001);
  CHECK(blueLightHazard().at(701) == 0);
  CHECK(retinalThermalHazard().at(440) == 10);
  CHECK(retinalThermalHazard().at(850) == Approx(0.5012).epsilon(1e-4));
  CHECK(retinalThermalHazard().at(940) == Approx(0.3311).epsilon(1e-4));
  CHECK(luminousEfficiency().at(555) == 1);
  // A luminous flux of 683 lm a watt at 555 nm; equal energy gives 0.2685 of it over 400 nm.
  CHECK(luminousEfficiency().integral() == Approx(106.857).epsilon(1e-3));
}

TEST_CASE("A spectrum file is read, and one that is wrong is refused with its line") {
  const test::TemporaryFolder folder;
  const auto file = folder.path("lamp.csv");
  std::ofstream(file) << "# nm, W/nm\n440, 0\n450, 2 # the die\r\n\n460,0\n";
  const Spectrum read = readSpectrum(file);
  CHECK(read.at(445) == Approx(1));
  CHECK(read.at(461) == 0);
  CHECK(read.integral() == Approx(20));
  CHECK_THAT(refusal("440, 1\n450, -1\n"),
             Catch::Matchers::Contains("lamp.csv:2: the value -1; expected none below 0"));
  CHECK_THAT(refusal("440, 1\n450,\n"),
             Catch::Matchers::Contains(":2: the value of 450 nm is missing"));
  CHECK_THAT(refusal("440, 1\n480, 1\n"),
             Catch::Matchers::EndsWith(":2: 480 nm after 440 nm: values are missing between; "
                                       "expected a line at least every 20 nm"));
  CHECK_THAT(refusal("440, 1\n450, 1e308\n"),
             Catch::Matchers::Contains("; expected at most 1000000000000"));
  CHECK_THAT(refusal("440, 1\n450, 1e-319\n"),
             Catch::Matchers::Contains("; expected 0, or at least 1e-100"));
  CHECK_THAT(refusal("440, 1\n440, 1\n"),
             Catch::Matchers::EndsWith(
                 ":2: 440 nm after 440 nm; expected wavelengths that rise from line to line"));
  CHECK_THAT(refusal("4\x1b\n"), Catch::Matchers::Contains("'4\\u001b' has no comma; expected"));
  CHECK_THAT(refusal("\xc2\xb5\xc2\x9b\xe4\n"),
             Catch::Matchers::Contains("'\xc2\xb5\\u009b\xef\xbf\xbd' has no comma"));
  CHECK_THAT(refusal("440; 1\n"), Catch::Matchers::Contains("has no comma"));
  CHECK_THAT(refusal("blue, 1\n"), Catch::Matchers::Contains("is no wavelength"));
  CHECK_THAT(refusal("440, nan\n"), Catch::Matchers::Contains("'nan' is no number"));
  CHECK_THAT(refusal("440, 0\n450, 0\n"), Catch::Matchers::Contains("above 0"));
  CHECK_THAT(refusal("200, 1\n210, 1\n"), Catch::Matchers::Contains("between 300 and 1400"));
  CHECK_THAT(refusal(""), Catch::Matchers::Contains("no spectrum"));
}
