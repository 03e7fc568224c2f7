#include "sim/world/street_lamp.h"

#include "sim/core/number_text.h"
#include "sim/light/beam_json.h"
#include "sim/light/colour.h"
#include "sim/light/sensitivity.h"
#include "sim/light/spectrum_json.h"
#include "sim/world/scene_json.h"

namespace tw::sim {
namespace {

constexpr double kMostCd = 1e5;
constexpr double kMostWSr = 1e4;

// Its intensity is given in candela whatever the colour.
void readPainted(const JsonReader& from, const BeamShape& beam, Lamp& lamp) {
  if (from.has("intensity_w_sr"))
    from.failAt("intensity_w_sr",
                "needs \"spectrum\" beside it, which says what of it one sees; expected that, or "
                "\"intensity_cd\"");
  lamp.intensityCd = readCandela(from, beam, 0, kMostCd);
  Colour& c = lamp.colour;
  if (from.has("colour")) c = readColour(from, "colour");
  const double luminance = luminanceOf(c);
  if (luminance < 0.01) from.failAt("colour", "must not be black");
  c = {c.r / luminance, c.g / luminance, c.b / luminance};
}

// Watts a steradian of all that it shines. `lumens`: in a watt of it.
double readStrength(const JsonReader& from, const BeamShape& beam, double lumens, Lamp& lamp) {
  if (!from.has("intensity_w_sr")) {
    if (lumens <= 0)
      from.failAt("spectrum",
                  "has no visible light, and the lamp's intensity is in candela; expected "
                  "\"intensity_w_sr\"");
    lamp.intensityCd = readCandela(from, beam, 0, kMostCd);
    return lamp.intensityCd / lumens;
  }
  if (from.has("intensity_cd"))
    from.failAt("intensity_w_sr", "stands beside \"intensity_cd\"; expected one of them");
  const double watts = from.number("intensity_w_sr", 0, kMostWSr);
  lamp.intensityCd = watts * lumens;
  return watts;
}

void readSpectral(const JsonReader& from, const BeamShape& beam, Lamp& lamp) {
  if (from.has("colour")) from.failAt("colour", "follows from \"spectrum\"; leave it out");
  const Spectrum spectrum = readSpectrum(from.object("spectrum"));
  const double lumens = luminousEfficacy(spectrum);
  lamp.infraredWSr = readStrength(from, beam, lumens, lamp) * infraredSeenShare(spectrum);
  if (lamp.intensityCd > kMostCd || lamp.infraredWSr > kMostWSr)
    from.failAt("spectrum",
                formatted("makes it a lamp of %.6g cd and ", lamp.intensityCd) +
                    formatted("%.6g W/sr of infrared; expected at most ", lamp.infraredWSr) +
                    numberText(kMostCd) + " and " + numberText(kMostWSr));
  if (lumens <= 0) return;
  const auto rgb = linearRgb(chromaticityOf(spectrum));
  lamp.colour = {rgb[0], rgb[1], rgb[2]};
}

}  // namespace

StreetLamp readStreetLamp(const JsonReader& from) {
  StreetLamp read{readName(from)};
  Lamp& lamp = read.lamp;
  lamp.pose.position = readPosition(from, "position_m");
  lamp.pose.turn =
      headingAndPitch(readHeading(from), degrees(from.number("pitch_deg", -90, 90, -90)));
  const BeamShape beam = readBeam(from);
  lamp.halfAngleDeg = beam.halfAngleDeg;
  lamp.profile = beam.profile;
  (from.has("spectrum") ? readSpectral : readPainted)(from, beam, lamp);
  from.finish();
  return read;
}

}  // namespace tw::sim
