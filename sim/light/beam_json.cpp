#include "sim/light/beam_json.h"

#include "sim/light/ies_file.h"

namespace tw::sim {

BeamShape readBeam(const JsonReader& from) {
  const bool angle = from.has("half_angle_deg"), measured = from.has("ies");
  if (!angle && !measured) from.failMissing("half_angle_deg", "'half_angle_deg' or 'ies'");
  if (!measured) return {from.number("half_angle_deg", 1, 89)};
  if (angle) from.failAt("ies", "stands beside \"half_angle_deg\"; expected one of them");
  const auto file = std::filesystem::path(from.file()).parent_path() / from.text("ies");
  try {
    const Profile profile = readIes(file);
    return {halfAngleDegOf(*profile), profile};
  } catch (const InputError& error) {
    from.failAt("ies", error.what());
  }
}

double readCandela(const JsonReader& from, const BeamShape& beam, double min, double max) {
  if (!beam.profile || from.has("intensity_cd")) return from.number("intensity_cd", min, max);
  const double peak = beam.profile->peakCd;
  if (peak < min || peak > max)
    from.failAt("ies", "shines with " + numberText(peak) + " cd; expected at " +
                           (peak > max ? "most " + numberText(max) : "least " + numberText(min)) +
                           " cd, or \"intensity_cd\" beside it");
  return peak;
}

}  // namespace tw::sim
