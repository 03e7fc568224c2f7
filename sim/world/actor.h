// The `actors` of a scene: people, cars, cats and dogs on their paths.
//
//   {"name": "visitor_1", "kind": "person", "height_m": 1.78, "build": "slim",
//    "path_m": [[-22, 13], [2, 13], {"x": 2, "y": 1.5, "wait_s": 6}, [2, 13]], "speed_m_s": 1.3,
//    "colours": {"jacket": [0.4, 0.05, 0.04]}, "only_on_path": true}
//
// `kind` person (the default), car, cat or dog; `mesh`: another model of that kind. An actor waits
// for a command or for `at_s`. With `only_on_path` it is there from setting out to arriving only.
// A person's `eyes`: sim/world/eyes.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/world/eyes.h"
#include "sim/world/model_library.h"
#include "sim/world/puppet.h"

namespace tw::sim {

struct Actor {
  std::string name;
  uint16_t objectId = 0;
  bool person = false;
  EyesModel eyes{};  // of a person
  Walk walk{};
  bool onlyOnPath = false;
  std::shared_ptr<const Puppet> puppet;
};

// A path that leads through one of the solid parts is refused; `names` by object id, to which the
// actor's is added.
Actor readActor(const JsonReader& from, ModelLibrary& library, const std::vector<Part>& solid,
                std::vector<std::string>& names);

}  // namespace tw::sim
