#include "sim/world/mesh_file.h"

#include <tiny_obj_loader.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <sstream>

#include "sim/core/json_reader.h"

namespace tw::sim {

namespace {

// Less than this is no triangle: twice its area in m2, the length of a normal.
constexpr double kLeastArea = 1e-12, kLeastNormal = 0.1;
constexpr double kFar = 2000;  // metres: a model larger than any scene is in other units

using Corner = std::array<int, 3>;  // indices from 0: position, normal, texture; -1: none

struct Face {
  int line = 0;
  std::array<Corner, 3> corners{};
};

struct PieceFaces {
  std::string group, material;
  std::vector<Face> faces;
};

// What tinyobjloader tells, in its order. It calls through plain pointers.
class Collector {
 public:
  Collector(const std::string& name, std::vector<int> faceLines)
      : name_(name), faceLines_(std::move(faceLines)) {}

  static tinyobj::callback_t callbacks() {
    tinyobj::callback_t all;
    all.vertex_cb = [](void* to, float x, float y, float z, float) {
      self(to).positions_.push_back({x, y, z});
    };
    all.normal_cb = [](void* to, float x, float y, float z) {
      self(to).normals_.push_back({x, y, z});
    };
    all.texcoord_cb = [](void* to, float u, float v, float) {
      self(to).textures_.push_back({u, v});
    };
    all.index_cb = [](void* to, tinyobj::index_t* corners, int count) {
      self(to).addFace({corners, static_cast<size_t>(count)});
    };
    all.usemtl_cb = [](void* to, const char* material, int) { self(to).use(material); };
    all.group_cb = [](void* to, const char** names, int count) {
      self(to).begin(count > 0 ? names[0] : "");
    };
    all.object_cb = [](void* to, const char* group) { self(to).begin(group); };
    return all;
  }

  std::vector<MeshPiece> pieces() const {
    std::vector<MeshPiece> all;
    for (const PieceFaces& piece : pieces_) all.push_back(make(piece));
    if (all.empty()) throw InputError(name_ + ": holds no face");
    return all;
  }

 private:
  static Collector& self(void* to) { return *static_cast<Collector*>(to); }
  [[noreturn]] void fail(int line, const std::string& what) const {
    throw InputError(name_ + ":" + std::to_string(line) + ": " + what);
  }

  void use(const char* material) {
    material_ = material;
    piece_.reset();
  }
  void begin(const char* group) {
    group_ = group;
    piece_.reset();
  }

  PieceFaces& piece(int line) {
    if (material_.empty()) fail(line, "the face has no material; a `usemtl` must come before it");
    if (!piece_) {
      const auto found = std::find_if(pieces_.begin(), pieces_.end(), [&](const PieceFaces& p) {
        return p.group == group_ && p.material == material_;
      });
      piece_ = static_cast<size_t>(found - pieces_.begin());
      if (found == pieces_.end()) pieces_.push_back({group_, material_, {}});
    }
    return pieces_[*piece_];
  }

  // Indices count from 1, or back from the last one read.
  int resolved(int line, int given, size_t count, const char* what, bool needed) const {
    const int most = static_cast<int>(count);
    if (given == 0 && !needed) return -1;
    if (given == 0) fail(line, std::string("the face has no ") + what);
    const int index = given > 0 ? given - 1 : most + given;
    if (index < 0 || index >= most)
      fail(line, std::string("the face's ") + what + " " + std::to_string(given) +
                     " is not among the " + std::to_string(most) + " before it");
    return index;
  }

  void addFace(std::span<const tinyobj::index_t> given) {
    const int line = faceLines_.at(faces_++);
    if (given.size() < 3) fail(line, "a face has at least three corners");
    std::vector<Corner> corners;
    for (const tinyobj::index_t& i : given)
      corners.push_back({resolved(line, i.vertex_index, positions_.size(), "position", true),
                         resolved(line, i.normal_index, normals_.size(), "normal", true),
                         resolved(line, i.texcoord_index, textures_.size(), "texture", false)});
    for (size_t i = 2; i < corners.size(); ++i)  // a fan: faces are flat and convex
      piece(line).faces.push_back({line, {corners[0], corners[i - 1], corners[i]}});
  }

  Vec3 place(const Corner& corner) const {
    const auto& p = positions_[static_cast<size_t>(corner[0])];
    return {p[0], p[1], p[2]};
  }

  void check(const Face& face) const {
    const auto& c = face.corners;
    if (length(cross(place(c[1]) - place(c[0]), place(c[2]) - place(c[0]))) < kLeastArea)
      fail(face.line, "the face is degenerate: its corners lie on one line");
    for (const Corner& corner : c) {
      const auto& n = normals_[static_cast<size_t>(corner[1])];
      if (std::hypot(n[0], n[1], n[2]) < kLeastNormal)
        fail(face.line, "a normal of the face has no length");
    }
  }

  Vertex vertex(const Corner& corner) const {
    Vertex v;
    v.position = positions_[static_cast<size_t>(corner[0])];
    const auto& n = normals_[static_cast<size_t>(corner[1])];
    const float size = std::sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    v.normal = {n[0] / size, n[1] / size, n[2] / size};
    if (corner[2] >= 0) v.texture = textures_[static_cast<size_t>(corner[2])];
    return v;
  }

  MeshPiece make(const PieceFaces& from) const {
    auto mesh = std::make_shared<Mesh>();
    mesh->name = name_ + " (" + (from.group.empty() ? "" : from.group + ", ") + from.material + ")";
    std::map<Corner, uint32_t> known;
    bool textured = true;
    for (const Face& face : from.faces) {
      check(face);
      for (const Corner& corner : face.corners) {
        const auto [at, isNew] = known.try_emplace(corner, mesh->vertices.size());
        if (isNew) mesh->vertices.push_back(vertex(corner));
        mesh->indices.push_back(at->second);
        textured &= corner[2] >= 0;
      }
    }
    setBox(*mesh);
    return {from.group, from.material, std::move(mesh), textured};
  }

  static void setBox(Mesh& mesh) {
    const auto at = [](const Vertex& v) {
      return Vec3{v.position[0], v.position[1], v.position[2]};
    };
    mesh.low = mesh.high = at(mesh.vertices.front());
    for (const Vertex& v : mesh.vertices) {
      const Vec3 p = at(v);
      mesh.low = lowest(mesh.low, p);
      mesh.high = highest(mesh.high, p);
    }
  }

  std::string name_;
  std::vector<int> faceLines_;
  size_t faces_ = 0;
  std::vector<std::array<float, 3>> positions_, normals_;
  std::vector<std::array<float, 2>> textures_;
  std::string group_, material_;
  std::vector<PieceFaces> pieces_;
  std::optional<size_t> piece_;  // where faces go; none after a change of group or material
};

// A line's words, one after the other.
std::string_view nextWord(std::string_view& line) {
  const size_t begin = std::min(line.find_first_not_of(" \t\r"), line.size());
  const size_t end = std::min(line.find_first_of(" \t\r", begin), line.size());
  const std::string_view word = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return word;
}

// tinyobjloader takes what is no number for 0, so that is looked for first.
void requireNumbers(const std::string& where, std::string_view kind, std::string_view line) {
  int count = 0;
  for (std::string_view word = nextWord(line); !word.empty(); word = nextWord(line), ++count) {
    double value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end != word.data() + word.size() || !(std::abs(value) < kFar))
      throw InputError(where + ": " + inQuotes(word) + " must be a number of less than 2000");
  }
  if (count < (kind == "vt" ? 2 : 3))
    throw InputError(where + ": '" + std::string(kind) + "' lacks numbers");
}

// Gives the lines of the faces, for messages.
std::vector<int> scan(const std::string& name, std::string_view text) {
  std::vector<int> faceLines;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string_view kind = nextWord(line);
    if (kind == "f") faceLines.push_back(number);
    if (kind == "v" || kind == "vn" || kind == "vt")
      requireNumbers(name + ":" + std::to_string(number), kind, line);
  }
  return faceLines;
}

}  // namespace

std::vector<MeshPiece> loadMeshFile(const std::filesystem::path& file) {
  return parseMeshFile(file.string(), readInputFile(file));
}

std::vector<MeshPiece> parseMeshFile(const std::string& name, const std::string& text) {
  Collector collector(name, scan(name, text));
  std::istringstream in(text);
  std::string warning, error;
  if (!tinyobj::LoadObjWithCallback(in, Collector::callbacks(), &collector, nullptr, &warning,
                                    &error))
    throw InputError(name + ": " + error);
  return collector.pieces();
}

}  // namespace tw::sim
