#include "sim/adviser/plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "sim/adviser/plan_legend.h"
#include "sim/adviser/plan_things.h"
#include "sim/adviser/say.h"
#include "sim/core/number_text.h"
#include "sim/world/solid.h"

namespace tw::sim {
namespace {

constexpr double kHalfM = kWatchedM + 1;  // of the map's side
constexpr double kNamedShare = 0.01;      // of a lens's area, hidden by what is named

// The map: from metres to units of the picture, with the camera in its middle.
class Map {
 public:
  explicit Map(const Survey& survey) : centre_(survey.mount.pose.position) {}

  std::string at(double x, double y) const {
    return fixed((x - centre_.x + kHalfM) * kPlanPxAMetre, 1) + "," +
           fixed((centre_.y + kHalfM - y) * kPlanPxAMetre, 1);
  }
  std::string polar(double bearing, double r) const {  // in cells of a watched area, from east
    const double angle = bearing * 2 * std::numbers::pi / kBearings;
    return at(centre_.x + r * std::cos(angle), centre_.y + r * std::sin(angle));
  }
  bool shows(const Box& box) const {
    return box.low.x < centre_.x + kHalfM && box.high.x > centre_.x - kHalfM &&
           box.low.y < centre_.y + kHalfM && box.high.y > centre_.y - kHalfM;
  }
  double x(double metres) const { return (metres - centre_.x + kHalfM) * kPlanPxAMetre; }
  double y(double metres) const { return (centre_.y + kHalfM - metres) * kPlanPxAMetre; }

 private:
  Vec3 centre_;
};

std::string pathOf(const std::vector<Outline>& outlines, const Map& map) {
  std::string path;
  for (const Outline& outline : outlines) {
    const char* step = "M";
    for (const PlanPoint p : outline) path += step + map.at(p.x, p.y), step = "L";
    path += "Z";
  }
  return path;
}

std::string draw(const std::vector<PlanThing>& things, const Map& map, PlanThing::Layer layer) {
  const std::string styles[] = {"surface", "solid", "overhead"};
  std::string svg;
  for (const PlanThing& thing : things)
    if (thing.layer == layer)
      svg += "<path class='" + styles[static_cast<size_t>(layer)] + "' d='" +
             pathOf(thing.outlines, map) + "'/>\n";
  return svg;
}

// All cells of a kind as one path: stretches of rings, bearing by bearing.
std::string cellsPath(const WatchedArea& area, Ground kind, const Map& map) {
  std::string path;
  for (int b = 0; b < kBearings; ++b)
    for (const auto& [from, to] : stretches(area, b, kind))
      path += "M" + map.polar(b, from * kRingM) + "L" + map.polar(b, to * kRingM) + "L" +
              map.polar(b + 1, to * kRingM) + "L" + map.polar(b + 1, from * kRingM) + "Z";
  return path;
}

std::string field(const Survey& survey, const Map& map, hal::LensId lens) {
  const WatchedArea& area = survey.watched[hal::index(lens)];
  const std::string name = hal::toString(lens);
  const std::string seen = cellsPath(area, Ground::kSeen, map);
  const std::string hidden = cellsPath(area, Ground::kHidden, map);
  std::string svg;
  if (!seen.empty()) svg += "<path class='" + name + "_seen' d='" + seen + "'/>\n";
  if (!hidden.empty()) svg += "<path class='" + name + "_hidden' d='" + hidden + "'/>\n";
  return svg;
}

bool reaches(const WatchedArea& area, int bearing) {
  const auto& row = area.reach[static_cast<size_t>((bearing + kBearings) % kBearings)];
  return std::find(row.begin(), row.end(), true) != row.end();
}

// The rim of all bearings that the axes can turn the picture to.
std::string reachRim(const Survey& survey, const Map& map, hal::LensId lens) {
  const WatchedArea& area = survey.watched[hal::index(lens)];
  const double r = kWatchedM + (lens == hal::LensId::kPtz ? 0.3 : 0);
  std::string path;
  for (int b = 0; b < kBearings; ++b) {
    if (!reaches(area, b)) continue;
    if (!reaches(area, b - 1)) path += "M" + map.polar(b, 0) + "L" + map.polar(b, r);
    path += (path.empty() || (b == 0 && reaches(area, -1)) ? "M" + map.polar(b, r) : "") + "L" +
            map.polar(b + 1, r);
    if (!reaches(area, b + 1)) path += "L" + map.polar(b + 1, 0);
  }
  if (path.empty()) return {};
  return "<path class='" + std::string(hal::toString(lens)) + "_reach' d='" + path + "'/>\n";
}

std::string rings(const Survey& survey, const Map& map) {
  const Vec3 c = survey.mount.pose.position;
  std::string svg;
  for (const int r : {5, 10, 15}) {
    svg += "<circle class='ring' cx='" + fixed(map.x(c.x), 1) + "' cy='" + fixed(map.y(c.y), 1) +
           "' r='" + fixed(r * kPlanPxAMetre, 1) + "'/>";
    svg += "<text class='small' x='" + fixed(map.x(c.x) + 4, 1) + "' y='" +
           fixed(map.y(c.y - r) - 4, 1) + "'>" + std::to_string(r) + " m</text>\n";
  }
  return svg;
}

// Those that hide a noticeable part of a lens's area, and notices.
std::set<uint16_t> namedObjects(const Survey& survey) {
  std::set<uint16_t> named(survey.scene.notices.begin(), survey.scene.notices.end());
  for (const WatchedArea& area : survey.watched)
    for (const auto& [id, m2] : area.hiddenBy)
      if (m2 >= kNamedShare * area.areaM2) named.insert(id);
  return named;
}

// Puts labels where they do not lie on one another.
class Labels {
 public:
  explicit Labels(const Map& map) : map_(map) {}
  void put(const std::string& words, double x, double y) {
    const double px = map_.x(x);
    double py = map_.y(y) + 4;
    for (const PlanPoint other : placed_)
      if (std::abs(other.x - px) < kWide && std::abs(other.y - py) < kHigh) py = other.y + kHigh;
    placed_.push_back({px, py});
    svg_ += "<text class='name' x='" + fixed(px, 1) + "' y='" + fixed(py, 1) + "'>" + words +
            "</text>\n";
  }
  const std::string& svg() const { return svg_; }

 private:
  static constexpr double kWide = 80, kHigh = 13;
  const Map& map_;
  std::vector<PlanPoint> placed_;
  std::string svg_;
};

std::string names(const Survey& survey, const Map& map) {
  Labels labels(map);
  const Vec3 c = survey.mount.pose.position;
  for (const uint16_t id : namedObjects(survey)) {
    std::vector<Part> own;
    for (const Part& part : survey.parts)
      if (part.objectId == id) own.push_back(part);
    const auto box = boxAround(own);
    if (!box || !map.shows(*box)) continue;
    labels.put(survey.objectName(id),
               std::clamp((box->low.x + box->high.x) / 2, c.x - kHalfM + 2, c.x + kHalfM - 2),
               std::clamp((box->low.y + box->high.y) / 2, c.y - kHalfM + 0.5, c.y + kHalfM - 0.5));
  }
  return labels.svg();
}

// An arrow head that points where the camera looks.
std::string camera(const Survey& survey, const Map& map) {
  const Vec3 at = survey.mount.pose.position;
  const Vec3 tip = at + survey.ahead * 0.7, left = at + survey.left * 0.35,
             right = at + survey.left * -0.35;
  return "<path class='camera' d='M" + map.at(tip.x, tip.y) + "L" + map.at(left.x, left.y) + "L" +
         map.at(right.x, right.y) + "Z'/>\n";
}

}  // namespace

std::string planSvg(const Survey& survey) {
  const Map map(survey);
  const double side = 2 * kHalfM * kPlanPxAMetre;
  std::string svg = planBegin(side);
  using Layer = PlanThing::Layer;
  const Vec3 at = survey.mount.pose.position;
  const auto things = planThings(survey.parts, {at.x, at.y, survey.groundZ.value_or(0)}, kHalfM);
  svg += "<g clip-path='url(#plan_map)'>\n" + draw(things, map, Layer::kSurface);
  for (const hal::LensId lens : hal::kLenses) svg += field(survey, map, lens);
  svg +=
      draw(things, map, Layer::kSolid) + draw(things, map, Layer::kOverhead) + rings(survey, map);
  for (const hal::LensId lens : hal::kLenses) svg += reachRim(survey, map, lens);
  svg += names(survey, map) + camera(survey, map) + "</g>\n";
  return svg + planFrame(side, kPlanPxAMetre) + planLegend(survey, side) + "</svg>\n";
}

}  // namespace tw::sim
