#include "sim/world/materials.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "sim/world/scene_json.h"

namespace tw::sim {

namespace {

const std::array<std::string, 5> kSurfaces{"plain", "bricks", "grass", "planks", "paving"};

// By its first and last bytes, so that one cut short is found out as well.
bool isPicture(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<char, 4> head{};
  std::array<char, 8> tail{};
  in.read(head.data(), head.size());
  in.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
  in.read(tail.data(), tail.size());
  const std::string_view begin(head.data(), head.size()), end(tail.data(), tail.size());
  return in && ((begin.starts_with("\xff\xd8\xff") && end.ends_with("\xff\xd9")) ||
                (begin == "\x89PNG" && end.starts_with("IEND")));
}

Material readMaterial(const std::string& name, const JsonReader& from,
                      const std::filesystem::path& folder) {
  Material material;
  from.requireObject();
  material.name = name;
  material.colour = readColour(from, "colour");
  material.nearInfrared = from.number("near_infrared", 0, 1);
  if (from.has("surface")) material.surface = readSurface(from, "surface");
  if (from.has("texture")) {
    if (from.has("surface")) from.failAt("texture", "a material has a texture or a surface");
    const auto file = folder / from.text("texture");
    if (!isPicture(file)) from.failAt("texture", file.string() + " is no readable PNG or JPEG");
    material.surface = Surface::kImage;
    material.texture = std::make_shared<Texture>(Texture{file, readColour(from, "texture_mean")});
  }
  from.finish();
  return material;
}

}  // namespace

Surface readSurface(const JsonReader& from, const std::string& key) {
  const std::string name = from.choice(key, kSurfaces);
  return static_cast<Surface>(std::find(kSurfaces.begin(), kSurfaces.end(), name) -
                              kSurfaces.begin());
}

Colour readColour(const JsonReader& from, const std::string& key) {
  const auto v = readNumbers(from, key, 3, 0, 1);
  return {v[0], v[1], v[2]};
}

double reflectanceOf(const Part& part) {
  const Colour mean = part.texture ? part.texture->mean : Colour{1, 1, 1};
  return luminanceOf({part.colour.r * mean.r, part.colour.g * mean.g, part.colour.b * mean.b});
}

double nearInfraredOf(Surface surface) { return surface == Surface::kGrass ? 0.6 : 0.4; }

MaterialTable loadMaterials(const std::filesystem::path& file) {
  const JsonDocument document = JsonDocument::load(file);
  const JsonReader root = document.root();
  root.requireObject();
  MaterialTable table;
  for (const std::string& name : root.keys())
    table.emplace(name, readMaterial(name, root.member(name), file.parent_path()));
  return table;
}

}  // namespace tw::sim
