#include "sim/optics/kept_light.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/render/footprint.h"

namespace tw::sim {
namespace {

// Drawings up to this size get all their lights at once; larger ones one after the other, which
// takes a little longer and much less memory.
constexpr size_t kAtOncePixels = 500'000;
constexpr int kCellPx = 16;

bool overlap(const PixelRect& a, const PixelRect& b) { return !common(a, b).empty(); }

template <class List, class Item>
bool holds(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

LightLayer cut(const LightLayer& layer, const PixelRect& from, const PixelRect& part) {
  LightLayer result;
  for (size_t plane = 0; plane < kLightPlanes; ++plane) {
    if (layer.planes[plane].empty()) continue;
    result.planes[plane].reserve(part.pixels());
    for (int y = part.y; y < part.bottom(); ++y) {
      const uint16_t* row = layer.planes[plane].data() + from.indexOf(part.x, y);
      result.planes[plane].insert(result.planes[plane].end(), row, row + part.width);
    }
  }
  return result;
}

// Within `part`.
bool same(const LightLayer& a, const PixelRect& aPart, const LightLayer& b, const PixelRect& bPart,
          const PixelRect& part) {
  for (size_t plane = 0; plane < kLightPlanes; ++plane) {
    if (a.planes[plane].empty()) continue;
    for (int y = part.y; y < part.bottom(); ++y) {
      const uint16_t* row = a.planes[plane].data() + aPart.indexOf(part.x, y);
      if (!std::equal(row, row + part.width, b.planes[plane].data() + bPart.indexOf(part.x, y)))
        return false;
    }
  }
  return true;
}

std::vector<PixelRect> cellsOf(const PixelRect& part) {
  std::vector<PixelRect> cells;
  for (int y = part.y / kCellPx * kCellPx; y < part.bottom(); y += kCellPx)
    for (int x = part.x / kCellPx * kCellPx; x < part.right(); x += kCellPx)
      cells.push_back(common({x, y, kCellPx, kCellPx}, part));
  return cells;
}

}  // namespace

const LightLayer& KeptLight::Lit::in(const Source& source) const {
  const auto found = std::find_if(lights.begin(), lights.end(),
                                  [&](const auto& light) { return light.first == source; });
  TW_CHECK(found != lights.end());
  return found->second;
}

size_t KeptLight::Lit::bytes() const {
  size_t sum = 0;
  for (const auto& light : lights)
    for (const auto& plane : light.second.planes) sum += plane.size() * sizeof(uint16_t);
  return sum;
}

size_t KeptLight::Patch::bytes() const {
  size_t sum = 0;
  for (const Lit& cell : cells) sum += cell.bytes();
  return sum;
}

KeptLight::KeptLight(LensView view) : view_(std::move(view)) {
  image_.size = view_.size();
  for (auto& plane : image_.rgb) plane.resize(view_.size().pixels());
}

void KeptLight::look(LensView view) {
  TW_CHECK(view.size() == view_.size());
  view_ = std::move(view);
  forget();
}

void KeptLight::forget() {
  ambient_.reset();
  place_ = {};
  patches_.clear();
  shown_.reset();
}

bool KeptLight::sameAmbient(const SceneState& a, const SceneState& b) {
  return a.place == b.place && a.sun == b.sun && a.skyLux == b.skyLux &&
         a.placeLamps == b.placeLamps;
}

void KeptLight::startAfresh(const SceneState& scene) {
  forget();
  ambient_ = SceneState{scene.place, scene.sun, scene.skyLux, {}, {}, scene.placeLamps, {}};
  shadows_ = shadowsIn(*scene.place, scene.sun);
  place_.part = whole(view_.size());
}

std::vector<KeptLight::Cluster> KeptLight::clustersOf(const std::vector<Part>& parts) const {
  std::vector<Cluster> clusters;
  for (const auto object : objectsIn(parts)) {
    Cluster next{view_.footprintOf(shadows_, object), {object.begin(), object.end()}};
    if (next.part.empty()) continue;
    // Joins those that it touches, and those that the larger one touches then.
    for (auto other = clusters.begin(); other != clusters.end();) {
      if (!overlap(other->part, next.part)) {
        ++other;
        continue;
      }
      next.part = around(other->part, next.part);
      next.parts.insert(next.parts.begin(), other->parts.begin(), other->parts.end());
      clusters.erase(other);
      other = clusters.begin();
    }
    clusters.push_back(std::move(next));
  }
  return clusters;
}

KeptLight::Patch& KeptLight::patchOf(const Cluster& cluster) {
  const auto known = std::find_if(patches_.begin(), patches_.end(), [&](const Patch& patch) {
    return patch.part == cluster.part && patch.parts == cluster.parts;
  });
  if (known == patches_.end())
    patches_.push_front({++serials_, cluster.part, cluster.parts});
  else
    patches_.splice(patches_.begin(), patches_, known);
  return patches_.front();
}

void KeptLight::prune() {
  patches_.remove_if([&](const Patch& patch) {
    return !patch.sparse && !holds(shown_->patches, Key{patch.serial, patch.part});
  });
  size_t left = kPatchBytesAPixel * view_.size().pixels();
  for (auto patch = patches_.begin(); patch != patches_.end(); ++patch) {
    const size_t bytes = patch->bytes();
    if (bytes > left) {
      patches_.erase(patch, patches_.end());
      return;
    }
    left -= bytes;
  }
}

KeptLight::Lit KeptLight::draw(Job job, const PixelRect& part,
                               const std::vector<Source>& there) const {
  std::vector<Source> missing;
  const auto want = [&](const Source& source) {
    if (!holds(there, source) && !holds(missing, source)) missing.push_back(source);
  };
  want(std::nullopt);
  for (const Lamp& lamp : job.scene.lamps)
    if (shines(lamp)) want(beamOf(lamp));
  Lit drawn{part};
  const bool atOnce = part.pixels() <= kAtOncePixels;
  for (size_t from = 0, to = 0; from < missing.size(); from = to) {
    Lights lights{false, {}};
    for (to = atOnce ? missing.size() : from + 1;
         const Source& source : std::span(missing).subspan(from, to - from))
      source ? lights.beams.push_back(*source) : void(lights.ambient = true);
    Layers layers = view_.draw(job.renderer, job.scene, part, lights);
    TW_CHECK(layers.lights.size() == to - from);
    for (size_t i = from; i < to; ++i)
      drawn.lights.emplace_back(missing[i], std::move(layers.lights[i - from]));
    ++job.counts.drawings;
    job.counts.pixels += part.pixels();
  }
  return drawn;
}

void KeptLight::completePlace(Job job) {
  std::vector<Source> there;
  for (const auto& light : place_.lights) there.push_back(light.first);
  for (auto& light : draw(job, place_.part, there).lights)
    place_.lights.push_back(std::move(light));
  shadows_.lamps.clear();
  for (const auto& light : place_.lights)
    if (light.first) shadows_.lamps.push_back(light.first->pose);
}

void KeptLight::complete(Patch& patch, Job job) {
  Lit drawn = draw(job, patch.part, patch.sources);
  if (drawn.lights.empty()) return;
  std::vector<Source> fresh;
  for (const auto& light : drawn.lights) fresh.push_back(light.first);
  if (patch.sparse)
    spread(std::move(drawn), patch);
  else if (patch.cells.empty())
    patch.cells.push_back(std::move(drawn));
  else
    std::move(drawn.lights.begin(), drawn.lights.end(),
              std::back_inserter(patch.cells.front().lights));
  patch.sources.insert(patch.sources.end(), fresh.begin(), fresh.end());
}

// A cell that differs from the place in one light is kept in all.
void KeptLight::spread(Lit drawn, Patch& patch) {
  for (const PixelRect& part : cellsOf(patch.part)) {
    auto cell = std::find_if(patch.cells.begin(), patch.cells.end(),
                             [&](const Lit& known) { return known.part == part; });
    const bool differs = std::any_of(drawn.lights.begin(), drawn.lights.end(), [&](auto& light) {
      return !same(light.second, drawn.part, place_.in(light.first), place_.part, part);
    });
    if (cell == patch.cells.end()) {
      if (!differs) continue;
      cell = patch.cells.insert(cell, Lit{part});
      for (const Source& source : patch.sources)
        cell->lights.emplace_back(source, cut(place_.in(source), place_.part, part));
    }
    for (const auto& [source, layer] : drawn.lights)
      cell->lights.emplace_back(source, cut(layer, drawn.part, part));
  }
}

void KeptLight::add(const Lit& lit, const PixelRect& part, const Shown& shown) {
  std::vector<WeightedLayer> layers{{&lit.in(std::nullopt), ambientWeight(shown.nearInfrared)}};
  for (const Lamp& lamp : shown.lamps)
    layers.push_back({&lit.in(beamOf(lamp)), weightOf(lamp, shown.nearInfrared)});
  addUp(layers, lit.part, part, image_);
}

void KeptLight::add(const Patch& patch, const PixelRect& part, const Shown& shown) {
  for (const Lit& cell : patch.cells)
    if (const PixelRect both = common(cell.part, part); !both.empty()) add(cell, both, shown);
}

// Adds up only where image_ is not so already.
void KeptLight::show(const std::vector<Patch*>& patches, Shown shown) {
  for (const Patch* patch : patches) shown.patches.emplace_back(patch->serial, patch->part);
  const bool afresh =
      !shown_ || shown_->lamps != shown.lamps || shown_->nearInfrared != shown.nearInfrared;
  const std::vector<Key> before = afresh ? std::vector<Key>{} : shown_->patches;
  std::vector<PixelRect> stale;
  if (afresh) stale.push_back(place_.part);
  for (const Key& key : before)
    if (!holds(shown.patches, key)) stale.push_back(key.second);
  for (const PixelRect& part : stale) add(place_, part, shown);
  for (Patch* patch : patches) {
    if (!holds(before, Key{patch->serial, patch->part})) {
      add(*patch, patch->part, shown);
      stale.push_back(patch->part);
      continue;
    }
    for (const PixelRect& part : stale)
      if (overlap(part, patch->part)) add(*patch, part, shown);
  }
  shown_ = std::move(shown);
}

// From the lowest to the uppermost.
std::vector<KeptLight::Patch*> KeptLight::patchesOf(Job job) {
  std::vector<Patch*> patches;
  const SceneState& scene = job.scene;
  SceneState nobody = scene;
  nobody.moving.clear();
  const std::vector<Cluster> swaying = clustersOf(scene.swaying);
  for (const Cluster& cluster : swaying) {
    patches.push_back(&patchOf(cluster));
    patches.back()->sparse = true;
    complete(*patches.back(), {job.renderer, nobody, job.counts});
  }
  for (Cluster& cluster : clustersOf(scene.moving)) {
    for (const Cluster& below : swaying)
      if (overlap(below.part, cluster.part))
        cluster.parts.insert(cluster.parts.end(), below.parts.begin(), below.parts.end());
    patches.push_back(&patchOf(cluster));
    complete(*patches.back(), job);
  }
  return patches;
}

void KeptLight::forgetLampsBut(const std::vector<Lamp>& lamps) {
  patches_.clear();
  std::erase_if(place_.lights, [&](const auto& light) {
    return light.first && std::none_of(lamps.begin(), lamps.end(), [&](const Lamp& lamp) {
             return beamOf(lamp) == *light.first;
           });
  });
}

const LinearImage& KeptLight::light(Renderer& renderer, const SceneState& scene, bool nearInfrared,
                                    bool keep, DrawingCounts& counts) {
  Shown shown{{}, nearInfrared, {}};
  std::copy_if(scene.lamps.begin(), scene.lamps.end(), std::back_inserter(shown.lamps), shines);
  if (!keep || shown.lamps.size() > kMostKeptBeams) {
    forget();
    const PixelRect all = whole(view_.size());
    add(draw({renderer, scene, counts}, all, {}), all, shown);
    return image_;
  }
  if (!ambient_ || !sameAmbient(*ambient_, scene)) startAfresh(scene);
  SceneState empty = *ambient_;
  empty.lamps = shown.lamps;
  completePlace({renderer, empty, counts});
  show(patchesOf({renderer, scene, counts}), std::move(shown));
  if (place_.lights.size() > 1 + kMostKeptBeams) forgetLampsBut(scene.lamps);
  prune();
  return image_;
}

}  // namespace tw::sim
