#include "sim/scenario/report_pictures.h"

#include <algorithm>

#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"

namespace tw::sim {
using namespace html;
namespace {

// In pixels of kSightingFrame; a still is shown at a third to a half of its size.
constexpr int kLabelPx = 28;         // height of its letters, as the style sheet has it
constexpr int kLetterPx = 20;        // at most their width
constexpr int kLabelDistancePx = 7;  // from the box

std::string image(const Bytes& jpeg, const std::string& style) {
  return "<img class='" + style + "' alt='' src='data:image/jpeg;base64," + base64(jpeg) + "'>";
}

// Above the box, or where there is no room below it, or else in it; from the box's left edge, or
// near the picture's right one up to the box's right.
std::string label(const SightingLine& seen) {
  const std::string text = seen.kind + ' ' + fixed(seen.score, 2);
  const int top = seen.box.y, bottom = seen.box.y + seen.box.height;
  int y = top - kLabelDistancePx;
  if (y < kLabelPx) y = bottom + kLabelPx;
  if (y > kSightingFrame.height - kLabelDistancePx) y = top + kLabelPx;
  const int width = static_cast<int>(text.size()) * kLetterPx;
  const bool atRight = seen.box.x + width > kSightingFrame.width;
  const int x = atRight ? std::min(seen.box.x + seen.box.width, kSightingFrame.width)
                        : std::max(seen.box.x, 0);
  return "<text x='" + std::to_string(x) + "' y='" + std::to_string(y) +
         (atRight ? "' text-anchor='end'>" : "'>") + e(text) + "</text>";
}

std::string rectangle(const hal::PixelBox& box, const std::string& style) {
  return "<rect class='" + style + "' x='" + std::to_string(box.x) + "' y='" +
         std::to_string(box.y) + "' width='" + std::to_string(box.width) + "' height='" +
         std::to_string(box.height) + "'/>";
}

std::string boxes(const std::vector<SightingLine>& seen) {
  if (seen.empty()) return {};
  std::string html = "<svg viewBox='0 0 " + std::to_string(kSightingFrame.width) + ' ' +
                     std::to_string(kSightingFrame.height) + "' preserveAspectRatio='none'>";
  for (const SightingLine& one : seen)
    html += rectangle(one.box, "halo") + rectangle(one.box, "seen") + label(one);
  return html + "</svg>";
}

// "12.4 s, seen: human".
std::string caption(const ReportStill& still) {
  std::vector<std::string> kinds;
  for (const SightingLine& one : still.seen)
    if (std::find(kinds.begin(), kinds.end(), one.kind) == kinds.end()) kinds.push_back(one.kind);
  std::string text = fixed(still.at, 1) + " s";
  for (size_t i = 0; i < kinds.size(); ++i) text += (i == 0 ? ", seen: " : ", ") + kinds[i];
  return text;
}

// Three in a row, or two where that fills the rows.
std::string stills(const ReportClip& clip) {
  std::string html =
      clip.stills.size() % 2 == 0 ? "<div class='stills two'>" : "<div class='stills'>";
  for (const ReportStill& still : clip.stills)
    html += "<figure><div>" + image(still.jpeg, "still") + boxes(still.seen) +
            "</div><figcaption>" + e(caption(still)) + "</figcaption></figure>";
  return html + "</div>";
}

std::string facts(const ReportClip& clip) {
  const std::string name = e(clip.file.substr(clip.file.rfind('/') + 1));
  const std::string link = "<a href='" + e(clip.file) + "'>" + name + "</a>";
  std::string html = "<p class='soft'>" + (clip.bytes > 0 ? link : name) + ' ' + sized(clip.bytes);
  if (!clip.picture)
    html += ", " + fixed(clip.seconds, 1) + " s, " + std::to_string(clip.frames) + " frames";
  if (clip.width > 0)
    html += ", " + std::to_string(clip.width) + " x " + std::to_string(clip.height);
  return html + "</p>";
}

std::string clipCard(const ReportClip& clip) {
  std::string html = "<div class='clip'><h3>" + e(clip.camera) +
                     (clip.lens.empty() ? "" : ", " + clip.lens + " lens") +
                     (clip.picture ? ", snapshot" : "") + "</h3>";
  if (clip.picture && !clip.stills.empty()) html += image(clip.stills[0].jpeg, "shot");
  if (!clip.picture && clip.frames > 0) {
    const std::string source =
        clip.video.empty() ? e(clip.file) : "data:video/mp4;base64," + base64(clip.video);
    html += "<video controls preload='metadata' src='" + source + "'></video>" + stills(clip);
  }
  html += facts(clip);
  if (!clip.problem.empty()) html += "<p>" + tag(false, "damaged") + ' ' + e(clip.problem) + "</p>";
  return html + "</div>\n";
}

}  // namespace

std::string picturesSection(const std::vector<ReportClip>& clips) {
  if (clips.empty()) return {};
  std::string html = "<div class='clips'>\n";
  for (const ReportClip& clip : clips) html += clipCard(clip);
  return section("On the card", html + "</div>");
}

}  // namespace tw::sim
