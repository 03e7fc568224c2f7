#include "sim/world/model_library.h"

#include <algorithm>

#include "sim/world/mesh_file.h"

namespace tw::sim {

namespace {

// Of a-z, 0-9, _ and single slashes: nothing outside the folder.
bool isModelName(const std::string& name) {
  char before = '/';
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!letter && (c != '/' || before == '/')) return false;
    before = c;
  }
  return before != '/';
}

std::vector<std::string> namesOf(const MaterialTable& table) {
  std::vector<std::string> names;
  for (const auto& [name, material] : table) names.push_back(name);
  return names;
}

}  // namespace

bool Model::wears(const std::string& material) const {
  return std::any_of(pieces.begin(), pieces.end(),
                     [&](const Piece& p) { return p.material.name == material; });
}

std::vector<std::string> Model::materials() const {
  std::vector<std::string> names;
  for (const Piece& piece : pieces)
    if (std::find(names.begin(), names.end(), piece.material.name) == names.end())
      names.push_back(piece.material.name);
  return names;
}

std::vector<const Model::Piece*> Model::group(const std::string& wanted) const {
  std::vector<const Piece*> found;
  for (const Piece& piece : pieces)
    if (piece.group == wanted) found.push_back(&piece);
  return found;
}

Part partOf(const Model::Piece& piece, uint16_t objectId, const Pose& pose, Vec3 scale,
            const Repaint& repaint) {
  const auto own = repaint.find(piece.material.name);
  Part part;
  part.objectId = objectId;
  part.shape = Shape::kMesh;
  part.size = scale;
  part.pose = pose;
  part.colour = own == repaint.end() ? piece.material.colour : own->second;
  part.surface = piece.material.surface;
  part.nearInfrared = piece.material.nearInfrared;
  part.mesh = piece.mesh;
  part.texture = piece.material.texture;
  return part;
}

ModelLibrary::ModelLibrary(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path ModelLibrary::ownFolder() { return TWEELENS_MODELS; }

const MaterialTable& ModelLibrary::materials() {
  if (!materials_) materials_ = loadMaterials(folder_ / "materials.json");
  return *materials_;
}

const Material& ModelLibrary::material(const std::string& name) {
  const auto found = materials().find(name);
  if (found == materials().end())
    throw InputError("there is no material " + inQuotes(name) + " in " +
                     (folder_ / "materials.json").string() +
                     suggestion(name, namesOf(materials())));
  return found->second;
}

std::shared_ptr<const Model> ModelLibrary::model(const std::string& name) {
  std::shared_ptr<const Model>& known = models_[name];
  if (!known) known = load(name);
  return known;
}

std::shared_ptr<const Model> ModelLibrary::load(const std::string& name) {
  if (!isModelName(name))
    throw InputError(inQuotes(name) + " is no model's name such as 'buildings/house'");
  const auto file = folder_ / (name + ".obj");
  auto model = std::make_shared<Model>();
  model->name = name;
  for (MeshPiece& piece : loadMeshFile(file)) {
    try {
      const Material& wears = material(piece.material);
      if (wears.texture && !piece.hasTexturePlaces)
        throw InputError("'" + piece.material +
                         "' has a texture, but the faces have no texture coordinates (vt)");
      model->pieces.push_back({std::move(piece.group), wears, std::move(piece.mesh)});
    } catch (const InputError& error) {
      throw InputError(file.string() + ": " + error.what());
    }
  }
  return model;
}

}  // namespace tw::sim
