#include "sim/light/spectrum_json.h"

namespace tw::sim {
namespace {

Spectrum readLeds(const JsonReader& from) {
  const auto leds = from.array("leds");
  if (leds.empty()) from.failAt("leds", "expected at least one LED");
  Spectrum all;
  for (const JsonReader& led : leds) {
    Spectrum one = gaussian(led.number("peak_nm", Spectrum::kFrom, Spectrum::kTo),
                            led.number("width_nm", 1, 300));
    one *= led.number("share", 1e-6, 1e6);
    led.finish();
    all += one;
  }
  return all;
}

Spectrum readFile(const JsonReader& from) {
  const auto folder = std::filesystem::path(from.file()).parent_path();
  try {
    return readSpectrum(folder / from.text("file"));
  } catch (const InputError& error) {
    from.failAt("file", error.what());
  }
}

}  // namespace

Spectrum readSpectrum(const JsonReader& from) {
  if (from.has("file") == from.has("leds"))
    from.fail("needs \"file\" (a CSV of nm and value), or \"leds\", and not both");
  Spectrum spectrum = from.has("file") ? readFile(from) : readLeds(from);
  from.finish();
  return spectrum;
}

}  // namespace tw::sim
