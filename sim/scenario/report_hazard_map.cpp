#include "sim/scenario/report_hazard_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "firmware_core/base/check.h"
#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr double kRoomPx = 460;  // of the map's height or width, whichever is more
constexpr double kLeftPx = 46, kBottomPx = 40, kTopPx = 8, kRightPx = 14;  // for the axes
constexpr double kLeaderPx = 18, kLinePx = 17;  // to a label; from one to the next
constexpr double kFurthestM = 5, kLeastM = 0.3;

// Exposure hazard values where a band begins, and its style; the groups follow in theirs.
struct Band {
  double from;
  const char* style;
};
constexpr Band kExemptBands[] = {{0.1, "e1"}, {0.2, "e2"}, {0.5, "e3"}};
constexpr Band kGroup1Bands[] = {{1, "a1"}, {2, "a2"}, {5, "a3"}, {10, "a4"}};
constexpr double kFaintest = kExemptBands[0].from;

struct Flat {
  double across = 0, up = 0;  // m: ahead of the body, and to its left or above it
};

Flat flat(Vec3 at, MapSide side) { return {at.x, side == MapSide::kAbove ? at.y : at.z}; }

// The border of a band in the plane of the map: from one side of the beam to the other, and back
// through the lamp.
std::vector<Flat> borderOn(const Pose& lamp, const Reaches& reaches, MapSide side) {
  const Vec3 aside = side == MapSide::kAbove ? Vec3{0, 1, 0} : Vec3{0, 0, 1};
  const int last = static_cast<int>(reaches.size()) - 1;
  std::vector<Flat> border;
  for (int i = -last; i <= last; ++i) {
    const double angle = degrees(i * kZoneStepDeg).value, reach = reaches[std::abs(i)];
    const Vec3 direction = Vec3{1, 0, 0} * std::cos(angle) + aside * std::sin(angle);
    border.push_back(flat(lamp.position + lamp.turn * direction * reach, side));
  }
  return border;
}

std::string metres(double value) {
  std::string text = fixed(value, 2);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

double rulingOf(double span) {
  for (const double tick : {0.05, 0.1, 0.2, 0.5, 1.0})
    if (span / tick <= 10) return tick;
  return 2;
}

class HazardMap {
 public:
  HazardMap(std::span<const LampSafety> lamps, std::span<const Part> body, MapSide side)
      : lamps_(lamps), body_(body), side_(side) {
    for (const LampSafety& lamp : lamps_)
      include(borderOn(lamp.source.lamp.pose, reachesOfValue(lamp.source, kFaintest), side_));
    for (const Part& part : body_) include(cornersOf(part));
    const double pad = 0.04 * (high_.across - low_.across);
    low_ = {low_.across - pad, low_.up - pad};
    high_ = {high_.across + pad, high_.up + pad};
    scale_ = kRoomPx / std::max(high_.across - low_.across, high_.up - low_.up);
  }

  std::string svg() const {
    const double width = kLeftPx + x(high_.across) - x(low_.across) + kRightPx;
    const double height = kTopPx + y(low_.up) - y(high_.up) + kBottomPx;
    return "<svg class='map' viewBox='0 0 " + fixed(width, 0) + ' ' + fixed(height, 0) +
           "' width='" + fixed(width, 0) + "' role='img'><title>" + title() + "</title>" + bands() +
           grid() + bodyParts() + arcs() + exemptLabels() + "</svg>";
  }

 private:
  double x(double across) const { return kLeftPx + (across - low_.across) * scale_; }
  double y(double up) const { return kTopPx + (high_.up - up) * scale_; }
  std::string px(Flat at) const { return fixed(x(at.across), 1) + ' ' + fixed(y(at.up), 1); }

  void include(const std::vector<Flat>& points) {
    for (const Flat& point : points) {
      low_ = {std::min(low_.across, std::max(point.across, -kFurthestM)),
              std::min(low_.up, std::max(point.up, -kFurthestM))};
      high_ = {std::max(high_.across, std::min(point.across, kFurthestM)),
               std::max(high_.up, std::min(point.up, kFurthestM))};
    }
  }

  std::vector<Flat> cornersOf(const Part& part) const {
    std::vector<Flat> corners;
    for (const double a : {-0.5, 0.5})
      for (const double b : {-0.5, 0.5})
        for (const double c : {-0.5, 0.5})
          corners.push_back(
              flat(part.pose.position + part.pose.turn * scaled(part.size, {a, b, c}), side_));
    return corners;
  }

  std::string title() const {
    return std::string("Exposure hazard value around the lamps, seen from ") +
           (side_ == MapSide::kAbove ? "above" : "the side");
  }

  std::string area(const LampSafety& lamp, const Reaches& reaches, const char* style,
                   const std::string& words) const {
    if (depthOf(reaches) <= 0) return {};
    std::string path;
    for (const Flat& point : borderOn(lamp.source.lamp.pose, reaches, side_))
      path += (path.empty() ? "M" : "L") + px(point);
    return "<path class='" + std::string(style) + "' d='" + path + "Z'><title>" +
           e(lamp.lamp.name + ": " + words) + "</title></path>";
  }

  // The faint ones of all lamps below the strong ones of any.
  std::string bands() const {
    std::string svg;
    const auto add = [&](const Band& band) {
      for (const LampSafety& lamp : lamps_)
        svg += area(lamp, reachesOfValue(lamp.source, band.from), band.style,
                    "hazard value from " + metres(band.from) + " on");
    };
    for (const Band& band : kExemptBands) add(band);
    for (const Band& band : kGroup1Bands) add(band);
    for (const RiskGroup group : {RiskGroup::k2, RiskGroup::k3})
      for (const LampSafety& lamp : lamps_)
        for (const HazardZone& zone : hazardZones(lamp.source))
          if (zone.group == group)
            svg += area(lamp, zone.reaches, group == RiskGroup::k2 ? "r1" : "r2", toString(group));
    for (const LampSafety& lamp : lamps_)
      svg += area(lamp, reachesOfValue(lamp.source, 1), "exempt", "exempt from here on");
    return svg;
  }

  std::string line(Flat from, Flat to) const { return "M" + px(from) + "L" + px(to); }

  static std::string text(double x, double y, const char* anchor, const std::string& words,
                          const char* style = "") {
    return "<text class='" + std::string(style) + "' x='" + fixed(x, 1) + "' y='" + fixed(y, 1) +
           "' text-anchor='" + anchor + "'>" + e(words) + "</text>";
  }

  std::string grid() const {
    const double tick = rulingOf(std::max(high_.across - low_.across, high_.up - low_.up));
    std::string path, words;
    for (double at = std::ceil(low_.across / tick) * tick; at <= high_.across; at += tick) {
      path += line({at, low_.up}, {at, high_.up});
      words += text(x(at), y(low_.up) + 15, "middle", metres(at));
    }
    for (double at = std::ceil(low_.up / tick) * tick; at <= high_.up; at += tick) {
      path += line({low_.across, at}, {high_.across, at});
      words += text(kLeftPx - 6, y(at) + 4, "end", metres(at));
    }
    words += text((x(low_.across) + x(high_.across)) / 2, y(low_.up) + 33, "middle",
                  "m ahead of the mount");
    const std::string turned = fixed((y(low_.up) + y(high_.up)) / 2, 1);
    words +=
        "<g transform='translate(11 " + turned + ") rotate(-90)'>" +
        text(0, 0, "middle", side_ == MapSide::kAbove ? "m to the left" : "m above the mount") +
        "</g>";
    return "<path class='rule' d='" + path + "'/>" + words;
  }

  std::string bodyParts() const {
    std::string svg;
    for (const Part& part : body_) {
      Flat low{1e9, 1e9}, high{-1e9, -1e9};
      for (const Flat& corner : cornersOf(part)) {
        low = {std::min(low.across, corner.across), std::min(low.up, corner.up)};
        high = {std::max(high.across, corner.across), std::max(high.up, corner.up)};
      }
      const double wide = (high.across - low.across) * scale_, tall = (high.up - low.up) * scale_;
      const bool round = part.shape == Shape::kSphere;
      svg += "<rect class='camera' x='" + fixed(x(low.across), 1) + "' y='" + fixed(y(high.up), 1) +
             "' width='" + fixed(wide, 1) + "' height='" + fixed(tall, 1) + "' rx='" +
             fixed(round ? wide / 2 : 1, 1) + "' ry='" + fixed(round ? tall / 2 : 1, 1) + "'/>";
    }
    return svg;
  }

  // The distance that a lamp was calibrated by, all around it.
  std::string arcs() const {
    std::string svg;
    for (const LampSafety& lamp : lamps_) {
      if (!lamp.lamp.calibratedAt) continue;
      const double radius = *lamp.lamp.calibratedAt;
      const Reaches round(90 / kZoneStepDeg + 1, radius);
      std::string path;
      const auto border = borderOn(lamp.source.lamp.pose, round, side_);
      for (const Flat& point : border) path += (path.empty() ? "M" : "L") + px(point);
      svg += "<path class='arc' d='" + path + "'/>";
      const Flat& end = border.back();
      svg += text(x(end.across) + 6, y(end.up) - 5, "start", metres(radius) + " m all around");
    }
    return svg;
  }

  // Where the border is farthest away; a measured beam may be dark on its axis.
  Flat tipOf(const LampSafety& lamp) const {
    const Pose& pose = lamp.source.lamp.pose;
    const Flat at = flat(pose.position, side_);
    const auto border = borderOn(pose, reachesOfValue(lamp.source, 1), side_);
    return *std::max_element(border.begin(), border.end(), [at](const Flat& a, const Flat& b) {
      return std::hypot(a.across - at.across, a.up - at.up) <
             std::hypot(b.across - at.across, b.up - at.up);
    });
  }

  // In words, where the beams leave the zones; right of them all, the higher ones above.
  std::string exemptLabels() const {
    struct Label {
      double x, y;
      std::string words;
    };
    std::vector<Label> labels;
    double right = 0, middle = 0;
    for (const LampSafety& lamp : lamps_) {
      if (lamp.exemptBeyond <= 0) continue;
      const Flat tip = tipOf(lamp);
      labels.push_back({x(tip.across), y(tip.up),
                        lamp.lamp.name + ": exempt from " + metres(lamp.exemptBeyond) + " m"});
      right = std::max(right, labels.back().x + kLeaderPx);
      middle += labels.back().y;
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.y < b.y; });
    const double count = static_cast<double>(labels.size());
    double line = middle / count - kLinePx * (count - 1) / 2;
    std::string svg;
    for (const Label& label : labels) {
      const std::string at = fixed(label.x, 1), high = fixed(label.y, 1);
      svg += "<path class='leader' d='M" + at + ' ' + high + "L" + fixed(right, 1) + ' ' +
             fixed(line, 1) + "'/><circle class='tip' cx='" + at + "' cy='" + high + "' r='3'/>" +
             text(right + 4, line + 4, "start", label.words, "strong");
      line += kLinePx;
    }
    return svg;
  }

  std::span<const LampSafety> lamps_;
  std::span<const Part> body_;
  MapSide side_;
  Flat low_{0, -kLeastM / 2}, high_{kLeastM, kLeastM / 2};
  double scale_ = 1;
};

std::string key(const char* style, const std::string& words) {
  return "<span class='keyed'><span class='key " + std::string(style) + "'></span>" + e(words) +
         "</span> ";
}

}  // namespace

std::string hazardMap(std::span<const LampSafety> lamps, std::span<const Part> body, MapSide side) {
  TW_CHECK(!lamps.empty());
  return HazardMap(lamps, body, side).svg();
}

std::string hazardLegend(std::span<const LampSafety> lamps) {
  RiskGroup worst = RiskGroup::kExempt;
  double far = 0;
  bool calibrated = false;
  for (const LampSafety& lamp : lamps) {
    for (const HazardZone& zone : hazardZones(lamp.source)) worst = std::max(worst, zone.group);
    far = std::max(far, lamp.exemptBeyond);
    calibrated = calibrated || lamp.lamp.calibratedAt.has_value();
  }
  std::string html = "<p class='soft keys'>" + key("e1", "exempt, hazard value 0.1 to 0.2") +
                     key("e2", "0.2 to 0.5") + key("e3", "0.5 to 1");
  if (worst >= RiskGroup::k1)
    html += key("a1", "risk group 1, 1 to 2") + key("a2", "2 to 5") + key("a3", "5 to 10") +
            key("a4", "over 10") +
            key("exempt", "exempt from this line on, at most " + metres(far) + " m from a lamp");
  if (worst >= RiskGroup::k2) html += key("r1", "risk group 2");
  if (worst >= RiskGroup::k3) html += key("r2", "risk group 3");
  if (calibrated) html += key("arc", "the distance that the lamp is calibrated by");
  return html +
         "</p><p class='soft'>The hazard value is the exposure by the limit of the exempt group, "
         "of the criterion "
         "where that is most; of a small lamp it falls with the square of the distance. Each lamp "
         "is judged for itself; the camera's body shades nothing here. Nearer than 0.2 m, where an "
         "eye cannot focus, the standard does not judge: there the map shows too much rather than "
         "too little.</p>";
}

}  // namespace tw::sim
