#include "sim/optics/streaks.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "sim/render/footprint.h"
#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

constexpr double kNearestM = 0.05;
constexpr double kLongestPx = 2000;
// The pixels are 2 um wide behind an F1.6 lens, as SensorParameters says.
constexpr double kPixelM = 2e-6, kFNumber = 1.6;

double distanceToWay(Vec3 at, Vec3 from, Vec3 to) {
  const Vec3 way = to - from;
  const double square = dot(way, way);
  const double on = square > 0 ? std::clamp(dot(at - from, way) / square, 0.0, 1.0) : 0;
  return length(at - from - way * on);
}

// A pixel's share, 0..1, before all are made to add up to one.
double shareAt(const Streak& streak, double half, int x, int y) {
  const double off = distanceToWay({x + 0.5, y + 0.5, 0}, {streak.from.x, streak.from.y, 0},
                                   {streak.to.x, streak.to.y, 0});
  return std::clamp(half + 0.5 - off, 0.0, 1.0);
}

}  // namespace

void draw(const Streak& streak, const std::vector<float>& metres, LinearImage& image) {
  const double half = std::max(1.0, streak.width) / 2, margin = half + 0.5;
  const auto low = [&](double a, double b) {
    return static_cast<int>(std::floor(std::min(a, b) - margin));
  };
  const auto high = [&](double a, double b) {
    return static_cast<int>(std::ceil(std::max(a, b) + margin));
  };
  const int left = low(streak.from.x, streak.to.x), right = high(streak.from.x, streak.to.x);
  const int top = low(streak.from.y, streak.to.y), bottom = high(streak.from.y, streak.to.y);
  std::vector<double> shares;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) shares.push_back(shareAt(streak, half, x, y));
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (sum <= 0) return;
  const PixelRect touched{left, top, right - left, bottom - top}, all = whole(image.size);
  const PixelRect shown = common(touched, all);
  for (int y = shown.y; y < shown.bottom(); ++y)
    for (int x = shown.x; x < shown.right(); ++x) {
      const size_t at = all.indexOf(x, y);
      const double share = shares[touched.indexOf(x, y)] / sum;
      if (share <= 0 || metres[at] < streak.distanceM) continue;
      const auto leaves = static_cast<float>(1 - std::min(1.0, streak.covers * share));
      for (size_t c = 0; c < 3; ++c)
        image.rgb[c][at] =
            image.rgb[c][at] * leaves + static_cast<float>(streak.light[c] * share);
    }
}

double solidAngleOf(const LensModel& lens, hal::ImageSize size, Vec3 direction) {
  const double focal = lens.focalPx * size.width / lens.reference.width;
  if (lens.projection == Projection::kRectilinear)
    return direction.z * direction.z * direction.z / (focal * focal);
  const double off = std::hypot(direction.x, direction.y);
  const double angle = std::atan2(off, direction.z);
  return (angle > 0 ? off / angle : 1) / (focal * focal);
}

std::optional<Streak> streakOf(const LensModel& lens, hal::ImageSize size, const Flying& thing) {
  const Vec3 middle = (thing.from + thing.to) * 0.5;
  const double distance = length(middle);
  if (distance < kNearestM || thing.from.z <= 0 || thing.to.z <= 0 || middle.z <= 0)
    return std::nullopt;
  const auto from = pixelOf(lens, size, thing.from), to = pixelOf(lens, size, thing.to);
  if (!from || !to || std::hypot(to->x - from->x, to->y - from->y) > kLongestPx)
    return std::nullopt;
  const double focal = lens.focalPx * size.width / lens.reference.width;
  const double aperture = lens.focalPx * kPixelM / kFNumber;
  const double pixel = solidAngleOf(lens, size, middle * (1 / distance));
  const double face = std::numbers::pi / 4 * thing.diameterM * thing.diameterM;
  const double steradian = 1 / (distance * distance * pixel);
  Streak streak{*from, *to, focal * (thing.diameterM + aperture) / distance, face * steradian,
                distance};
  for (size_t c = 0; c < 3; ++c)
    streak.light[c] = thing.candela[c] * steradian + thing.luminance[c] * streak.covers;
  return streak;
}

std::array<double, 3> thrownToLens(const SceneState& scene, Vec3 position, Vec3 lens,
                                   bool nearInfrared, double (*share)(double cosine)) {
  constexpr double kLampM = 0.01;  // no nearer to a lamp
  std::array<double, 3> candela{};
  const Vec3 onwards = unit(lens - position);
  for (const auto* lamps : {&scene.placeLamps, &scene.lamps})
    for (const Lamp& lamp : *lamps) {
      const Vec3 way = position - lamp.pose.position;
      const double there = std::max(kLampM, length(way));
      const Vec3 beam = way * (1 / there);
      const double a = beamShare(lamp, beam) / (there * there) * share(dot(beam, onwards));
      const double more = nearInfrared ? infraredCd(lamp) : 0, cd = lamp.intensityCd;
      candela[0] += a * (lamp.colour.r * cd + more);
      candela[1] += a * (lamp.colour.g * cd + more);
      candela[2] += a * (lamp.colour.b * cd + more);
    }
  return candela;
}

}  // namespace tw::sim
