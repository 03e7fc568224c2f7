#include "sim/scenario/report_gaps.h"

#include <algorithm>

#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"
#include "sim/scenario/report_plots.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr size_t kMaxRows = 200;  // of the table; result.json has all

double secondsOf(Instant at) { return toSeconds(at.time_since_epoch()); }
double lengthOf(Span span) { return toSeconds(span.to - span.from); }

nlohmann::json spansJson(const Spans& spans) {
  nlohmann::json all = nlohmann::json::array();
  for (const Span& one : spans.all()) all.push_back({secondsOf(one.from), secondsOf(one.to)});
  return all;
}

nlohmann::json lensJson(const RecordingFigures& figures, hal::LensId id) {
  const LensRecording& lens = figures.lenses[hal::index(id)];
  nlohmann::json gaps = nlohmann::json::array();
  for (const RecordingGap& gap : lens.gaps)
    gaps.push_back({{"from_s", secondsOf(gap.span.from)},
                    {"length_s", lengthOf(gap.span)},
                    {"cause", gap.cause}});
  return {{"recorded_s", toSeconds(figures.recordedOf(id))},
          {"gap_s", toSeconds(figures.gapOf(id))},
          {"gaps", gaps},
          {"fragments",
           {{"acknowledged", lens.fragments.size()},
            {"on_card", lens.onCard},
            {"overwritten", lens.overwritten}}}};
}

Spans allBut(const Spans& spans, Instant end) { return Spans{{Instant{}, end}}.without(spans); }

void put(std::vector<PlotSpan>& to, const Spans& spans, const std::string& style,
         const std::string& title) {
  for (const Span& one : spans.all())
    to.push_back(
        {one, style, title + ", " + secondsText(one.from) + " to " + secondsText(one.to) + " s"});
}

std::string bar(const RecordingFigures& figures, hal::LensId id, const SignalPlots& plots,
                Instant end) {
  const LensRecording& lens = figures.lenses[hal::index(id)];
  std::vector<PlotSpan> spans;
  put(spans, allBut(figures.power.within(figures.card), end), "none", "no power or no usable card");
  put(spans, figures.due, "due", "due");
  put(spans, lens.recorded, "kept", "recorded");
  for (const RecordingGap& gap : lens.gaps) put(spans, Spans{gap.span}, "gap", "gap: " + gap.cause);
  return plots.spanRow(figures.camera + " " + hal::toString(id),
                       fixed(toSeconds(figures.gapOf(id)), 1) + " s missing", spans);
}

std::string bars(const RecordingFigures& figures, const ReportData& data) {
  const Instant end{data.result.duration};
  const SignalPlots plots(data.signals, end);
  std::string html = "<div class='scroll'><div class='timeline'>" + plots.axis();
  for (const hal::LensId lens : hal::kLenses) html += bar(figures, lens, plots, end);
  return html + "</div></div>\n";
}

std::string facts(const RecordingFigures& figures) {
  std::string html = "<div class='facts'>" +
                     fact("due, each lens", fixed(toSeconds(figures.due.total()), 1) + " s");
  for (const hal::LensId lens : hal::kLenses) {
    html += fact(std::string("recorded, ") + hal::toString(lens),
                 fixed(toSeconds(figures.recordedOf(lens)), 1) + " s");
    html += fact(std::string("missing, ") + hal::toString(lens),
                 fixed(toSeconds(figures.gapOf(lens)), 1) + " s");
  }
  return html + "</div>\n";
}

std::string gapRow(const RecordingGap& gap, hal::LensId lens) {
  return "<tr><td class='num'>" + secondsText(gap.span.from) + " s</td><td class='num'>" +
         fixed(lengthOf(gap.span), 2) + " s</td><td>" + hal::toString(lens) + "</td><td>" +
         e(gap.cause) + "</td></tr>\n";
}

std::string table(const RecordingFigures& figures) {
  std::vector<std::pair<RecordingGap, hal::LensId>> gaps;
  for (const hal::LensId lens : hal::kLenses)
    for (const RecordingGap& gap : figures.lenses[hal::index(lens)].gaps)
      gaps.emplace_back(gap, lens);
  std::stable_sort(gaps.begin(), gaps.end(), [](const auto& a, const auto& b) {
    return a.first.span.from < b.first.span.from;
  });
  if (gaps.empty()) return {};
  const size_t count = gaps.size();
  std::string rows;
  for (size_t i = 0; i < std::min(count, kMaxRows); ++i)
    rows += gapRow(gaps[i].first, gaps[i].second);
  std::string html =
      "<div class='scroll'><table class='short'><tr><th class='num'>From</th><th class='num'>"
      "Length</th><th>Lens</th><th>Cause</th></tr>\n" +
      rows + "</table></div>";
  if (count > kMaxRows)
    html += "<p class='soft'>The first " + std::to_string(kMaxRows) + " of " +
            std::to_string(count) + "; result.json has all.</p>";
  return html;
}

std::string legend(const RecordingFigures& figures) {
  return "<p class='soft'>What was due by the ground truth against what is safe on the card, "
         "judged "
         "up to " +
         secondsText(figures.judgedTo) +
         " s: what came later may still have been on its way to the card. A gap is at least a "
         "frame and " +
         std::to_string(kGapTolerance / 1ms) +
         " ms long.<br><span class='key kept'></span>recorded<span class='key due'></span>due"
         "<span class='key gap'></span>missing<span class='key none'></span>no power or no usable "
         "card, nothing due</p>";
}

}  // namespace

nlohmann::json recordingJson(const ReportData& data) {
  nlohmann::json all = nlohmann::json::object();
  for (const RecordingFigures& figures : data.recordings) {
    if (figures.due.empty()) continue;
    nlohmann::json& one = all[figures.camera];
    one = {{"judged_to_s", secondsOf(figures.judgedTo)},
           {"due_s", toSeconds(figures.due.total())},
           {"due", spansJson(figures.due)},
           {"possible", spansJson(figures.power.within(figures.card))}};
    for (const hal::LensId lens : hal::kLenses) one[hal::toString(lens)] = lensJson(figures, lens);
  }
  return all;
}

std::string gapsSection(const ReportData& data) {
  std::string html;
  for (const RecordingFigures& figures : data.recordings) {
    if (figures.due.empty()) continue;
    if (html.empty()) html = legend(figures);
    html += facts(figures) + bars(figures, data) + table(figures);
  }
  return html.empty() ? html : section("Recording", html);
}

}  // namespace tw::sim
