#include "sim/world/scene_json.h"

#include <algorithm>

namespace tw::sim {

std::vector<double> readNumbers(const JsonReader& from, const std::string& key, size_t count,
                                double min, double max) {
  const auto items = from.array(key);
  if (items.size() != count)
    from.failAt(key, "must be a list of " + std::to_string(count) + " numbers, not of " +
                         std::to_string(items.size()));
  std::vector<double> out;
  for (const JsonReader& item : items) out.push_back(item.asNumber(min, max));
  return out;
}

Vec3 readPosition(const JsonReader& from, const std::string& key) {
  const auto v = readNumbers(from, key, 3, -kFarM, kFarM);
  return {v[0], v[1], v[2]};
}

Radians readHeading(const JsonReader& from) {
  return degrees(from.number("heading_deg", -360, 360, 0));
}

std::string readName(const JsonReader& from) {
  const std::string name = from.text("name");
  const bool good = !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
                    std::all_of(name.begin(), name.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                    });
  if (!good) from.failAt("name", "must be 1 to 40 of a-z, 0-9 and _, beginning with a letter");
  return name;
}

std::vector<JsonReader> readList(const std::vector<JsonReader>& items, const JsonReader& from,
                                 const std::string& key, size_t most) {
  if (items.size() > most)
    from.failAt(key, "must have at most " + std::to_string(most) + " elements");
  return items;
}

std::shared_ptr<const Model> readModel(const JsonReader& from, const std::string& key,
                                       const std::string& name, ModelLibrary& library) {
  try {
    return library.model(name);
  } catch (const InputError& error) {
    if (from.has(key)) from.failAt(key, error.what());
    from.fail(error.what());
  }
}

Repaint readRepaint(const JsonReader& from, const Model& model) {
  Repaint repaint;
  const auto colours = from.optionalObject("colours");
  if (!colours) return repaint;
  for (const std::string& name : colours->keys()) {
    if (!model.wears(name))
      colours->failAt(
          name, "'" + model.name + "' has no such material; it has " + joined(model.materials()));
    repaint[name] = readColour(*colours, name);
  }
  return repaint;
}

}  // namespace tw::sim
