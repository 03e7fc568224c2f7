// The world at one instant, as a plain value: all that a picture depends on besides the lens.
// Whoever has it can draw it late, elsewhere, again, or never.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/light/beam_profile.h"
#include "sim/world/geometry.h"
#include "sim/world/weather.h"

namespace tw::sim {

struct Colour {
  double r = 0, g = 0, b = 0;  // linear reflectance, 0..1
  constexpr bool operator==(const Colour&) const = default;
};

enum class Shape {
  kBox,       // 1 x 1 x 1 m about its centre
  kCylinder,  // diameter 1 m, height 1 m along z, about its centre
  kSphere,    // diameter 1 m
  kPlane,     // 1 x 1 m in x, y; faces +z
  kMesh,      // Part::mesh, in its own metres
};

enum class Surface {
  kPlain,   // one colour
  kBricks,  // rows of bricks, 0.25 x 0.075 m
  kGrass,   // small irregular patches
  kPlanks,  // boards, 0.15 m wide
  kPaving,  // slabs of 0.4 m
  kImage,   // Part::texture, by the mesh's texture coordinates
};

struct Vertex {
  std::array<float, 3> position{};  // metres
  std::array<float, 3> normal{};    // unit
  std::array<float, 2> texture{};   // u right, v up; beyond 0..1 the image repeats
};

// Triangles, counter-clockwise as seen from outside. Immutable and shared by everything that has
// this shape.
struct Mesh {
  std::string name;  // for messages: the file's path and, where it has several, the group
  std::vector<Vertex> vertices;
  std::vector<uint32_t> indices;  // three a triangle
  Vec3 low{}, high{};             // the box around it
};

// An image file (PNG or JPEG); its values are sRGB-encoded reflectances.
struct Texture {
  std::filesystem::path file;
  Colour mean{1, 1, 1};  // linear, for who does not open it
};

struct Part {
  uint16_t objectId = 0;  // ground truth: which object this belongs to; 0 = nothing of interest
  Shape shape = Shape::kBox;
  Vec3 size{1, 1, 1};  // metres, scales the shape
  Pose pose{};
  Colour colour{};
  Surface surface = Surface::kPlain;
  double nearInfrared = 0.4;                         // reflectance at 850 nm, 0..1
  std::shared_ptr<const Mesh> mesh = nullptr;        // with Shape::kMesh
  std::shared_ptr<const Texture> texture = nullptr;  // with Surface::kImage; times `colour`
  bool operator==(const Part&) const = default;
};
// What a part sends back of white light, on average: 0..1 (weights of BT.709).
double reflectanceOf(const Part& part);

// What never moves; shared by all states of a run.
struct Place {
  std::string name;
  std::vector<Part> parts;
};

struct Sun {
  Vec3 towards{0.4, -0.5, 0.77};  // unit vector from the ground to the sun
  double illuminanceLux = 60000;  // on a surface that faces it
  double clear = 1;               // the share that fog and rain leave of it, above 0
  constexpr bool operator==(const Sun&) const = default;
};

inline double luminanceOf(const Colour& c) {  // BT.709
  return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

// What a surface near a lamp throws back of its light: a Lambertian source (sim/world/bounce.h).
struct Patch {
  Pose pose{};          // shines along x, away from the surface
  Colour visible{};     // intensity on its axis for each of the lamp's, by channel
  double infrared = 0;  // likewise, W/sr
  constexpr bool operator==(const Patch&) const = default;
};
inline constexpr size_t kMostPatches = 3;
using Patches = std::shared_ptr<const std::vector<Patch>>;  // null for none; 1..kMostPatches

// A beam is a cos^m about the lamp's axis, or a measured one: then its intensity is that of its
// strongest direction. What is left of it elsewhere says beamShare() in sim/world/daylight.h alone.
struct Lamp {
  Pose pose{};  // shines along its body's x
  Colour colour{1, 1, 1};
  double intensityCd = 0;     // on the axis, now
  double infraredWSr = 0;     // radiant intensity at 850 nm on the axis, now
  double halfAngleDeg = 60;   // 1..89, where the intensity is half of that on the axis
  Profile profile = nullptr;  // a measured beam; halfAngleDeg is its outermost then
  Patches thrown = nullptr;   // compared by address: one lamp's belong to a whole run
  bool operator==(const Lamp&) const = default;
};

// Equal states look the same; places are compared by address, since one belongs to a whole run.
struct SceneState {
  std::shared_ptr<const Place> place;  // never null
  Sun sun{};                           // as the weather leaves it
  double skyLux = 10000;               // likewise; diffuse, from the whole sky
  // All parts of all that moves: trees in the wind, which take few poses again and again, and
  // whoever walks or drives. Parts of one object follow one another.
  std::vector<Part> swaying;
  std::vector<Part> moving;
  // Lamps that are on: the place's own, which burn as long as it is dark, and moving things'; and
  // those of cameras, which come and go at any time.
  std::vector<Lamp> placeLamps;
  std::vector<Lamp> lamps;
  Weather weather{};
  bool operator==(const SceneState&) const = default;
};

}  // namespace tw::sim
