// Reads the meshes of an OBJ file (tinyobjloader): triangles with normals, by group and material.
//
// A group is what an `o` or `g` line names: a limb, a wheel, a crown. A material is a name of
// `usemtl`; what it looks like stands in models/materials.json, so MTL files are not read. Leaves
// out lines, points, free-form surfaces and smoothing groups: the file brings its normals.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

// The triangles of one group that wear one material.
struct MeshPiece {
  std::string group;  // empty before the first `o` or `g`
  std::string material;
  std::shared_ptr<const Mesh> mesh;
  bool hasTexturePlaces = false;  // every corner has a `vt`
};

// In the order in which they begin in the file; never empty. Throws InputError
// (sim/core/json_reader.h) with file, line and reason.
std::vector<MeshPiece> loadMeshFile(const std::filesystem::path& file);
// `name` stands for the file in messages.
std::vector<MeshPiece> parseMeshFile(const std::string& name, const std::string& text);

}  // namespace tw::sim
