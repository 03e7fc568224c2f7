#include "sim/world/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {

namespace {

using std::numbers::pi;

// Lengths as shares of the body's height (after Winter, Biomechanics of Human Movement, 2009); the
// mesh people/person.obj is made to them.
constexpr double kThigh = 0.245, kShank = 0.246, kAnkle = 0.04;
constexpr double kHip = 0.525, kHipWidth = 0.052, kShoulder = 0.803, kShoulderWidth = 0.104;
constexpr double kUpperArm = 0.172, kForearm = 0.15;
constexpr double kNeck = 0.835, kEyes = 0.936, kFace = 0.045;  // face: ahead of the neck
constexpr double kBob = 0.0125;  // amplitude of the hips' rise and fall

constexpr std::array<const char*, 9> kLimbs{"pelvis", "trunk", "head",  "upper_arm", "forearm",
                                            "hand",   "thigh", "shank", "foot"};

// Factors on the widths of an average body.
struct Widths {
  double depth, width, limb;  // of the trunk: along x, along y; of arms and legs
};
constexpr std::array<Widths, 3> kWidths{Widths{0.9, 0.92, 0.9}, Widths{1, 1, 1},
                                        Widths{1.38, 1.17, 1.17}};

// Collects limbs that are given in the body's frame.
class Body {
 public:
  Body(const Figure& figure, const Model& model, const Pose& root, std::vector<Part>& parts)
      : figure_(figure), model_(model), root_(root), parts_(parts) {}

  const Figure& figure() const { return figure_; }
  const Widths& widths() const { return kWidths[static_cast<size_t>(figure_.build)]; }
  void add(const char* limb, Vec3 joint, Turn turn, double depth, double width) {
    const double h = figure_.heightM;
    for (const Model::Piece* piece : model_.group(limb))
      parts_.push_back(partOf(*piece, figure_.objectId, root_ * Pose{joint, turn},
                              {depth * h, width * h, h}, figure_.colours));
  }
  void addLimb(const char* limb, Vec3 from, Vec3 to) {
    add(limb, from, hangingTo(unit(to - from)), widths().limb, widths().limb);
  }

 private:
  const Figure& figure_;
  const Model& model_;
  Pose root_;
  std::vector<Part>& parts_;
};

void addLeg(Body& body, double side, double cycle, const Gait& gait, double strideM) {
  const double h = body.figure().heightM;
  const Ankle walking = ankleAt(cycle, strideM * gait.stride, h);
  const double rest = kAnkle * h;
  const double hipZ = h * (kHip - gait.stride * kBob * (1 + std::cos(4 * pi * cycle)));
  const double hipY = side * kHipWidth * body.widths().width * h;
  const Vec3 hip{0, hipY, hipZ};
  // Feet stand closer together than hips, so that the legs seem to come from one body.
  Vec3 ankle{walking.x, hipY * 0.85, rest + (walking.z - rest) * gait.stride};
  const Vec3 knee = middleJoint(hip, ankle, kThigh * h, kShank * h, true);
  body.addLimb("thigh", hip, knee);
  body.addLimb("shank", knee, ankle);
  const Turn outwards = about({0, 0, 1}, degrees(side * 7));
  body.add("foot", ankle, outwards * about({0, 1, 0}, {-walking.footPitch * gait.stride}), 1, 1);
}

void addArm(Body& body, double side, double cycle, const Gait& gait, const Pose& trunk) {
  const double h = body.figure().heightM;
  // Against the leg of its own side.
  const double swing = -gait.stride * degrees(24).value * std::cos(2 * pi * cycle);
  const double elbow =
      gait.stride * degrees(22).value * (1.2 - std::cos(2 * pi * cycle)) / 2 + degrees(8).value;
  const auto down = [](double angle, double out) {
    return unit({std::sin(angle), out, -std::cos(angle)});
  };
  const double width = body.widths().width;
  const Vec3 shoulder = trunk.position + trunk.turn * Vec3{0, side * kShoulderWidth * width * h,
                                                           (kShoulder - kHip) * h};
  const Vec3 bend = shoulder + down(swing, side * 0.16 * width) * (kUpperArm * h);
  const Vec3 wrist = bend + down(swing + elbow, side * 0.05) * (kForearm * h);
  body.addLimb("upper_arm", shoulder, bend);
  body.addLimb("forearm", bend, wrist);
  body.add("hand", wrist, hangingTo(unit(wrist - bend)), 1, 1);
}

// Where the trunk is, from the hips up: leans into the walk and turns against the legs.
Pose trunkOf(const Gait& gait, double heightM) {
  const double lift = -gait.stride * kBob * heightM * (1 + std::cos(4 * pi * gait.cycle));
  const double twist = degrees(-5).value * gait.stride * std::cos(2 * pi * gait.cycle);
  return {{0, 0, kHip * heightM + lift},
          about({0, 1, 0}, degrees(1 + 2.5 * gait.stride)) * about({0, 0, 1}, {twist})};
}

// The head's joint; it hangs in no turn of its own.
Vec3 neckOf(const Pose& trunk, double heightM) {
  return trunk.position + trunk.turn * Vec3{0, 0, (kNeck - kHip) * heightM};
}

void addTrunk(Body& body, const Pose& trunk) {
  const double h = body.figure().heightM;
  const Widths& w = body.widths();
  body.add("pelvis", trunk.position, {}, w.depth, w.width);
  body.add("trunk", trunk.position, trunk.turn, w.depth, w.width);
  body.add("head", neckOf(trunk, h), {}, 1, 1);
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
  const double eased = (1 - std::cos(pi * u)) / 2;
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
  const double swing = std::sin(pi * u);
  return {x, kAnkle * heightM + heelUp + 0.03 * heightM * swing * swing, pitch};
}

Vec3 middleJoint(Vec3 joint, Vec3& end, double upper, double lower, bool forwards) {
  const double longest = (upper + lower) * 0.998;
  Vec3 way = end - joint;
  double d = length(way);
  if (d > longest) {
    way = way * (longest / d);
    end = joint + way;
    d = longest;
  }
  const double along = (upper * upper - lower * lower + d * d) / (2 * d);
  const double aside = std::sqrt(std::max(0.0, upper * upper - along * along));
  const Vec3 direction = way * (1 / d);
  // In the limb's plane, towards +x for what hangs down.
  const Vec3 bend = unit(cross(direction, {0, 1, 0})) * (forwards ? aside : -aside);
  return joint + direction * along + bend;
}

Turn hangingTo(Vec3 direction) {
  const Vec3 axis = cross({0, 0, -1}, direction);
  const double s = length(axis);
  if (s < 1e-9) return direction.z < 0 ? Turn{} : Turn{0, 1, 0, 0};
  return about(axis * (1 / s), {std::atan2(s, -direction.z)});
}

Person::Person(const Figure& figure, std::shared_ptr<const Model> model)
    : figure_(figure), model_(std::move(model)) {
  TW_CHECK(figure_.heightM > 0);
  for (const char* limb : kLimbs)
    if (model_->group(limb).empty())
      throw InputError("the model '" + model_->name + "' of a person has no group '" + limb + "'");
}

double Person::strideM(double speedMS) const {
  // People step about 0.39 of their height at 1.3 m/s, and longer when faster (Grieve 1968: the
  // root of the speed).
  return 2 * 0.39 * figure_.heightM * std::sqrt(speedMS / 1.3);
}

void Person::append(const Gait& gait, double strideM, std::vector<Part>& parts) const {
  Body body(figure_, *model_, {gait.position, about({0, 0, 1}, gait.heading)}, parts);
  const double left = gait.cycle;
  const double right = gait.cycle + 0.5 - std::floor(gait.cycle + 0.5);
  const Pose trunk = trunkOf(gait, figure_.heightM);
  addLeg(body, 1, left, gait, strideM);
  addLeg(body, -1, right, gait, strideM);
  addArm(body, 1, left, gait, trunk);
  addArm(body, -1, right, gait, trunk);
  addTrunk(body, trunk);
}

std::optional<EyePose> Person::eyes(const Gait& gait) const {
  const double h = figure_.heightM;
  const Vec3 inBody = neckOf(trunkOf(gait, h), h) + Vec3{kFace, 0, kEyes - kNeck} * h;
  const Turn turn = about({0, 0, 1}, gait.heading);
  return EyePose{gait.position + turn * inBody, turn * Vec3{1, 0, 0}};
}

}  // namespace tw::sim
