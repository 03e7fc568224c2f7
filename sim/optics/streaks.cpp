#include "sim/optics/streaks.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

constexpr double kNearestM = 0.05;
constexpr double kLongestPx = 2000;
// The pixels are 2 um wide behind an F1.6 lens, as SensorParameters says.
constexpr double kPixelM = 2e-6, kFNumber = 1.6;

// How far a point is from the streak's way, squared.
class Way {
 public:
  explicit Way(const Streak& streak)
      : from_(streak.from),
        x_(streak.to.x - streak.from.x),
        y_(streak.to.y - streak.from.y),
        perSquare_(1 / std::max(x_ * x_ + y_ * y_, 1e-12)) {}
  double squareTo(double x, double y) const {
    const double dx = x - from_.x, dy = y - from_.y;
    const double on = std::clamp((dx * x_ + dy * y_) * perSquare_, 0.0, 1.0);
    const double ex = dx - x_ * on, ey = dy - y_ * on;
    return ex * ex + ey * ey;
  }

 private:
  Pixel from_;
  double x_, y_, perSquare_;
};

bool outside(const Streak& streak, double margin, hal::ImageSize size) {
  return std::max(streak.from.x, streak.to.x) < -margin ||
         std::max(streak.from.y, streak.to.y) < -margin ||
         std::min(streak.from.x, streak.to.x) > size.width + margin ||
         std::min(streak.from.y, streak.to.y) > size.height + margin;
}

// Row by row, those that lie within `margin` of it, and few others.
template <class Visit>
void eachPixel(const Streak& streak, double margin, Visit visit) {
  const bool falls = streak.from.y <= streak.to.y;
  const Pixel high = falls ? streak.from : streak.to, low = falls ? streak.to : streak.from;
  const double tall = std::max(low.y - high.y, 1e-9), lean = (low.x - high.x) / tall;
  const auto xAt = [&](double y) { return high.x + lean * std::clamp(y - high.y, 0.0, tall); };
  const auto whole = [](double at) { return static_cast<int>(std::floor(at)); };
  for (int y = whole(high.y - margin); y <= whole(low.y + margin); ++y) {
    const double a = xAt(y - margin), b = xAt(y + 1 + margin);
    for (int x = whole(std::min(a, b) - margin); x <= whole(std::max(a, b) + margin); ++x)
      visit(x, y);
  }
}

}  // namespace

void draw(const Streak& streak, const std::vector<float>& metres, LinearImage& image) {
  const double margin = std::max(1.0, streak.width) / 2 + 0.5;
  if (outside(streak, margin, image.size)) return;
  // A pixel's share, before all are made to add up to one: as much as a disc that is drawn along
  // the way dwells on it.
  std::vector<double> shares;
  const Way way(streak);
  const double perSquare = 1 / (margin * margin);
  eachPixel(streak, margin, [&](int x, int y) {
    const double off = way.squareTo(x + 0.5, y + 0.5) * perSquare;
    shares.push_back(off < 1 ? std::sqrt(1 - off) : 0);
  });
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (sum <= 0) return;
  const PixelRect all = whole(image.size);
  auto next = shares.begin();
  eachPixel(streak, margin, [&](int x, int y) {
    const double share = *next++ / sum;
    if (share <= 0 || x < 0 || y < 0 || x >= all.width || y >= all.height) return;
    const size_t at = all.indexOf(x, y);
    if (metres[at] < streak.distanceM) return;
    const auto leaves = static_cast<float>(1 - std::min(1.0, streak.covers * share));
    for (size_t c = 0; c < 3; ++c)
      image.rgb[c][at] = image.rgb[c][at] * leaves + static_cast<float>(streak.light[c] * share);
  });
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
  std::array<double, 3> candela{};
  const Vec3 onwards = unit(lens - position);
  for (const auto* lamps : {&scene.placeLamps, &scene.lamps})
    for (const Lamp& lamp : *lamps) {
      const Vec3 way = position - lamp.pose.position;
      const double there = std::max(kLampM, length(way));
      const Vec3 beam = way * (1 / there);
      const double a = beamShare(lamp, beam) / (there * there) *
                       std::exp(-extinction(scene.weather) * there) * share(dot(beam, onwards));
      const auto shone = candelaOf(lamp, nearInfrared);
      for (size_t c = 0; c < candela.size(); ++c) candela[c] += a * shone[c];
    }
  return candela;
}

}  // namespace tw::sim
