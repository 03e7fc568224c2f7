#include "sim/optics/haze.h"

#include <cmath>

#include "sim/core/vectorised.h"
#include "sim/optics/rain.h"
#include "sim/render/footprint.h"
#include "sim/world/airlight.h"

namespace tw::sim {
namespace {

constexpr double kFirstM = 0.25;  // distances of the airlight: this one, and twice each time
constexpr double kFarM = 1e4;
// No stretch holds both haze and drops that are drawn.
static_assert(kFirstM == kNearestDropM && kFarthestDropM == 8 * kFirstM);

// The end of a stretch; the first begins at the lens, the last ends far away.
double reachOf(size_t i, size_t count) {
  return i + 1 == count ? kFarM : kFirstM * std::ldexp(1.0, static_cast<int>(i));
}

// Drops that are drawn one by one (sim/optics/rain.h) are no haze.
double scatteringIn(const Weather& weather, double from) {
  const bool drawn = weather.rainMmH > 0 && from >= kNearestDropM && from < kFarthestDropM;
  const double left = drawn ? 1 - shareOfDrops(weather.rainMmH, kLeastDropMm) : 1;
  return fogExtinction(weather) + rainExtinction(weather) * left;
}

TW_VECTORISED void hazeRow(const float* light, const float* own, const float* left,
                           const float* air, size_t count, float* seen) {
  for (size_t i = 0; i < count; ++i) seen[i] = (light[i] + own[i] * left[i]) * left[i] + air[i];
}

TW_VECTORISED void hazeRow(const float* light, const float* left, const float* air, size_t count,
                           float* seen) {
  for (size_t i = 0; i < count; ++i) seen[i] = light[i] * left[i] + air[i];
}

}  // namespace

bool ownLamp(const Lamp& lamp, const Pose& lensPose) {
  return length(lamp.pose.position - lensPose.position) < kOwnLampM;
}

Haze::Haze(const LensModel& lens, hal::ImageSize size)
    : lens_(lens),
      size_(size),
      distances_(lens, size),
      step_(std::max(1, size.width / kNodes)),
      columns_(size.width / step_ + 2) {}

void Haze::look(const FrameRecord& frame) {
  const SceneState& scene = *frame.scene;
  if (seen_ && seen_->pose == frame.lensPose && seen_->nearInfrared != frame.irCutIn &&
      (scene_ == frame.scene || *scene_ == scene))
    return;
  scene_ = frame.scene;
  Seen now{frame.lensPose,        scene.place, scene.weather.visibilityM,
           scene.weather.rainMmH, scene.sun,   scene.skyLux,
           !frame.irCutIn,        scene.lamps};
  now.lamps.insert(now.lamps.end(), scene.placeLamps.begin(), scene.placeLamps.end());
  std::vector<PixelRect> stale = moved_;
  findDistances(frame);
  extinction_ = extinction(scene.weather);
  const bool afresh = !seen_ || *seen_ != now;
  const bool elsewhere = !seen_ || seen_->pose != now.pose || seen_->weather() != now.weather();
  seen_ = std::move(now);
  if (elsewhere) findDirections();
  if (extinction_ == 0) return;
  if (afresh) {
    light();
    return fill(whole(size_));
  }
  stale.insert(stale.end(), moved_.begin(), moved_.end());
  for (const PixelRect& part : stale) fill(part);
}

void Haze::findDistances(const FrameRecord& frame) {
  const SceneState& scene = *frame.scene;
  if (!seen_ || seen_->pose != frame.lensPose || seen_->place != scene.place) {
    placeMetres_ = distances_.empty();
    distances_.add(frame.lensPose, scene.place->parts, placeMetres_);
  }
  metres_ = placeMetres_;
  moved_.clear();
  addMovers(frame.lensPose, scene.swaying);
  addMovers(frame.lensPose, scene.moving);
}

void Haze::addMovers(const Pose& pose, const std::vector<Part>& parts) {
  for (const auto object : objectsIn(parts)) {
    const PixelRect asked = distances_.add(pose, object, metres_);
    if (!asked.empty()) moved_.push_back(asked);
  }
}

void Haze::findDirections() {
  airs_.clear();
  directions_.clear();
  const int rows = size_.height / step_ + 2;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns_; ++column) {
      const Pixel at{static_cast<double>(column * step_), static_cast<double>(row * step_)};
      directions_.push_back(seen_->pose.turn * directionOf(lens_, size_, at));
    }
}

const Haze::LampAir& Haze::airOf(const Lamp& lamp) {
  const auto known = std::find_if(airs_.begin(), airs_.end(), [&](const LampAir& air) {
    return air.pose == lamp.pose && air.halfAngleDeg == lamp.halfAngleDeg &&
           air.profile == lamp.profile;
  });
  if (known != airs_.end()) return *known;
  LampAir air{lamp.pose, lamp.halfAngleDeg, lamp.profile};
  const Weather weather = seen_->weather();
  for (const Vec3 direction : directions_) {
    double sum = 0, from = 0;
    auto& sums = air.nodes.emplace_back();
    for (size_t i = 0; i < kReach; ++i) {
      const double to = reachOf(i, kReach);
      sums[i] = sum += lampAirlight(seen_->pose.position, direction, lamp, {from, to},
                                    scatteringIn(weather, from), extinction_);
      from = to;
    }
  }
  airs_.push_back(std::move(air));
  return airs_.back();
}

void Haze::light() {
  nodes_.assign(directions_.size(), {});
  for (size_t n = 0; n < nodes_.size(); ++n)
    nodes_[n].day.fill(static_cast<float>(daylightGain(seen_->nearInfrared) *
                                          dayAirlight(directions_[n], seen_->sun, seen_->skyLux)));
  for (const Lamp& lamp : seen_->lamps) {
    const auto candela = candelaOf(lamp, seen_->nearInfrared);
    if (candela == std::array{0.0, 0.0, 0.0}) continue;
    const LampAir& air = airOf(lamp);
    for (size_t n = 0; n < nodes_.size(); ++n)
      for (size_t i = 0; i < kReach; ++i)
        for (size_t c = 0; c < 3; ++c)
          nodes_[n].lamps[i][c] += static_cast<float>(candela[c] * air.nodes[n][i]);
  }
}

// Between four nodes and two distances.
void Haze::fillPixel(int x, int y, size_t at) {
  const float d = metres_[at];
  const double depth = d < Distances::kNothing
                           ? extinction_ * d
                           : depthToSky(seen_->weather(), seen_->pose.turn * distances_.ray(at));
  const float left = std::exp(static_cast<float>(-depth));
  const auto step = static_cast<float>(step_);
  const float right = (static_cast<float>(x % step_) + 0.5F) / step;
  const float below = (static_cast<float>(y % step_) + 0.5F) / step;
  const std::array shares{(1 - right) * (1 - below), right * (1 - below), (1 - right) * below,
                          right * below};
  const int octave = d < kFirstM ? 0 : 1 + std::ilogb(d / static_cast<float>(kFirstM));
  const size_t beyond = std::min(static_cast<size_t>(octave), kReach - 1);
  const double from = beyond == 0 ? 0 : reachOf(beyond - 1, kReach), to = reachOf(beyond, kReach);
  const float on = std::min(1.0F, static_cast<float>((d - from) / (to - from)));
  const auto upper = static_cast<size_t>(y / step_ * columns_ + x / step_);
  const auto lower = upper + static_cast<size_t>(columns_);
  const std::array nodes{&nodes_[upper], &nodes_[upper + 1], &nodes_[lower], &nodes_[lower + 1]};
  left_[at] = left;
  for (size_t c = 0; c < 3; ++c) {
    float air = 0;
    for (size_t n = 0; n < nodes.size(); ++n) {
      const float near = beyond == 0 ? 0 : nodes[n]->lamps[beyond - 1][c];
      const float far = nodes[n]->lamps[beyond][c];
      air += shares[n] * (nodes[n]->day[c] * (1 - left) + near + (far - near) * on);
    }
    air_[c][at] = air;
  }
}

void Haze::fill(const PixelRect& part) {
  left_.resize(size_.pixels());
  for (auto& plane : air_) plane.resize(size_.pixels());
  for (int y = part.y; y < part.bottom(); ++y)
    for (int x = part.x; x < part.right(); ++x) fillPixel(x, y, whole(size_).indexOf(x, y));
}

void Haze::apply(const LinearImage& light, const LinearImage* own, LinearImage& seen) const {
  seen.size = size_;
  const size_t count = size_.pixels();
  for (size_t c = 0; c < 3; ++c) {
    seen.rgb[c].resize(count);
    float* to = seen.rgb[c].data();
    if (own)
      hazeRow(light.rgb[c].data(), own->rgb[c].data(), left_.data(), air_[c].data(), count, to);
    else
      hazeRow(light.rgb[c].data(), left_.data(), air_[c].data(), count, to);
  }
}

}  // namespace tw::sim
