#include "sim/scenario/report_night.h"

#include <algorithm>
#include <optional>

#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr double kWide = 400, kHigh = 200;            // of a plot's field
constexpr double kLeft = 44, kTop = 16, kRight = 48;  // around it
constexpr double kFarM = 1.5, kMostStops = 10;        // of the axes

double x(double metres) { return kLeft + metres / kFarM * kWide; }
double y(double share) { return kTop + (1 - std::clamp(share, 0.0, 1.0)) * kHigh; }

std::string text(double atX, double atY, const char* style, const std::string& words) {
  return "<text x='" + fixed(atX, 1) + "' y='" + fixed(atY, 1) + "' class='" + style + "'>" +
         e(words) + "</text>";
}

std::string line(const char* style, double x1, double y1, double x2, double y2) {
  return "<path class='" + std::string(style) + "' d='M" + fixed(x1, 1) + ' ' + fixed(y1, 1) + 'L' +
         fixed(x2, 1) + ' ' + fixed(y2, 1) + "'/>";
}

std::string axes() {
  std::string svg;
  for (int i = 0; i <= 5; ++i) {
    const double share = i / 5.0;
    svg += line("grid", kLeft, y(share), kLeft + kWide, y(share));
    svg += text(kLeft - 6, y(share) + 4, "left", fixed(share, 1));
  }
  for (int stops = 0; stops <= kMostStops; stops += 2)
    svg += text(kLeft + kWide + 6, y(stops / kMostStops) + 4, "right", fixed(stops, 0));
  for (const double metres : {0.0, 0.5, 1.0, 1.5})
    svg += text(x(metres), kTop + kHigh + 16, "below", fixed(metres, 1) + " m");
  return svg;
}

template <class Value>
std::string curve(const char* style, const std::vector<NightPoint>& points, Value value) {
  std::string path;
  for (const NightPoint& point : points)
    path += (path.empty() ? 'M' : 'L') + fixed(x(point.distanceM), 1) + ' ' +
            fixed(y(value(point.picture)), 1);
  return "<path class='" + std::string(style) + "' d='" + path + "'/>";
}

std::optional<double> figureOf(const Advice& advice, const std::string& name) {
  for (const Finding& finding : advice.findings)
    for (const auto& figure : finding.figures)
      if (figure.name == name) return figure.value;
  return std::nullopt;
}

std::string mark(const char* style, double metres, const std::string& words, double atY) {
  return line(style, x(metres), kTop, x(metres), kTop + kHigh) +
         text(x(metres) + 4, atY, "label", words);
}

std::string plot(const std::vector<NightPoint>& points, double limitM, std::optional<double> hereM,
                 const std::string& title) {
  std::string svg = "<svg class='night' viewBox='0 0 " + fixed(kLeft + kWide + kRight, 0) + ' ' +
                    fixed(kTop + kHigh + 28, 0) + "' role='img'><title>" + e(title) + "</title>" +
                    axes();
  svg += mark("limit", limitM, "limit " + fixed(limitM, 2) + " m", kTop + 12);
  if (hereM && *hereM <= kFarM)
    svg += mark("here", *hereM, "here " + fixed(*hereM, 2) + " m", kTop + kHigh - 8);
  svg += curve("contrast", points, [](const NightPicture& p) { return p.contrast; });
  svg += curve("stops", points, [](const NightPicture& p) { return p.stops / kMostStops; });
  return "<figure><figcaption>" + e(title) + "</figcaption>" + svg + "</svg></figure>";
}

}  // namespace

std::string nightPlots(const NightCurves& night, const Advice& advice) {
  if (night.wall.empty()) return {};
  std::optional<double> beside = figureOf(advice, "left_m");
  if (const auto right = figureOf(advice, "right_m"))
    beside = std::min(beside.value_or(*right), *right);
  return "<details><summary>What a surface near by takes from the night picture</summary>"
         "<p>By the spotlight alone, wide lens, a light surface (50 %), clean glass. "
         "<span class='contrast-word'>Contrast</span> of a target 10 m away (left axis; " +
         fixed(night.open.contrast, 2) +
         " without the surface) is lost in the veil that the surface's light lays over the lens; "
         "<span class='stops-word'>stops</span> (right axis) say how far the firmware turns the "
         "exposure down for a picture with the surface in it: so much darker the target becomes. "
         "By light alone an eave harms the less the higher it hangs: the "
         "manual's limit for it is not seen here.</p><div class='nights'>" +
         plot(night.wall, 0.30, beside, "A wall beside, over its distance") +
         plot(night.eave, 0.20, figureOf(advice, "eave_m"), "An eave above, over its gap") +
         "</div></details>\n";
}

}  // namespace tw::sim
