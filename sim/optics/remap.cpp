#include "sim/optics/remap.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "firmware_core/base/check.h"
#include "sim/render/footprint.h"
#include "sim/render/half.h"

namespace tw::sim {
namespace {

constexpr int kLargestSource = 4096;  // what a Renderer draws at most, each way

double focalPxAt(const LensModel& lens, hal::ImageSize size) {
  return lens.focalPx * size.width / lens.reference.width;
}

// Of a rectilinear source that shows what the corner pixel sees; nothing where none does.
std::optional<hal::ImageSize> sourceSizeOf(const LensModel& lens, hal::ImageSize size) {
  const Vec3 ray = directionOf(lens, size, {0, 0});
  if (ray.z <= 0) return std::nullopt;
  const double focalPx = focalPxAt(lens, size);
  const double width = 2 * focalPx * -ray.x / ray.z, height = 2 * focalPx * -ray.y / ray.z;
  if (!(width <= kLargestSource && height <= kLargestSource)) return std::nullopt;
  return hal::ImageSize{static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))};
}

}  // namespace

bool Remap::canBend(const LensModel& lens, hal::ImageSize size) {
  return sourceSizeOf(lens, size).has_value();
}

Remap::Remap(const LensModel& lens, hal::ImageSize size) : lens_(lens), size_(size) {
  focalPx_ = focalPxAt(lens, size);
  const auto source = sourceSizeOf(lens, size);
  TW_CHECK(source.has_value());
  sourceSize_ = *source;
  taps_.reserve(size.pixels());
  for (int row = 0; row < size.height; ++row) {
    for (int column = 0; column < size.width; ++column) {
      const Vec3 ray = directionOf(lens, size, {column + 0.5, row + 0.5});
      const double x = sourceSize_.width / 2.0 + focalPx_ * ray.x / ray.z - 0.5;
      const double y = sourceSize_.height / 2.0 + focalPx_ * ray.y / ray.z - 0.5;
      const int left = std::clamp(static_cast<int>(std::floor(x)), 0, sourceSize_.width - 2);
      const int top = std::clamp(static_cast<int>(std::floor(y)), 0, sourceSize_.height - 2);
      taps_.push_back({static_cast<uint32_t>(top * sourceSize_.width + left),
                       static_cast<float>(std::clamp(x - left, 0.0, 1.0)),
                       static_cast<float>(std::clamp(y - top, 0.0, 1.0))});
    }
  }
}

// Along its edge alone: what lies inside stays inside.
PixelRect Remap::sourceOf(const PixelRect& bent) const {
  const auto stride = static_cast<uint32_t>(sourceSize_.width);
  uint32_t left = stride, top = static_cast<uint32_t>(sourceSize_.height), right = 0, bottom = 0;
  const auto include = [&](int x, int y) {
    const uint32_t first = tap(x, y).first;
    left = std::min(left, first % stride), right = std::max(right, first % stride + 2);
    top = std::min(top, first / stride), bottom = std::max(bottom, first / stride + 2);
  };
  for (int x = bent.x; x < bent.right(); ++x) include(x, bent.y), include(x, bent.bottom() - 1);
  for (int y = bent.y; y < bent.bottom(); ++y) include(bent.x, y), include(bent.right() - 1, y);
  return {static_cast<int>(left), static_cast<int>(top), static_cast<int>(right - left),
          static_cast<int>(bottom - top)};
}

PixelRect Remap::bentOf(const PixelRect& source) const {
  constexpr int kStep = 8;    // between points of its edge: between them it is as good as straight
  constexpr int kMargin = 2;  // pixels, for neighbours that are mixed in
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  const auto include = [&](int x, int y) {
    const Vec3 ray{(x - sourceSize_.width / 2.0) / focalPx_,
                   (y - sourceSize_.height / 2.0) / focalPx_, 1};
    const auto at = pixelOf(lens_, size_, ray);
    left = std::min(left, at->x), right = std::max(right, at->x);
    top = std::min(top, at->y), bottom = std::max(bottom, at->y);
  };
  // The drawing is symmetrical about its middle, and so is the bend: an edge across an axis reaches
  // furthest on it.
  const int middleX = std::clamp(sourceSize_.width / 2, source.x, source.right());
  const int middleY = std::clamp(sourceSize_.height / 2, source.y, source.bottom());
  for (const int y : {source.y, source.bottom(), middleY})
    for (int x = source.x; x < source.right() + kStep; x += kStep)
      include(std::min(x, source.right()), y);
  for (const int x : {source.x, source.right(), middleX})
    for (int y = source.y; y < source.bottom() + kStep; y += kStep)
      include(x, std::min(y, source.bottom()));
  const auto pixel = [](double at, int margin, int most) {
    return std::clamp(static_cast<int>(std::floor(at)) + margin, 0, most);
  };
  const int x = pixel(left, -kMargin, size_.width), y = pixel(top, -kMargin, size_.height);
  return {x, y, pixel(right, kMargin + 1, size_.width) - x,
          pixel(bottom, kMargin + 1, size_.height) - y};
}

std::vector<uint32_t> Remap::placesIn(const PixelRect& source, const PixelRect& part) const {
  const auto stride = static_cast<uint32_t>(sourceSize_.width);
  const auto x0 = static_cast<uint32_t>(source.x), y0 = static_cast<uint32_t>(source.y);
  std::vector<uint32_t> places;
  places.reserve(part.pixels());
  for (int y = part.y; y < part.bottom(); ++y)
    for (int x = part.x; x < part.right(); ++x) {
      const uint32_t first = tap(x, y).first;
      places.push_back((first / stride - y0) * static_cast<uint32_t>(source.width) +
                       first % stride - x0);
    }
  return places;
}

// A row of the bent picture from a plane whose rows are `stride` long.
void Remap::bendRow(const uint16_t* from, size_t stride, const uint32_t* places, const Tap* taps,
                    size_t width, uint16_t* to) {
  for (size_t i = 0; i < width; ++i) {
    const uint16_t* upper = from + places[i];
    const uint16_t* lower = upper + stride;
    const float a = fromHalf(upper[0]), b = fromHalf(upper[1]);
    const float c = fromHalf(lower[0]), d = fromHalf(lower[1]);
    const float above = a + (b - a) * taps[i].right, under = c + (d - c) * taps[i].right;
    to[i] = toHalf(above + (under - above) * taps[i].below);
  }
}

Layers Remap::apply(const Layers& source, const PixelRect& part) const {
  TW_CHECK(common(source.part, sourceOf(part)) == sourceOf(part));
  const std::vector<uint32_t> places = placesIn(source.part, part);
  const auto stride = static_cast<size_t>(source.part.width);
  const auto width = static_cast<size_t>(part.width);
  Layers bent{part, std::vector<LightLayer>(source.lights.size()), {}};
  for (size_t light = 0; light < source.lights.size(); ++light)
    for (size_t plane = 0; plane < kLightPlanes; ++plane) {
      if (source.lights[light].planes[plane].empty()) continue;
      auto& to = bent.lights[light].planes[plane];
      to.resize(places.size());
      for (size_t row = 0, at = 0; at < places.size(); ++row, at += width)
        bendRow(source.lights[light].planes[plane].data(), stride, places.data() + at,
                &tap(part.x, part.y + static_cast<int>(row)), width, to.data() + at);
    }
  if (source.ids.empty()) return bent;
  bent.ids.reserve(places.size());
  for (size_t i = 0; i < places.size(); ++i) {
    const Tap& t = tap(part.x + static_cast<int>(i % width), part.y + static_cast<int>(i / width));
    bent.ids.push_back(
        source.ids[places[i] + (t.right < 0.5F ? 0U : 1U) + (t.below < 0.5F ? 0 : stride)]);
  }
  return bent;
}

}  // namespace tw::sim
