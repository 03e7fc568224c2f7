// A person's eyes: where they are, what they look at, what they wear.
//
//   "eyes": {"look": "lamps", "glance_s": 0.25, "glasses_transmittance": 0.02}
//
// `look`: "ahead" (where the person goes; the default), "lamps" (into whatever camera's lamp shines
// brightest into them) or a point [x, y, z] of the scene. `glance_s` (of "lamps" alone): they turn
// away after that long, until the lamps have been dark for kForgotten. `glasses_transmittance`: the
// share of the blue light that eye protection lets through; 1, none is worn.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "sim/core/json_reader.h"
#include "sim/world/geometry.h"

namespace tw::sim {

struct EyesModel {
  enum class Look { kAhead, kLamps, kPoint };
  static constexpr Duration kForgotten = std::chrono::seconds{10};

  Look look = Look::kAhead;
  Vec3 point{};                      // of kPoint
  std::optional<Duration> glance{};  // of kLamps; nothing: they stare
  double glassesTransmittance = 1;   // 0..1
};

// Reads the optional `eyes` of an actor. Flaws are InputErrors that name file, line and key.
EyesModel readEyes(const JsonReader& actor);

// At one instant, in the world.
struct EyePose {
  Vec3 position{};  // between both
  Vec3 ahead{};     // unit: where the head points
};

}  // namespace tw::sim
