// What surfaces look like: models/materials.json, read strictly.
//
//   "bricks": {"colour": [1, 1, 1], "near_infrared": 0.45, "texture": "buildings/bricks.jpg",
//              "texture_mean": [0.21, 0.12, 0.09]}
//
// `colour` is a linear reflectance, which multiplies a texture; `texture_mean` is that of the whole
// image. `near_infrared` is the reflectance
// at 850 nm: plants and most cloth are bright there, whatever their colour. Leaves out gloss,
// glass that one sees through, and light that comes from the surface itself.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "sim/core/json_reader.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

struct Material {
  std::string name;
  Colour colour{};
  double nearInfrared = 0.4;
  Surface surface = Surface::kPlain;                 // kImage with a texture
  std::shared_ptr<const Texture> texture = nullptr;  // its file is there and is a PNG or JPEG
};

using MaterialTable = std::map<std::string, Material>;

// Throws InputError. Texture files are looked for in the table's own folder.
MaterialTable loadMaterials(const std::filesystem::path& file);

// The procedural surfaces by name: plain, bricks, grass, planks, paving.
Surface readSurface(const JsonReader& from, const std::string& key);
Colour readColour(const JsonReader& from, const std::string& key);
// What a surface without a material of its own sends back at 850 nm.
double nearInfraredOf(Surface surface);

}  // namespace tw::sim
