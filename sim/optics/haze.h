// What fog and rain between a lens and what it sees do to the picture:
//     light * exp(-extinction d) + airlight
// with the distance d of each pixel (sim/optics/distances.h) and the airlight of day and lamps
// (sim/world/airlight.h). Before the sky there is as much of it as depthToSky() says. The light of
// lamps at the lens is dimmed on its way there as well. Airlight is computed at kNodes directions
// across the picture and some distances, and interpolated. Leaves out second scattering, that lamps
// elsewhere are dimmed on their way to what they light, and shadows in the haze.
//
// What stands still is computed once for a pose of the lens; then only around what moves. A lamp's
// airlight is computed for 1 cd, so that lamps that flash or fade are a matter of adding up.
#pragma once

#include "sim/optics/distances.h"
#include "sim/optics/picture_source.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

// Lamps so near to a lens count as standing at it.
inline constexpr double kOwnLampM = 1;
bool ownLamp(const Lamp& lamp, const Pose& lensPose);

class Haze {
 public:
  static constexpr int kNodes = 80;  // across the picture

  Haze(const LensModel& lens, hal::ImageSize size);

  // What is between the lens of this frame, which has that lens and size, and the scene.
  void look(const FrameRecord& frame);
  // Through what look() found. `own`: of lamps at the lens, in addition; may be null.
  void apply(const LinearImage& light, const LinearImage* own, LinearImage& seen) const;

  const std::vector<float>& metres() const { return metres_; }  // of each pixel

 private:
  // Airlight between the lens and kReach distances, at one node, in cd/m2 by channel.
  static constexpr size_t kReach = 12;
  using Air = std::array<std::array<float, 3>, kReach>;
  struct Node {
    std::array<float, 3> day{};  // of endless haze
    Air lamps{};
  };
  // Of one lamp, for each candela: at each node, as far as each distance.
  struct LampAir {
    Pose pose{};
    double halfAngleDeg = 0;
    Profile profile{};
    std::vector<std::array<double, kReach>> nodes{};
  };
  struct Seen {  // what the airlight hangs on
    Pose pose{};
    std::shared_ptr<const Place> place{};
    double visibilityM = 0, rainMmH = 0;
    Sun sun{};
    double skyLux = 0;
    bool nearInfrared = false;
    std::vector<Lamp> lamps{};
    bool operator==(const Seen&) const = default;
    Weather weather() const { return {.visibilityM = visibilityM, .rainMmH = rainMmH}; }
  };
  void findDistances(const FrameRecord& frame);
  void addMovers(const Pose& pose, const std::vector<Part>& parts);
  void findDirections();
  const LampAir& airOf(const Lamp& lamp);
  void light();
  void fill(const PixelRect& part);
  void fillPixel(int x, int y, size_t at);

  LensModel lens_;
  hal::ImageSize size_;
  Distances distances_;
  std::shared_ptr<const SceneState> scene_;  // that was looked at last
  std::vector<float> placeMetres_, metres_;
  std::vector<PixelRect> moved_;  // where they differ
  std::optional<Seen> seen_;
  double extinction_ = 0;
  int step_ = 1, columns_ = 0;    // of nodes: pixels from one to the next, nodes in a row
  std::vector<Vec3> directions_;  // of nodes, in the world
  std::vector<LampAir> airs_;     // of lamps that shone in this pose and weather
  std::vector<Node> nodes_;
  std::vector<float> left_;  // share of each pixel's light
  std::array<std::vector<float>, 3> air_;
};

}  // namespace tw::sim
