// Lamps of a place that have a spectrum: their colour, their infrared, and what is refused.
#include <fstream>

#include "sim/light/colour.h"
#include "sim/light/sensitivity.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

// The small scene by night with one lamp 5 m up, beside lamp.csv.
struct Beside {
  TemporaryFolder folder;
  std::filesystem::path scene = folder.path("small.scene.json");
  explicit Beside(const std::string& keys, const std::string& csv = "") {
    if (!csv.empty()) std::ofstream(folder.path("lamp.csv")) << csv;
    const std::string lamp =
        R"({"name": "a", "position_m": [0, 0, 5], "half_angle_deg": 60, )" + keys + "}";
    std::ofstream(scene) << replaced(
        replaced(smallScene(), "\"illuminance_lux\": 50000", "\"illuminance_lux\": 0"),
        "\"sky_lux\": 10000", "\"sky_lux\": 0, \"lamps\": [" + lamp + "]");
  }
  Lamp lamp() const { return SceneFile::load(scene).lamps.at(0).lamp; }
  double luxBelow() const {
    return World::load(scene)->illuminanceLux({0, 0, 0}, {0, 0, 1}, Instant{});
  }
  std::string complaint() const {
    return errorOf([&] { SceneFile::load(scene); });
  }
};

const std::string kOfFile = R"("spectrum": {"file": "lamp.csv"})";

std::string line(double nm) {  // one nm wide
  return R"({"peak_nm": )" + std::to_string(nm) + R"(, "width_nm": 1, "share": 1})";
}
std::string ofLines(const std::string& lines) { return R"("spectrum": {"leds": [)" + lines + "]}"; }

}  // namespace

TEST_CASE("A lamp of equal energy has the colour of x = y = 1/3") {
  const Colour colour = Beside(R"("intensity_cd": 100, )" + kOfFile,
                               [] {
                                 std::string csv = "# equal energy\n";
                                 for (int nm = 380; nm <= 780; nm += 10)
                                   csv += std::to_string(nm) + ", 1\n";
                                 return csv;
                               }())
                            .lamp()
                            .colour;
  // X = Y = Z = 1 by the matrix of IEC 61966-2-1: its rows' sums.
  CHECK(colour.r == Approx(1.2048).epsilon(0.01));
  CHECK(colour.g == Approx(0.9484).epsilon(0.01));
  CHECK(colour.b == Approx(0.9087).epsilon(0.01));
  CHECK(luminanceOf(colour) == Approx(1));
}

TEST_CASE("A lamp of 940 nm gives no lux and infrared alone") {
  const Beside one(R"("intensity_w_sr": 3, )" + ofLines(line(940)));
  CHECK(one.luxBelow() == 0);
  CHECK(one.lamp().intensityCd == 0);
  // Silicon has 0.12 there and 0.30 at 850 nm, and a watt of it has more photons.
  CHECK(one.lamp().infraredWSr == Approx(3 * 0.12 / 0.30 * 940 / 850).epsilon(0.01));
}

TEST_CASE("A watt a steradian of 555 nm is 683 cd, of equal watts at 850 nm besides half of it") {
  const Beside green(R"("intensity_w_sr": 1, )" + ofLines(line(555)));
  CHECK(green.lamp().intensityCd == Approx(683).epsilon(2e-3));
  CHECK(green.lamp().infraredWSr == 0);
  CHECK(green.luxBelow() == Approx(683 / 25.0).epsilon(2e-3));
  const std::string both = ofLines(line(555) + ", " + line(850));
  const Beside watts(R"("intensity_w_sr": 1, )" + both);
  CHECK(watts.lamp().intensityCd == Approx(683 / 2.0).epsilon(2e-3));
  CHECK(watts.lamp().infraredWSr == Approx(0.5).epsilon(2e-3));
  const Beside candela(R"("intensity_cd": 683, )" + both);
  CHECK(candela.lamp().intensityCd == 683);
  CHECK(candela.lamp().infraredWSr == Approx(1).epsilon(2e-3));
  CHECK(candela.luxBelow() == Approx(683 / 25.0));
}

TEST_CASE("Lamps of several lines give the lumens of each") {
  double lumens = 0;
  std::string lines;
  for (const double nm : {450.0, 530.0, 610.0}) {
    const std::string spectrum = ofLines(line(nm));
    lumens += Beside(R"("intensity_w_sr": 1, )" + spectrum).luxBelow();
    lines += (lines.empty() ? "" : ", ") + line(nm);
  }
  CHECK(Beside(R"("intensity_w_sr": 3, )" + ofLines(lines)).luxBelow() ==
        Approx(lumens).epsilon(1e-6));
}

TEST_CASE("The white LED among the models is the CIE's LED-B2") {
  const Spectrum led =
      readSpectrum(std::filesystem::path(TWEELENS_SOURCE_DIR) / "models/lamps/white_3000k.csv");
  CHECK(chromaticityOf(led).x == Approx(0.4357).margin(0.003));
  CHECK(chromaticityOf(led).y == Approx(0.4012).margin(0.003));
  CHECK(luminousEfficacy(led) == Approx(313.9).epsilon(0.004));
  CHECK(blueWattsALumen(led) == Approx(3.181e-4).epsilon(0.004));
  CHECK(infraredSeenShare(led) < 0.01);
}

TEST_CASE("A lamp whose spectrum says nothing is refused with the scene's file and key") {
  const auto says = [](const Beside& scene, const std::string& words) {
    CHECK_THAT(scene.complaint(),
               Catch::Contains("small.scene.json:") && Catch::EndsWith("/lamps/0/" + words));
  };
  const std::string cd = R"("intensity_cd": 100, )";
  const auto file = [&](const std::string& csv, const std::string& words) {
    const Beside scene(cd + kOfFile, csv);
    says(scene, "spectrum/file: " + scene.folder.path("lamp.csv").string() + words);
  };
  const std::string right = R"(; expected "nm, value", such as "450, 0.94")";
  file("", ": there is no such file");
  file("# nothing\n",
       ": no spectrum; expected a line \"nm, value\" for each of at least two wavelengths, with a "
       "value above 0 between 300 and 1400 nm");
  file("500, 1\n510, -1\n", ":2: the value -1; expected none below 0");
  file("500, 1\n510\n", ":2: '510' has no comma" + right);
  file("500, 1\n510,\n", ":2: the value of 510 nm is missing" + right);
  file("510, 1\n500, 1\n",
       ":2: 500 nm after 510 nm; expected wavelengths that rise from line to line");
  const std::string infrared = ofLines(line(940));
  says(Beside(R"("colour": [1, 0.7, 0.4], )" + cd + infrared),
       "colour: follows from \"spectrum\"; leave it out");
  says(Beside(cd + infrared),
       "spectrum: has no visible light, and the lamp's intensity is in candela; expected "
       "\"intensity_w_sr\"");
  says(Beside(cd + R"("intensity_w_sr": 1, )" + infrared),
       "intensity_w_sr: stands beside \"intensity_cd\"; expected one of them");
  says(Beside(R"("intensity_w_sr": 1)"),
       "intensity_w_sr: needs \"spectrum\" beside it, which says what of it one sees; expected "
       "that, or \"intensity_cd\"");
  says(Beside(R"("intensity_w_sr": 1000, )" + ofLines(line(555))),
       "spectrum: makes it a lamp of 682924 cd and 0 W/sr of infrared; expected at most 100000 and "
       "10000");
  says(Beside(cd + R"("spectrum": {})"),
       "spectrum: needs \"file\" (a CSV of nm and value), or \"leds\", and not both");
  CHECK_THAT(Beside(cd + R"("spectrum": "lamp.csv")").complaint(),
             Catch::Contains("/lamps/0/spectrum: "));
  CHECK_THAT(Beside(ofLines(line(555))).complaint(), Catch::Contains("'intensity_cd' is missing"));
}
