#include "ui/viewport/scene_geometry.h"

#include <cmath>
#include <numbers>

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr int kPerSide = 16;
constexpr int kRound = 32;  // corners of a circle
constexpr double kPi = std::numbers::pi;
constexpr double kFarthestM = 3000;  // that anything is picked at

Vec3 alongOf(const sim::Lamp& lamp) { return lamp.pose.turn * Vec3{1, 0, 0}; }

std::vector<Vec3> borderOf(const sim::Lamp& lamp) {
  const double half = degrees(lamp.halfAngleDeg).value;
  std::vector<Vec3> border;
  for (int i = 0; i < kRound; ++i) {
    const double a = 2 * kPi * i / kRound;
    border.push_back(lamp.pose.turn * Vec3{std::cos(half), std::sin(half) * std::cos(a),
                                           std::sin(half) * std::sin(a)});
  }
  return border;
}

// The ground about one point of view.
class Ground {
 public:
  Ground(Vec3 from, const std::function<bool(Vec3)>& inside, double reachM)
      : from_(from), inside_(inside), reach_(reachM) {}

  std::vector<Vec3> seen(const std::vector<Vec3>& border) const;

 private:
  bool near(Vec3 direction) const {
    return direction.z < 0 &&
           std::hypot(direction.x, direction.y) * from_.z <= -direction.z * reach_;
  }
  Vec3 hit(Vec3 direction) const {
    const Vec3 at = from_ + direction * (from_.z / -direction.z);
    return {at.x, at.y, 0};
  }
  // Between two directions, of which one is near and one is not.
  Vec3 edge(Vec3 nearer, Vec3 farther) const;
  Vec3 rim(double azimuth) const {
    return {from_.x + reach_ * std::cos(azimuth), from_.y + reach_ * std::sin(azimuth), 0};
  }
  void addRim(Vec3 leaves, Vec3 returns, std::vector<Vec3>& area) const;

  Vec3 from_;
  const std::function<bool(Vec3)>& inside_;
  double reach_;
};

Vec3 Ground::edge(Vec3 nearer, Vec3 farther) const {
  for (int i = 0; i < 40; ++i) {
    const Vec3 middle = sim::unit(nearer + farther);
    (near(middle) ? nearer : farther) = middle;
  }
  return hit(nearer);
}

// Along the circle, on the side that is seen.
void Ground::addRim(Vec3 leaves, Vec3 returns, std::vector<Vec3>& area) const {
  const double from = std::atan2(leaves.y - from_.y, leaves.x - from_.x);
  double to = std::atan2(returns.y - from_.y, returns.x - from_.x);
  if (to < from) to += 2 * kPi;
  if (!inside_(sim::unit(rim((from + to) / 2) - from_))) to -= 2 * kPi;
  for (int i = 1; i < kRound; ++i) area.push_back(rim(from + (to - from) * i / kRound));
}

std::vector<Vec3> Ground::seen(const std::vector<Vec3>& border) const {
  std::vector<Vec3> area;
  const size_t count = border.size();
  size_t first = 0;
  while (first < count && !near(border[first])) ++first;
  if (first == count) {  // all of the circle, or nothing
    for (int i = 0; i < kRound && inside_({0, 0, -1}); ++i)
      area.push_back(rim(2 * kPi * i / kRound));
    return area;
  }
  Vec3 left{};
  for (size_t i = 0; i < count; ++i) {
    const Vec3 here = border[(first + i) % count], next = border[(first + i + 1) % count];
    if (near(here)) area.push_back(hit(here));
    if (near(here) && !near(next)) area.push_back(left = edge(here, next));
    if (!near(here) && near(next)) {
      const Vec3 back = edge(next, here);
      addRim(left, back, area);
      area.push_back(back);
    }
  }
  return area;
}

}  // namespace

std::vector<Vec3> borderOf(const sim::LensModel& lens, const sim::Pose& pose, int perSide) {
  const double width = lens.reference.width, height = lens.reference.height;
  const sim::Pixel corners[] = {{0, 0}, {width, 0}, {width, height}, {0, height}, {0, 0}};
  std::vector<Vec3> border;
  for (int side = 0; side < 4; ++side)
    for (int i = 0; i < perSide; ++i) {
      const double share = static_cast<double>(i) / perSide;
      const sim::Pixel a = corners[side], b = corners[side + 1];
      border.push_back(pose.turn *
                       directionOf(lens, lens.reference,
                                   {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share}));
    }
  return border;
}

std::vector<Line3> frustumLines(const sim::LensModel& lens, const sim::Pose& pose, double lengthM) {
  const auto border = borderOf(lens, pose, kPerSide);
  const auto at = [&](size_t i) { return pose.position + border[i % border.size()] * lengthM; };
  std::vector<Line3> lines;
  for (size_t corner = 0; corner < 4; ++corner)
    lines.push_back({pose.position, at(corner * kPerSide)});
  for (size_t i = 0; i < border.size(); ++i) lines.push_back({at(i), at(i + 1)});
  return lines;
}

std::vector<Vec3> groundSeen(Vec3 from, const std::vector<Vec3>& border,
                             const std::function<bool(Vec3)>& inside, double reachM) {
  if (from.z <= 0) return {};
  return Ground(from, inside, reachM).seen(border);
}

std::vector<Vec3> watchedGround(const sim::LensModel& lens, const sim::Pose& pose, double reachM) {
  const auto inside = [&](Vec3 direction) {
    const auto pixel = pixelOf(lens, lens.reference, sim::inverse(pose.turn) * direction);
    return pixel && pixel->x >= 0 && pixel->y >= 0 && pixel->x <= lens.reference.width &&
           pixel->y <= lens.reference.height;
  };
  return groundSeen(pose.position, borderOf(lens, pose, kPerSide), inside, reachM);
}

std::vector<Vec3> litGround(const sim::Lamp& lamp, double reachM) {
  const double least = std::cos(degrees(lamp.halfAngleDeg).value);
  const auto inside = [&](Vec3 direction) { return dot(direction, alongOf(lamp)) >= least; };
  return groundSeen(lamp.pose.position, borderOf(lamp), inside, reachM);
}

std::vector<Line3> coneLines(const sim::Lamp& lamp, double lengthM) {
  const auto border = borderOf(lamp);
  const auto at = [&](size_t i) {
    return lamp.pose.position + border[i % border.size()] * lengthM;
  };
  std::vector<Line3> lines;
  for (size_t i = 0; i < border.size(); ++i) {
    lines.push_back({at(i), at(i + 1)});
    if (i % (border.size() / 8) == 0) lines.push_back({lamp.pose.position, at(i)});
  }
  return lines;
}

std::vector<Line3> edgesOf(const sim::Box& box) {
  const auto corners = cornersOf(box);  // bit 0: x, bit 1: y, bit 2: z
  std::vector<Line3> edges;
  for (size_t i = 0; i < corners.size(); ++i)
    for (const size_t axis : {1U, 2U, 4U})
      if (!(i & axis)) edges.push_back({corners[i], corners[i | axis]});
  return edges;
}

std::optional<Vec3> groundAt(Vec3 from, Vec3 direction, double reachM) {
  if (direction.z >= 0 || from.z <= 0) return std::nullopt;
  const double way = from.z / -direction.z;
  if (way > reachM) return std::nullopt;
  return from + direction * way;
}

// By halving: solids tell whether a way meets them, not where.
std::optional<double> distanceTo(uint16_t objectId, Vec3 from, Vec3 direction,
                                 const sim::SceneState& scene, std::span<const sim::Part> others) {
  std::vector<sim::Part> parts;
  for (const std::span<const sim::Part> some :
       {std::span<const sim::Part>(scene.place->parts), std::span<const sim::Part>(scene.swaying),
        std::span<const sim::Part>(scene.moving), others})
    for (const sim::Part& part : some)
      if (part.objectId == objectId) parts.push_back(part);
  double clear = 0, meets = kFarthestM;
  if (!crossed(from, from + direction * meets, parts)) return std::nullopt;
  for (int i = 0; i < 40; ++i) {
    const double middle = (clear + meets) / 2;
    (crossed(from, from + direction * middle, parts) ? meets : clear) = middle;
  }
  return meets;
}

}  // namespace tw::ui
