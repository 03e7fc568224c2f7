#include "sim/world/eyes.h"

#include "sim/world/scene_json.h"

namespace tw::sim {
namespace {

constexpr const char* kLooks = "expected \"ahead\", \"lamps\" or a point [x, y, z] in metres";

void readLook(const JsonReader& from, EyesModel& eyes) {
  const JsonReader look = from.member("look");
  if (look.json().is_array()) {
    eyes.look = EyesModel::Look::kPoint;
    eyes.point = readPosition(from, "look");
    return;
  }
  if (!look.json().is_string()) from.failAt("look", kLooks);
  static const std::vector<std::string> kWords{"ahead", "lamps"};
  const std::string word = look.asText();
  if (word != "ahead" && word != "lamps")
    from.failAt("look", inQuotes(word) + " is none" + suggestion(word, kWords) + "; " + kLooks);
  if (word == "lamps") eyes.look = EyesModel::Look::kLamps;
}

}  // namespace

EyesModel readEyes(const JsonReader& actor) {
  EyesModel eyes;
  const auto from = actor.optionalObject("eyes");
  if (!from) return eyes;
  if (from->has("look")) readLook(*from, eyes);
  if (from->has("glance_s")) {
    if (eyes.look != EyesModel::Look::kLamps)
      from->failAt("glance_s", "belongs to \"look\": \"lamps\"; leave it out, or look there");
    eyes.glance = fromSeconds(from->number("glance_s", 0.05, 3600));
  }
  eyes.glassesTransmittance = from->number("glasses_transmittance", 0, 1, 1);
  from->finish();
  return eyes;
}

}  // namespace tw::sim
