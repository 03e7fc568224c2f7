#include "sim/light/colour.h"

#include <algorithm>

#include "sim/light/sensitivity.h"
#include "tests/support/catch.h"

using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

// White LEDs whose parts were fitted to lie on the Planckian locus.
Spectrum pumpedLed(double peak, double width, double share) {
  Spectrum led = gaussian(450, 20), phosphor = gaussian(peak, width);
  phosphor *= share;
  led += phosphor;
  return led;
}

}  // namespace

TEST_CASE("Black bodies have the chromaticities of the CIE") {
  const auto at = [](double kelvin) { return chromaticityOf(planckian(kelvin)); };
  CHECK(at(2856).x == Approx(0.4476).margin(0.003));  // illuminant A
  CHECK(at(2856).y == Approx(0.4074).margin(0.003));
  CHECK(at(4000).x == Approx(0.3805).margin(0.003));
  CHECK(at(4000).y == Approx(0.3767).margin(0.003));
  CHECK(at(6500).x == Approx(0.3135).margin(0.003));
  CHECK(at(6500).y == Approx(0.3236).margin(0.003));
}

TEST_CASE("Equal energy lies in the middle") {
  const Spectrum::Sample flat[] = {{380, 1}, {780, 1}};
  CHECK(chromaticityOf(Spectrum(flat)).x == Approx(1 / 3.0).margin(0.003));
  CHECK(chromaticityOf(Spectrum(flat)).y == Approx(1 / 3.0).margin(0.003));
}

TEST_CASE("White LEDs are white, warm ones reddish") {
  const auto cold = linearRgb(chromaticityOf(pumpedLed(563.6, 128.8, 0.4632)));
  for (const double one : cold) CHECK(one == Approx(1).margin(0.06));
  const auto warm = linearRgb(chromaticityOf(pumpedLed(620.5, 201.7, 2.7864)));
  CHECK(warm[0] > 1.4);
  CHECK(warm[2] < 0.5);
}

TEST_CASE("D65 is (1, 1, 1), and every colour has luminance 1") {
  for (const double one : linearRgb({0.3127, 0.3290})) CHECK(one == Approx(1).margin(1e-3));
  for (const double nm : {470.0, 530.0, 625.0}) {
    const auto rgb = linearRgb(chromaticityOf(gaussian(nm, 20)));
    CHECK(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] == Approx(1));
    CHECK(*std::min_element(rgb.begin(), rgb.end()) == 0);  // purer than the screen's primaries
  }
}

TEST_CASE("A sensor sees 850 nm as such, and less than half of 940 nm") {
  CHECK(infraredSeenShare(gaussian(850, 1)) == Approx(1).epsilon(1e-3));
  CHECK(infraredSeenShare(gaussian(850, 35)) == Approx(1).epsilon(0.02));
  // Quantum efficiencies 0.30 and 0.12; a photon of 940 nm carries less energy.
  CHECK(infraredSeenShare(gaussian(940, 1)) == Approx(0.12 / 0.30 * 940 / 850).epsilon(1e-2));
  CHECK(infraredSeenShare(gaussian(550, 20)) == 0);
}
