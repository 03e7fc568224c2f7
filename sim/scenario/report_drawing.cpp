#include "sim/scenario/report_drawing.h"

#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"

namespace tw::sim {
using namespace html;
namespace {

struct Reason {
  const char* name;
  const char* words;
  std::vector<const char*> signals;  // without the camera
};

const std::vector<Reason> kReasons = {
    {"exposure",
     "brightness measured, pixels not looked at",
     {"wide_sensor.frames_taken", "ptz_sensor.frames_taken"}},
    {"detection", "looked at for changes", {"wide_sensor.frames_seen", "ptz_sensor.frames_seen"}},
    {"inference", "looked at for people", {"inference.batches"}},
    {"video", "for clips and viewers", {"wide_encoder.frames_drawn", "ptz_encoder.frames_drawn"}},
    {"snapshots", "taken as snapshots", {"jpeg.snapshots"}},
};

uint64_t countOf(const ReportData& data, const char* signal) {
  uint64_t sum = 0;
  for (const CameraSetup& camera : data.scenario.cameras)
    if (const auto id = data.signals.find(camera.name + "/" + signal))
      sum += static_cast<uint64_t>(data.signals.value(*id));
  return sum;
}

}  // namespace

std::vector<PictureReason> pictureReasons(const ReportData& data) {
  std::vector<PictureReason> reasons;
  for (const Reason& reason : kReasons) {
    reasons.push_back({reason.name, reason.words, 0});
    for (const char* signal : reason.signals) reasons.back().pictures += countOf(data, signal);
  }
  reasons[0].pictures -= reasons[1].pictures;  // whoever looks has measured as well
  return reasons;
}

std::string drawingSection(const ReportData& data) {
  if (data.pictures != "drawn") return {};
  std::string html = "<div class='facts'>";
  for (const PictureReason& reason : pictureReasons(data))
    html += fact(reason.words, std::to_string(reason.pictures));
  const DrawingCounts& drawing = data.drawing;
  const auto millions = [](uint64_t pixels) {
    return fixed(static_cast<double>(pixels) / 1e6, 1) + " million";
  };
  html +=
      "</div><p>A frame that several want is lit once, and only where its light differs from that "
      "of "
      "the frame before: a place at rest is not drawn again.</p><div class='facts'>";
  html += fact("frames lit, each by sun, lamps and all that moves", std::to_string(drawing.frames));
  html += fact("drawings for them", std::to_string(drawing.drawings));
  html += fact("pixels drawn", millions(drawing.pixels));
  html += fact("pixels of those frames", millions(drawing.whole));
  if (drawing.compared > 0)
    html +=
        fact("frames also drawn in full (uncounted), and equal", std::to_string(drawing.compared));
  return section("Who wanted pictures", html + "</div>");
}

}  // namespace tw::sim
