#include "sim/world/scene_objects.h"

#include <algorithm>
#include <array>

#include "sim/world/scene_json.h"
#include "sim/world/solid.h"

namespace tw::sim {

namespace {

constexpr size_t kMostParts = 4000;
const std::array<std::string, 4> kShapes{"box", "cylinder", "sphere", "plane"};

Vec3 partSize(const JsonReader& from, Shape shape) {
  const size_t count = shape == Shape::kPlane ? 2 : 3;
  const auto v = readNumbers(from, "size_m", count, 0.001, 2 * kFarM);
  return {v[0], v[1], count == 3 ? v[2] : 1.0};
}

void wearMaterial(const JsonReader& from, ModelLibrary& library, Part& part) {
  for (const char* key : {"colour", "surface"})
    if (from.has(key)) from.failAt(key, "a part has a colour and surface, or a material");
  try {
    const Material& material = library.material(from.text("material"));
    if (material.texture)
      from.failAt("material", "'" + material.name + "' has a texture, which only a mesh can wear");
    part.colour = material.colour;
    part.surface = material.surface;
    part.nearInfrared = material.nearInfrared;
  } catch (const InputError& error) {
    if (std::string(error.what()).starts_with(from.file())) throw;
    from.failAt("material", error.what());
  }
}

Part readPart(const JsonReader& from, const Pose& origin, uint16_t id, ModelLibrary& library) {
  Part part;
  part.objectId = id;
  const std::string shape = from.choice("shape", kShapes);
  part.shape =
      static_cast<Shape>(std::find(kShapes.begin(), kShapes.end(), shape) - kShapes.begin());
  part.size = partSize(from, part.shape);
  const Turn turn =
      headingAndPitch(readHeading(from), degrees(from.number("pitch_deg", -180, 180, 0))) *
      about({1, 0, 0}, degrees(from.number("roll_deg", -180, 180, 0)));
  part.pose = origin * Pose{readPosition(from, "position_m"), turn};
  if (from.has("material")) {
    wearMaterial(from, library, part);
  } else {
    part.colour = readColour(from, "colour");
    if (from.has("surface")) part.surface = readSurface(from, "surface");
    part.nearInfrared = nearInfraredOf(part.surface);
  }
  from.finish();
  return part;
}

void addModel(const JsonReader& from, const Pose& origin, uint16_t id, ModelLibrary& library,
              SceneObjects& to, std::vector<Part>& all) {
  const auto model = readModel(from, "mesh", from.text("mesh"), library);
  const double scale = from.number("scale", 0.1, 10, 1);
  const Repaint repaint = readRepaint(from, *model);
  Crown crown;
  for (const Model::Piece& piece : model->pieces) {
    const Part part = partOf(piece, id, origin, {scale, scale, scale}, repaint);
    (piece.group == "crown" ? crown.parts : to.parts).push_back(part);
    all.push_back(part);
  }
  if (crown.parts.empty()) return;
  const Box box = *boxAround(crown.parts);
  crown.foot = {origin.position.x, origin.position.y, box.low.z};
  to.crowns.push_back(std::move(crown));
}

void readObject(const JsonReader& from, ModelLibrary& library, std::vector<std::string>& names,
                SceneObjects& to) {
  const uint16_t id = addObjectName(from, readName(from), names);
  Pose origin;
  if (from.has("position_m")) origin.position = readPosition(from, "position_m");
  origin.turn = about({0, 0, 1}, readHeading(from));
  std::vector<Part> all;
  if (from.has("mesh")) {
    addModel(from, origin, id, library, to, all);
  } else {
    for (const JsonReader& part : from.array("parts"))
      all.push_back(readPart(part, origin, id, library));
    to.parts.insert(to.parts.end(), all.begin(), all.end());
  }
  if (from.flag("solid", true)) to.solid.insert(to.solid.end(), all.begin(), all.end());
  if (from.flag("notice", false)) to.notices.push_back(id);
  if (to.parts.size() > kMostParts)
    from.fail("a scene has at most " + std::to_string(kMostParts) + " parts");
  from.finish();
}

}  // namespace

uint16_t addObjectName(const JsonReader& from, const std::string& name,
                       std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) != names.end())
    from.failAt("name", "'" + name + "' is there twice");
  names.push_back(name);
  return static_cast<uint16_t>(names.size() - 1);
}

SceneObjects readObjects(const std::vector<JsonReader>& from, ModelLibrary& library,
                         std::vector<std::string>& names) {
  SceneObjects objects;
  for (const JsonReader& object : from) readObject(object, library, names, objects);
  return objects;
}

}  // namespace tw::sim
