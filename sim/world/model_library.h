// The models of a folder: each mesh and the table of materials is read once and shared.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/materials.h"

namespace tw::sim {

// A mesh file whose materials are known.
struct Model {
  struct Piece {
    std::string group;
    Material material;
    std::shared_ptr<const Mesh> mesh;
  };
  std::string name;  // "buildings/house"
  std::vector<Piece> pieces;

  bool wears(const std::string& material) const;
  std::vector<std::string> materials() const;                      // each once
  std::vector<const Piece*> group(const std::string& name) const;  // in the file's order
};

// Colours of a thing's own, instead of its materials': by the material's name.
using Repaint = std::map<std::string, Colour>;

// A piece of a model as a part, at `pose`; `scale` along its own axes.
Part partOf(const Model::Piece& piece, uint16_t objectId, const Pose& pose, Vec3 scale,
            const Repaint& repaint);

class ModelLibrary {
 public:
  // Nothing is read before it is asked for.
  explicit ModelLibrary(std::filesystem::path folder = ownFolder());
  static std::filesystem::path ownFolder();  // models/ of these sources

  // Throw InputError: unknown names, and whatever is wrong with a file.
  std::shared_ptr<const Model> model(const std::string& name);
  const Material& material(const std::string& name);

 private:
  const MaterialTable& materials();
  std::shared_ptr<const Model> load(const std::string& name);

  std::filesystem::path folder_;
  std::optional<MaterialTable> materials_;
  std::map<std::string, std::shared_ptr<const Model>> models_;
};

}  // namespace tw::sim
