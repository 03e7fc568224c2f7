#include "sim/adviser/plan_legend.h"

#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

constexpr double kLegend = 300;  // units wide
constexpr double kGap = 20;

// Names are of a-z, 0-9 and _, so that nothing needs escaping. Every name begins with `.plan`: the
// picture may stand in a page with a style of its own.
const char* const kStyle = R"css(
.plan text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1a1f27; }
.plan .title { font-size: 17px; font-weight: 600; }
.plan .small { font-size: 11px; fill: #5c6675; }
.plan .name { font-size: 11px; text-anchor: middle; paint-order: stroke; stroke: #fff;
  stroke-width: 3px; }
.plan .paper { fill: #fff; } .plan .earth { fill: #f4f3ee; }
.plan .edge { fill: none; stroke: #8a919c; }
.plan .surface { fill: #e6e3da; stroke: #d3cfc3; stroke-width: 0.7; }
.plan .solid { fill: #b3aea3; stroke: #5d584e; stroke-width: 0.8; }
.plan .overhead { fill: #6f8f6a; fill-opacity: 0.12; stroke: #55684f; stroke-width: 0.8;
  stroke-dasharray: 3 2; }
.plan .wide_seen { fill: #2563c9; fill-opacity: 0.28; }
.plan .ptz_seen { fill: #d96b00; fill-opacity: 0.33; }
.plan .wide_hidden { fill: url(#plan_wide); } .plan .ptz_hidden { fill: url(#plan_ptz); }
.plan .wide_reach { fill: none; stroke: #2563c9; stroke-width: 1.6; stroke-dasharray: 9 5; }
.plan .ptz_reach { fill: none; stroke: #d96b00; stroke-width: 1.6; stroke-dasharray: 3 4; }
.plan .ring { fill: none; stroke: #8a919c; stroke-width: 0.6; stroke-dasharray: 1 4; }
.plan .camera { fill: #b3261e; stroke: #fff; stroke-width: 1; }
.plan .bar { fill: #1a1f27; } .plan .bar_light { fill: #fff; stroke: #1a1f27; }
)css";

std::string hatch(const std::string& id, const std::string& colour, int turn) {
  return "<pattern id='" + id +
         "' width='6' height='6' patternUnits='userSpaceOnUse' patternTransform='rotate(" +
         std::to_string(turn) + ")'><rect width='1.6' height='6' fill='" + colour +
         "'/></pattern>\n";
}

std::string text(double x, double y, const std::string& words, const std::string& style = "") {
  return "<text" + (style.empty() ? "" : " class='" + style + "'") + " x='" + fixed(x, 1) +
         "' y='" + fixed(y, 1) + "'>" + words + "</text>\n";
}

std::string rect(double x, double y, double width, double height, const std::string& style) {
  return "<rect class='" + style + "' x='" + fixed(x, 1) + "' y='" + fixed(y, 1) + "' width='" +
         fixed(width, 1) + "' height='" + fixed(height, 1) + "'/>\n";
}

// One line after the other, downwards.
class Lines {
 public:
  Lines(double x, double y) : x_(x), y_(y) {}
  void words(const std::string& words, const std::string& style = "") {
    svg_ += text(x_, y_, words, style);
    y_ += 20;
  }
  void key(const std::string& style, const std::string& words) {
    svg_ += rect(x_, y_ - 12, 24, 14, style);
    svg_ += text(x_ + 32, y_, words);
    y_ += 22;
  }
  void bothKey(const std::string& below, const std::string& above, const std::string& words) {
    svg_ += rect(x_, y_ - 12, 24, 14, below);
    key(above, words);
  }
  void skip() { y_ += 10; }
  const std::string& svg() const { return svg_; }

 private:
  double x_, y_;
  std::string svg_;
};

std::string areaText(const WatchedArea& area, const std::string& lens) {
  return lens + ": " + fixed(area.areaM2 - area.hiddenM2, 0) + " of " + fixed(area.areaM2, 0) +
         " m2 seen";
}

}  // namespace

std::string planBegin(double side) {
  const std::string size = fixed(side + kLegend + 3 * kGap, 0) + " " + fixed(side + 2 * kGap, 0);
  std::string svg = "<svg class='plan' xmlns='http://www.w3.org/2000/svg' viewBox='" +
                    fixed(-kGap, 0) + " " + fixed(-kGap, 0) + " " + size +
                    "' role='img'><title>The watched area</title><style>" + kStyle +
                    "</style>\n<defs>\n";
  svg += hatch("plan_wide", "#2563c9", 45) + hatch("plan_ptz", "#d96b00", -45);
  svg += "<clipPath id='plan_map'><rect width='" + fixed(side, 0) + "' height='" + fixed(side, 0) +
         "'/></clipPath>\n</defs>\n";
  svg += rect(-kGap, -kGap, side + kLegend + 3 * kGap, side + 2 * kGap, "paper");
  return svg + rect(0, 0, side, side, "earth");
}

std::string planFrame(double side, double pxAMetre) {
  const double x = 20, y = side - 20, five = 5 * pxAMetre;
  std::string svg = rect(0, 0, side, side, "edge");
  svg += rect(x - 10, y - 28, five + 56, 44, "paper");
  svg += rect(x, y - 4, five / 2, 6, "bar") + rect(x + five / 2, y - 4, five / 2, 6, "bar_light");
  svg += text(x - 3, y - 10, "0", "small") + text(x + five - 3, y - 10, "5 m", "small");
  svg += rect(side - 52, 12, 40, 62, "paper");
  const std::string left = fixed(side - 40, 0), middle = fixed(side - 32, 0),
                    right = fixed(side - 24, 0);
  svg += "<path class='bar' d='M" + middle + ",32L" + right + ",66L" + middle + ",58L" + left +
         ",66Z'/>\n";
  return svg + text(side - 37, 28, "N");
}

std::string planLegend(const Survey& survey, double side) {
  Lines lines(side + kGap, 16);
  lines.words("The watched area", "title");
  lines.words(survey.scene.place->name + ", mount " + survey.mount.name);
  if (survey.groundZ)
    lines.words(metresText(survey.mount.pose.position.z - *survey.groundZ) + " above the ground");
  lines.words("Within " + fixed(kWatchedM, 0) + " m, from the home position:");
  lines.words(areaText(survey.watched[0], "wide lens"));
  lines.words(areaText(survey.watched[1], "PTZ lens"));
  lines.skip();
  lines.key("camera", "camera; points where it looks");
  lines.key("wide_seen", "seen by the wide lens");
  lines.key("wide_hidden", "in its picture, but hidden");
  lines.key("wide_reach", "where its axis can turn it");
  lines.key("ptz_seen", "seen by the PTZ lens");
  lines.bothKey("wide_seen", "ptz_seen", "seen by both");
  lines.key("ptz_hidden", "in its picture, but hidden");
  lines.key("ptz_reach", "where its axes can turn it");
  lines.key("solid", "stands on the ground");
  lines.key("overhead", "overhead: roofs, tree crowns");
  lines.key("surface", "paths, lawns, other surfaces");
  return lines.svg();
}

}  // namespace tw::sim
