// What the classifier gets to see in the twin: the house front through the wide lens on its wall,
// drawn, exposed by the firmware's own exposure control, with the sensor's noise.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/inference/classifier.h"
#include "sim/optics/drawn_pictures.h"
#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/world/world.h"

namespace tw::sim {

enum class Illumination { kDay, kSpotlight, kInfrared };
inline constexpr std::array kIlluminations{Illumination::kDay, Illumination::kSpotlight,
                                           Illumination::kInfrared};
const char* toString(Illumination illumination);

class DrawnScene {
 public:
  // `actors`: a JSON list as in scene files; all set out at once.
  DrawnScene(Renderer& renderer, Illumination illumination, const std::string& actors);

  struct Shot {
    std::shared_ptr<const Picture> picture;  // kSize
    Instant at{};
  };
  static constexpr hal::ImageSize kSize{1280, 720};
  Shot shoot(Instant at);

  std::vector<std::string> actorNames() const { return world_->actorNames(); }
  // Where an actor's, or any, box of the world is in the pictures, as far as they show it; nothing
  // when less than two thirds of its height or width are in view.
  std::optional<hal::PixelBox> boxOf(const std::string& actor, Instant at) const;
  std::optional<hal::PixelBox> boxOf(const Box& box) const;
  double distance(const std::string& actor, Instant at) const;  // on the ground, metres

 private:
  FrameRecord recordAt(Instant at);
  void expose(FrameRecord frame);

  std::unique_ptr<World> world_;
  Illumination illumination_;
  DrawnPictures pictures_;
  Pose lens_{};
  hal::Exposure exposure_{};
};

}  // namespace tw::sim
