#include "sim/scenario/report.h"

#include <algorithm>
#include <set>

#include "sim/core/number_text.h"
#include "sim/scenario/report_detection.h"
#include "sim/scenario/report_drawing.h"
#include "sim/scenario/report_gaps.h"
#include "sim/scenario/report_hazard.h"
#include "sim/scenario/report_html.h"
#include "sim/scenario/report_installation.h"
#include "sim/scenario/report_pictures.h"
#include "sim/scenario/report_plots.h"
#include "sim/scenario/report_style.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr size_t kMaxEvents = 2000;  // rows of the page; events.jsonl has all
constexpr size_t kMaxMarks = 60;     // steps on the axis
constexpr auto kReplace = nlohmann::json::error_handler_t::replace;  // of what is no UTF-8

std::string noteTag() { return "<span class='tag plain'>note</span>"; }

size_t passedCount(const RunResult& result) {
  return static_cast<size_t>(std::count_if(result.expectations.begin(), result.expectations.end(),
                                           [](const auto& one) { return one.passed; }));
}

std::string verdict(const ReportData& data) {
  const RunResult& result = data.result;
  const Scenario& scenario = data.scenario;
  std::string html = result.passed ? "<section class='verdict'>" : "<section class='verdict bad'>";
  html += "<div class='word'>" + std::string(result.passed ? "Passed" : "Failed") + "</div><h1>" +
          e(scenario.title.empty() ? scenario.name : scenario.title) + "</h1>";
  if (!scenario.description.empty()) html += "<p>" + e(scenario.description) + "</p>";
  if (!result.cutShort.empty())
    html += "<p>" + tag(false, "cut short") + ' ' + e(result.cutShort) + "</p>";
  html += "<div class='facts'>" +
          fact("expectations met", std::to_string(passedCount(result)) + " of " +
                                       std::to_string(result.expectations.size())) +
          fact("virtual time", fixed(toSeconds(result.duration), 1) + " s") +
          fact("seed", std::to_string(result.seed)) + fact("pictures", data.pictures) +
          fact("wall time", fixed(data.wallSeconds, 1) + " s") + fact("build", data.build);
  if (!data.drawnBy.empty()) html += fact("drawn by", data.drawnBy);
  return html + "</div></section>\n";
}

// A bar from the middle: to the right what was left, to the left what was missing.
std::string marginBar(const Margin& margin) {
  if (!margin.measured) return "";
  const double share = std::clamp(margin.relative, -1.0, 1.0) * 50;
  const double from = share < 0 ? 50 + share : 50, width = std::max(std::abs(share), 0.8);
  return "<div class='margin' title='" + e(marginWords(margin)) + "'><div class='" +
         (share < 0 ? "less" : "more") + "' style='left:" + fixed(from, 1) +
         "%;width:" + fixed(width, 1) + "%'></div></div>";
}

std::string expectationRow(const ExpectationResult& one) {
  const std::string title =
      one.title.empty() ? "" : e(one.title) + "<br><span class='soft'>" + e(one.words) + "</span>";
  std::string html = "<tr><td>" + tag(one.passed, one.passed ? "pass" : "fail") + "</td><td>" +
                     (title.empty() ? e(one.words) : title) + "</td><td>" + marginBar(one.margin) +
                     "</td><td>" + e(one.margin.text) + "</td>";
  html += "<td class='num'>" +
          (one.decidedAt ? secondsText(*one.decidedAt) + " s" : std::string()) + "</td></tr>\n";
  return html;
}

std::string expectations(const RunResult& result) {
  if (result.expectations.empty())
    return section("Expectations", "<p class='soft'>Nothing was expected.</p>");
  std::string html =
      "<p class='soft'>The margin is how close it came to failing, against what was asked for: "
      "to the right what was left, to the left what was missing.</p><div "
      "class='scroll'><table><tr><th></th><th>Expectation</th><th>Margin</th>"
      "<th></th><th class='num'>Decided at</th></tr>\n";
  for (const bool passed : {false, true})  // what failed stands first
    for (const ExpectationResult& one : result.expectations)
      if (one.passed == passed) html += expectationRow(one);
  return section("Expectations", html + "</table></div>");
}

std::string stepRow(const StepResult& step, size_t number) {
  const std::string at = step.firedAt ? secondsText(*step.firedAt) + " s" : "never";
  std::string html = "<tr><td>" + std::to_string(number) + "</td><td class='num'>" + at +
                     "</td><td>" + e(step.camera) + "</td><td>" + e(step.words);
  if (!step.id.empty()) html += " <i>(" + e(step.id) + ")</i>";
  if (!step.firedAt && !step.optional) html += ' ' + tag(false, "never came");
  return html + "</td><td class='soft'>" + e(step.trigger) + "</td></tr>\n";
}

std::string steps(const RunResult& result, const std::vector<std::string>& notes) {
  std::string html =
      "<div class='scroll'><table><tr><th>#</th><th class='num'>At</th>"
      "<th>Camera</th><th>Step</th><th>When</th></tr>\n";
  for (size_t i = 0; i < result.steps.size(); ++i) html += stepRow(result.steps[i], i + 1);
  html += "</table></div>";
  for (const std::string& note : notes) html += "<p>" + noteTag() + ' ' + e(note) + "</p>\n";
  return section("What happened", html);
}

std::string timelineBox(const ReportData& data, const SignalPlots& plots, const std::string& rows) {
  return "<div class='scroll'><div class='timeline' data-seconds='" +
         fixed(toSeconds(data.result.duration), 3) + "'><div class='cursor'><span></span></div>\n" +
         plots.axis() + rows + "</div></div>\n";
}

std::vector<PlotMark> marksOf(const RunResult& result) {
  std::vector<PlotMark> marks;
  for (size_t i = 0; i < result.steps.size() && marks.size() < kMaxMarks; ++i)
    if (result.steps[i].firedAt)
      marks.push_back({*result.steps[i].firedAt, std::to_string(i + 1),
                       secondsText(*result.steps[i].firedAt) + " s: " + result.steps[i].words});
  return marks;
}

std::string ledRows(const Signals& signals, const SignalPlots& plots, const Scenario& scenario) {
  std::string rows;
  for (const CameraSetup& camera : scenario.cameras) {
    const auto red = signals.find(camera.name + "/led.red");
    const auto blue = signals.find(camera.name + "/led.blue");
    if (red && blue) rows += plots.ledRow(camera.name + " status LED", *red, *blue);
  }
  return rows;
}

std::string timeline(const ReportData& data) {
  if (data.result.duration <= Duration::zero()) return {};
  const SignalPlots plots(data.signals, Instant{data.result.duration});
  std::string rows =
      plots.marks(marksOf(data.result)) + ledRows(data.signals, plots, data.scenario);
  std::set<SignalId> shown;
  for (const std::string& name : expectedSignals(data.scenario))
    if (const auto id = data.signals.find(name); id && shown.insert(*id).second)
      rows += plots.row(*id);
  std::string others;
  size_t count = 0;
  for (SignalId id = 0; id < data.signals.size(); ++id) {
    if (shown.contains(id) || !plots.changes(id)) continue;
    others += plots.row(id);
    ++count;
  }
  std::string html = timelineBox(data, plots, rows);
  if (count > 0)
    html += "<details><summary>" + std::to_string(count) + " more signals that changed</summary>" +
            timelineBox(data, plots, others) + "</details>";
  return section("Signals", html);
}

// "ok true, id 3", in brackets within another; what is empty is left out.
std::string fieldText(const nlohmann::json& value, bool inner = true) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object()) return value.dump(-1, ' ', false, kReplace);
  std::string text;
  for (const auto& [key, member] : value.items()) {
    const bool none =
        member.is_null() || (member.is_string() && member.get_ref<const std::string&>().empty());
    if (none || ((member.is_object() || member.is_array()) && member.empty())) continue;
    text += (text.empty() ? "" : ", ") + key + " " + fieldText(member);
  }
  return inner ? "(" + text + ")" : text;
}

// "insert_card (capacity_gb 4)", for the camera that the source's column does not name.
std::string commandText(const nlohmann::json& fields) {
  std::string text = fieldText(fields.at("do"));
  if (const auto with = fields.find("with"); with != fields.end() && !with->empty())
    text += " " + fieldText(*with);
  const std::string camera = fields.value("camera", std::string());
  return camera.empty() ? text : camera + ": " + text;
}

std::string eventText(const LoggedEvent& event) {
  if (!event.fields.is_object()) return fieldText(event.fields);
  if (event.kind == "log" && event.fields.contains("text"))
    return (event.fields.contains("part") ? fieldText(event.fields["part"]) + ": " : "") +
           fieldText(event.fields["text"]);
  if (event.kind == "command" && event.fields.contains("do")) return commandText(event.fields);
  return fieldText(event.fields, false);
}

std::string eventRow(const LoggedEvent& event) {
  const std::string level =
      event.fields.is_object() ? event.fields.value("level", std::string()) : std::string();
  return "<tr class='" + e(level) + "'><td class='num'>" + secondsText(event.at) + "</td><td>" +
         e(event.source) + "</td><td class='soft'>" + e(event.kind) + "</td><td>" +
         e(eventText(event)) + "</td></tr>\n";
}

std::string events(const EventLog& log) {
  const size_t shown = std::min(kMaxEvents, log.events().size());
  std::string html =
      "<div class='log'><table><tr><th class='num'>s</th><th>Source</th><th>Kind"
      "</th><th></th></tr>\n";
  for (size_t i = 0; i < shown; ++i) html += eventRow(log.events()[i]);
  html += "</table></div>";
  if (shown < log.events().size())
    html += "<p class='soft'>The first " + std::to_string(shown) + " of " +
            std::to_string(log.events().size()) + "; events.jsonl has all.</p>";
  return section("Events", html);
}

std::string promises(const ReportData& data) {
  if (data.promises.empty()) return {};
  std::string html = "<table class='promises'>";
  for (const Promise& promise : data.promises)
    html += "<tr><td><span class='tag plain'>" + e(promise.id) + "</span></td><td>" +
            e(promise.text) + "</td></tr>\n";
  return section("Promises covered", html + "</table>");
}

std::string origin(const ReportData& data) {
  std::string html = "<pre>" + e(data.reproduce) + "</pre><h3>Hashes</h3><div class='facts'>";
  for (const auto& [name, hash] : data.result.hashes)
    html += "<div><span>" + e(name) + "</span><b class='num'>" + hexOf(hash) + "</b></div>";
  html += "</div><h3>Files</h3><p>";
  for (const std::string& file : data.files)
    html += "<a href='" + e(file) + "'>" + e(file) + "</a> ";
  return section("How to get the same again", html + "</p>");
}

void collect(const Condition& condition, std::vector<std::string>& names) {
  if (!condition.signal.empty() &&
      std::find(names.begin(), names.end(), condition.signal) == names.end())
    names.push_back(condition.signal);
  for (const Condition& part : condition.parts) collect(part, names);
}

}  // namespace

std::vector<std::string> expectedSignals(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Expectation& one : scenario.expectations) {
    collect(one.condition, names);
    for (const Condition& until : one.until) collect(until, names);
  }
  return names;
}

std::string base64(std::span<const uint8_t> bytes) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t left = std::min<size_t>(3, bytes.size() - i);
    uint32_t group = uint32_t{bytes[i]} << 16;
    if (left > 1) group |= uint32_t{bytes[i + 1]} << 8;
    if (left > 2) group |= bytes[i + 2];
    for (size_t digit = 0; digit < 4; ++digit)
      text += digit <= left ? kDigits[(group >> (18 - 6 * digit)) & 63] : '=';
  }
  return text;
}

std::string reportHtml(const ReportData& data) {
  std::string html = "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>";
  html += "<meta name='viewport' content='width=device-width, initial-scale=1'><title>";
  html += e(data.scenario.name) + (data.result.passed ? ": passed" : ": failed") +
          "</title><style>" + kReportStyle + "</style></head><body><main>\n";
  html += verdict(data) + expectations(data.result) + detectionSection(data) + gapsSection(data) +
          hazardSection(data) + picturesSection(data.clips) + timeline(data) +
          steps(data.result, data.notes) + promises(data) + installationSection(data) +
          drawingSection(data) + events(data.events) + origin(data);
  return html + "</main><script>" + kReportScript + "</script></body></html>\n";
}

}  // namespace tw::sim
