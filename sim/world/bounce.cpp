#include "sim/world/bounce.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

#include "sim/world/daylight.h"
#include "sim/world/solid.h"

namespace tw::sim {
namespace {

using std::numbers::pi;

constexpr int kRays = 8192;            // of the fan
constexpr int kRaysAllRound = 32768;   // of that of a measured beam
constexpr double kAlike = 0.8;         // cosine between normals of one patch
constexpr double kLambertianDeg = 60;  // half of the intensity: a cosine

struct Gathered {
  double weight = 0;  // of what was gathered: flux for 1 cd on the axis
  Vec3 centre{}, normal{};
  double spread = 0;  // of squares of distances
  Colour visible{};
  double infrared = 0;

  void add(const Hit& hit, double flux) {
    const Part& part = *hit.part;
    const Colour mean = part.texture ? part.texture->mean : Colour{1, 1, 1};
    const double all = weight + flux;
    const Vec3 way = hit.point - centre;
    spread += flux * weight / all * dot(way, way);
    centre = centre + way * (flux / all);
    normal = normal + hit.normal * flux;
    weight = all;
    visible.r += flux * part.colour.r * mean.r;
    visible.g += flux * part.colour.g * mean.g;
    visible.b += flux * part.colour.b * mean.b;
    infrared += flux * part.nearInfrared;
  }
  bool takes(const Hit& hit) const { return dot(unit(normal), hit.normal) > kAlike; }
};

struct Ray {
  Vec3 way{};
  double flux = 0;  // that it stands for, for 1 cd on the axis
};

// They lie about the axis on a spiral of the golden angle (Vogel 1979), so that no wall's edge runs
// along a row of them: of a beam of cos^m each with the same flux, of a measured one, which may
// shine backwards, each with the same solid angle.
int raysOf(const Lamp& lamp) { return lamp.profile ? kRaysAllRound : kRays; }
Ray rayOf(const Lamp& lamp, int i) {
  const double golden = pi * (3 - std::sqrt(5.0)), angle = golden * i, each = 1.0 / raysOf(lamp);
  const double share = (i + 0.5) * each;
  const double exponent = lamp.profile ? 0 : beamExponent(lamp.halfAngleDeg);
  const double along = lamp.profile ? 1 - 2 * share : std::pow(share, 1 / (exponent + 1));
  const double aside = std::sqrt(1 - along * along);
  const Vec3 way = lamp.pose.turn * Vec3{along, aside * std::cos(angle), aside * std::sin(angle)};
  return {way,
          lamp.profile ? 4 * pi * each * beamShare(lamp, way) : 2 * pi / (exponent + 1) * each};
}

bool isNear(const Part& part, Vec3 at) {
  const Box box = looseBox(part);
  const auto out = [](double low, double high, double v) {
    return std::max({low - v, v - high, 0.0});
  };
  const Vec3 way{out(box.low.x, box.high.x, at.x), out(box.low.y, box.high.y, at.y),
                 out(box.low.z, box.high.z, at.z)};
  return length(way) <= kNearM;
}

std::vector<Part> nearOnes(std::span<const Part> parts, Vec3 at) {
  std::vector<Part> near;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(near),
               [at](const Part& part) { return isNear(part, at); });
  return near;
}

std::vector<Gathered> gatheredOn(const Lamp& lamp, const std::vector<Part>& near) {
  std::vector<Gathered> all;
  if (near.empty()) return all;
  for (int i = 0; i < raysOf(lamp); ++i) {
    const Ray ray = rayOf(lamp, i);
    const auto hit = firstHit(lamp.pose.position, ray.way, near, kNearM);
    if (!hit || ray.flux <= 0) continue;
    auto patch =
        std::find_if(all.begin(), all.end(), [&](const Gathered& one) { return one.takes(*hit); });
    if (patch == all.end()) patch = all.insert(all.end(), Gathered{});
    patch->add(*hit, ray.flux);
  }
  return all;
}

// A turn that takes x to this unit direction.
Turn towards(Vec3 direction) {
  return headingAndPitch({std::atan2(direction.y, direction.x)},
                         {std::asin(std::clamp(direction.z, -1.0, 1.0))});
}

// From as far behind the surface as the patch is wide, so that what lies beside it is not lit as if
// all of it were one point; the surface itself it does not light.
Patch patchOf(const Gathered& one) {
  const Vec3 normal = unit(one.normal);
  const double radius = std::sqrt(one.spread / one.weight);
  const double k = 1 / pi;  // a Lambertian's intensity for its flux
  return {{one.centre - normal * radius, towards(normal)},
          {one.visible.r * k, one.visible.g * k, one.visible.b * k},
          one.infrared * k};
}

}  // namespace

Patches patchesAround(const Lamp& lamp, std::span<const Part> parts) {
  std::vector<Gathered> all = gatheredOn(lamp, nearOnes(parts, lamp.pose.position));
  const auto strength = [](const Gathered& one) {
    return std::max(luminanceOf(one.visible), one.infrared) / pi;
  };
  std::erase_if(all, [&](const Gathered& one) { return strength(one) < kLeastPatch; });
  std::stable_sort(all.begin(), all.end(),
                   [&](const Gathered& a, const Gathered& b) { return strength(a) > strength(b); });
  if (all.size() > kMostPatches) all.resize(kMostPatches);
  if (all.empty()) return nullptr;
  std::vector<Patch> patches;
  for (const Gathered& one : all) patches.push_back(patchOf(one));
  return std::make_shared<const std::vector<Patch>>(std::move(patches));
}

Lamp thrownBack(const Lamp& lamp, const Patch& patch) {
  const Colour seen{lamp.colour.r * patch.visible.r, lamp.colour.g * patch.visible.g,
                    lamp.colour.b * patch.visible.b};
  const double share = luminanceOf(seen);
  Lamp back{.pose = patch.pose,
            .intensityCd = lamp.intensityCd * share,
            .infraredWSr = lamp.infraredWSr * patch.infrared,
            .halfAngleDeg = kLambertianDeg};
  if (share > 0) back.colour = {seen.r / share, seen.g / share, seen.b / share};
  return back;
}

std::vector<Lamp> withThrown(const Lamp& lamp) {
  std::vector<Lamp> all{lamp};
  if (lamp.thrown)
    for (const Patch& patch : *lamp.thrown) all.push_back(thrownBack(lamp, patch));
  return all;
}

}  // namespace tw::sim
