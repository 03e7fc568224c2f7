// The `objects` of a scene: things that stand where they are, of simple parts or as a mesh.
//
//   {"name": "house", "mesh": "buildings/house", "position_m": [0, 0, 0], "heading_deg": 90,
//    "scale": 1, "colours": {"bricks": [0.4, 0.2, 0.1]}, "solid": true, "notice": false}
//   {"name": "path", "parts": [{"shape": "box", "size_m": [30, 1.6, 0.06], "position_m": [0, 6, 0],
//    "colour": [0.4, 0.4, 0.3], "surface": "paving"}]}
//
// A part wears a `colour` (and a `surface`) or a `material`. Nobody walks through what is solid.
// A notice tells people that they are filmed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/world/model_library.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

// Parts that the wind moves: the group `crown` of a mesh.
struct Crown {
  Vec3 foot{};  // on which they lean, in the world: the middle of the lowest of the crown
  std::vector<Part> parts;
};

struct SceneObjects {
  std::vector<Part> parts;  // all but the crowns
  std::vector<Crown> crowns;
  std::vector<Part> solid;        // of both, what stops people and cars
  std::vector<uint16_t> notices;  // object ids
};

// Object ids follow `names`, to which those of the objects are added; [0] is nobody's.
SceneObjects readObjects(const std::vector<JsonReader>& from, ModelLibrary& library,
                         std::vector<std::string>& names);

// The next object id; a name that is there already is refused.
uint16_t addObjectName(const JsonReader& from, const std::string& name,
                       std::vector<std::string>& names);

}  // namespace tw::sim
