#include "sim/world/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tw::sim {

namespace {

constexpr double kPi = std::numbers::pi;

// Lengths as shares of the body's height (after Winter, Biomechanics of Human Movement, 2009).
constexpr double kThigh = 0.245, kShank = 0.246, kAnkle = 0.04, kFoot = 0.15;
constexpr double kHip = 0.525, kHipWidth = 0.05, kShoulder = 0.80, kShoulderWidth = 0.115;
constexpr double kUpperArm = 0.172, kForearm = 0.157;
constexpr double kBob = 0.0125;  // amplitude of the hips' rise and fall

Turn zTo(Vec3 direction) {  // the shortest turn of z onto a unit direction
  const Vec3 axis = cross({0, 0, 1}, direction);
  const double s = length(axis);
  if (s < 1e-9) return direction.z > 0 ? Turn{} : Turn{0, 1, 0, 0};
  return about(axis * (1 / s), {std::atan2(s, direction.z)});
}

// Collects parts that are given in the body's frame.
class Body {
 public:
  Body(const Figure& figure, const Pose& root, std::vector<Part>& parts)
      : figure_(figure), root_(root), parts_(parts) {}

  void add(Shape shape, Vec3 centre, Vec3 size, Colour colour, Turn turn = {}) {
    parts_.push_back(
        {figure_.objectId, shape, size, root_ * Pose{centre, turn}, colour, Surface::kPlain});
  }
  void limb(Vec3 from, Vec3 to, double diameter, Colour colour) {
    const Vec3 way = to - from;
    const double l = length(way);
    add(Shape::kCylinder, (from + to) * 0.5, {diameter, diameter, l}, colour, zTo(way * (1 / l)));
  }
  void ball(Vec3 centre, double diameter, Colour colour) {
    add(Shape::kSphere, centre, {diameter, diameter, diameter}, colour);
  }

 private:
  const Figure& figure_;
  Pose root_;
  std::vector<Part>& parts_;
};

// Where the knee is, bent forwards, when hip and ankle are given; an ankle out of reach is pulled
// in.
Vec3 kneeOf(Vec3 hip, Vec3& ankle, double thigh, double shank) {
  const double longest = (thigh + shank) * 0.998;
  Vec3 way = ankle - hip;
  double d = length(way);
  if (d > longest) {
    way = way * (longest / d);
    ankle = hip + way;
    d = longest;
  }
  const double along = (thigh * thigh - shank * shank + d * d) / (2 * d);
  const double aside = std::sqrt(std::max(0.0, thigh * thigh - along * along));
  const Vec3 direction = way * (1 / d);
  const Vec3 forwards = cross(direction, {0, 1, 0});  // in the leg's plane, towards +x
  return hip + direction * along + forwards * aside;
}

void addLeg(Body& body, double side, double cycle, const Gait& gait, double strideM,
            const Figure& figure) {
  const double h = figure.heightM;
  const Ankle walking = ankleAt(cycle, strideM * gait.stride, h);
  const double rest = kAnkle * h;
  const double hipZ = h * (kHip - gait.stride * kBob * (1 + std::cos(4 * kPi * cycle)));
  const Vec3 hip{0, side * kHipWidth * h, hipZ};
  Vec3 ankle{walking.x, hip.y, rest + (walking.z - rest) * gait.stride};
  const Vec3 knee = kneeOf(hip, ankle, kThigh * h, kShank * h);
  body.limb(hip, knee, 0.095 * h, figure.clothes.trousers);
  body.ball(knee, 0.075 * h, figure.clothes.trousers);
  body.limb(knee, ankle, 0.07 * h, figure.clothes.trousers);
  const Turn pitch = about({0, 1, 0}, {-walking.footPitch * gait.stride});
  const Vec3 middle = ankle + pitch * Vec3{0.035 * h, 0, -kAnkle * h + 0.02 * h};
  body.add(Shape::kBox, middle, {kFoot * h, 0.055 * h, 0.04 * h}, figure.clothes.shoes, pitch);
}

void addArm(Body& body, double side, double cycle, const Gait& gait, const Figure& figure,
            double lift) {
  const double h = figure.heightM;
  // Against the leg of its own side.
  const double swing = -gait.stride * degrees(24).value * std::cos(2 * kPi * cycle);
  const double elbow =
      gait.stride * degrees(22).value * (1.2 - std::cos(2 * kPi * cycle)) / 2 + degrees(8).value;
  const auto down = [](double angle, double out) {
    return unit({std::sin(angle), out, -std::cos(angle)});
  };
  const Vec3 shoulder{0, side * kShoulderWidth * h, kShoulder * h + lift};
  const Vec3 bend = shoulder + down(swing, side * 0.14) * (kUpperArm * h);
  const Vec3 wrist = bend + down(swing + elbow, side * 0.03) * (kForearm * h);
  body.ball(shoulder, 0.075 * h, figure.clothes.jacket);
  body.limb(shoulder, bend, 0.058 * h, figure.clothes.jacket);
  body.ball(bend, 0.054 * h, figure.clothes.jacket);
  body.limb(bend, wrist, 0.05 * h, figure.clothes.jacket);
  body.ball(wrist, 0.055 * h, figure.clothes.skin);
}

void addTrunk(Body& body, const Figure& figure, double lift) {
  const double h = figure.heightM;
  const Clothes& c = figure.clothes;
  const auto z = [&](double share) { return share * h + lift; };
  body.add(Shape::kCylinder, {0, 0, z(0.535)}, {0.115 * h, 0.165 * h, 0.09 * h}, c.trousers);
  body.add(Shape::kCylinder, {0, 0, z(0.69)}, {0.125 * h, 0.195 * h, 0.26 * h}, c.jacket);
  body.add(Shape::kSphere, {0, 0, z(0.805)}, {0.12 * h, 0.22 * h, 0.075 * h}, c.jacket);
  body.limb({0, 0, z(0.82)}, {0.005 * h, 0, z(0.88)}, 0.06 * h, c.skin);
  body.add(Shape::kSphere, {0.01 * h, 0, z(0.925)}, {0.115 * h, 0.095 * h, 0.135 * h}, c.skin);
  body.add(Shape::kSphere, {-0.006 * h, 0, z(0.943)}, {0.115 * h, 0.103 * h, 0.115 * h}, c.hair);
}

// Toes up at the heel's strike, flat, heel up at the push, and back.
double footPitchAt(double cycle) {
  struct Key {
    double cycle, deg;
  };
  constexpr std::array keys{Key{0, 14},    Key{0.08, 0},  Key{0.32, 0}, Key{0.53, -34},
                            Key{0.75, -6}, Key{0.93, 14}, Key{1, 14}};
  size_t i = 0;
  while (i + 2 < keys.size() && keys[i + 1].cycle <= cycle) ++i;
  const double u = (cycle - keys[i].cycle) / (keys[i + 1].cycle - keys[i].cycle);
  const double eased = (1 - std::cos(kPi * u)) / 2;
  return degrees(keys[i].deg + (keys[i + 1].deg - keys[i].deg) * eased).value;
}

}  // namespace

Ankle ankleAt(double cycle, double strideM, double heightM) {
  cycle -= std::floor(cycle);
  const double reach = strideM / 4;  // each foot is on the ground for half a cycle
  const double pitch = footPitchAt(cycle);
  // While the heel is up the foot stands on its ball.
  const double heelUp = std::max(0.0, -std::sin(pitch)) * 0.1 * heightM;
  if (cycle < 0.5) return {reach - 4 * reach * cycle, kAnkle * heightM + heelUp, pitch};
  // Hermite, leaving and meeting the ground with the ground's own speed.
  const double u = (cycle - 0.5) * 2, u2 = u * u, u3 = u2 * u;
  const double x = -reach * (2 * u3 - 3 * u2 + 1) + reach * (3 * u2 - 2 * u3) -
                   2 * reach * ((u3 - 2 * u2 + u) + (u3 - u2));
  const double swing = std::sin(kPi * u);
  return {x, kAnkle * heightM + heelUp + 0.03 * heightM * swing * swing, pitch};
}

void appendFigure(const Figure& figure, const Gait& gait, double strideM,
                  std::vector<Part>& parts) {
  Body body(figure, {gait.position, about({0, 0, 1}, gait.heading)}, parts);
  const double left = gait.cycle;
  const double right = gait.cycle + 0.5 - std::floor(gait.cycle + 0.5);
  const double lift = -gait.stride * kBob * figure.heightM * (1 + std::cos(4 * kPi * gait.cycle));
  addLeg(body, 1, left, gait, strideM, figure);
  addLeg(body, -1, right, gait, strideM, figure);
  addArm(body, 1, left, gait, figure, lift);
  addArm(body, -1, right, gait, figure, lift);
  addTrunk(body, figure, lift);
}

}  // namespace tw::sim
