#include "sim/twin/lamp_model.h"

#include "sim/light/beam_json.h"
#include "sim/light/colour.h"
#include "sim/light/sensitivity.h"
#include "sim/light/spectrum_json.h"

namespace tw::sim {
namespace {

constexpr double kMillimetre = 1e-3;
constexpr int kInfraredFrom = 780;  // nm

double infraredShare(const Spectrum& spectrum, const Spectrum* weight = nullptr) {
  double weighted = 0;
  for (int nm = kInfraredFrom; nm <= Spectrum::kTo; ++nm)
    weighted += spectrum.at(nm) * (weight ? weight->at(nm) : 1);
  return weighted / spectrum.integral();
}

void addLook(LampModel& lamp) {
  if (lamp.infrared) {
    lamp.seenInfrared = infraredSeenShare(lamp.spectrum);
    return;
  }
  const auto rgb = linearRgb(chromaticityOf(lamp.spectrum));
  lamp.colour = {rgb[0], rgb[1], rgb[2]};
}

constexpr double kWeakest = 0.001, kStrongest = 100000;

void readIntensity(const JsonReader& reader, const BeamShape& beam, LampModel& lamp) {
  if (lamp.infrared) {
    lamp.intensity = reader.number("intensity_w_sr", kWeakest, kStrongest);
    return;
  }
  if (!reader.has("exempt_beyond_m")) {
    lamp.intensity = readCandela(reader, beam, kWeakest, kStrongest);
    return;
  }
  if (reader.has("intensity_cd"))
    reader.failAt("exempt_beyond_m", "stands beside \"intensity_cd\"; expected one of them");
  lamp.calibratedAt = reader.number("exempt_beyond_m", 0.01, 10);
  const double blue = blueWattsALumen(lamp.spectrum);
  lamp.intensity = lamp.emitters * blueIntensityExemptFrom(*lamp.calibratedAt) / blue;
  if (blue <= 0 || lamp.intensity > kStrongest)
    reader.failAt("exempt_beyond_m",
                  "tells no intensity up to " + numberText(kStrongest) +
                      " cd: the spectrum has too little blue light; expected \"intensity_cd\"");
}

EyeLamp eyeLampOf(const LampModel& lamp) {
  EyeLamp eye{.diameter = lamp.emitterDiameter,
              .emitters = lamp.emitters,
              .pitch = lamp.pitch,
              .duty = lamp.onShare};
  const double each = lamp.intensity / lamp.emitters;
  if (lamp.infrared) {
    eye.infraredIntensity = each * infraredShare(lamp.spectrum);
    eye.thermalIntensity = each * infraredShare(lamp.spectrum, &retinalThermalHazard());
    return eye;
  }
  const double watts = each / luminousEfficacy(lamp.spectrum);
  eye.blueIntensity = each * blueWattsALumen(lamp.spectrum);
  eye.infraredIntensity = watts * infraredShare(lamp.spectrum);
  return eye;
}

}  // namespace

Vec3 readBodyPoint(const JsonReader& reader, const std::string& key) {
  const auto elements = reader.array(key);
  if (elements.size() != 3)
    reader.failAt(key, "expected three lengths in metres: [ahead, left, up]");
  const auto at = [&](size_t i) { return elements[i].asNumber(-2, 2); };
  return {at(0), at(1), at(2)};
}

LampModel readLampModel(const JsonReader& lamps, const std::string& name, bool infrared) {
  const JsonReader reader = lamps.object(name);
  LampModel lamp{.name = name, .infrared = infrared};
  const JsonReader spectrum = reader.object("spectrum");
  lamp.spectrum = readSpectrum(spectrum);
  if (!infrared && luminousEfficacy(lamp.spectrum) <= 0)
    spectrum.fail("has no visible light, and the lamp's intensity is in candela");
  if (infrared && infraredShare(lamp.spectrum) <= 0)
    spectrum.fail("has no infrared light (780 to 1400 nm)");
  lamp.pose.position = readBodyPoint(reader, "at_m");
  lamp.pose.turn = headingAndPitch(degrees(reader.number("heading_deg", -180, 180, 0)),
                                   degrees(reader.number("pitch_deg", -90, 90, 0)));
  lamp.emitterDiameter = reader.number("emitter_mm", 0.1, 200) * kMillimetre;
  lamp.emitters = static_cast<int>(reader.integer("emitters", 1, 100, 1));
  if (lamp.emitters > 1)
    lamp.pitch = reader.number("pitch_mm", lamp.emitterDiameter / kMillimetre, 1000) * kMillimetre;
  lamp.onShare = reader.number("on_share", 0.001, 1, 1);
  lamp.origin = reader.text("origin", "");
  const BeamShape beam = readBeam(reader);
  lamp.halfAngleDeg = beam.halfAngleDeg;
  lamp.profile = beam.profile;
  readIntensity(reader, beam, lamp);
  addLook(lamp);
  lamp.eye = eyeLampOf(lamp);
  reader.finish();
  return lamp;
}

}  // namespace tw::sim
