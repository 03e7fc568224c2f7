#include "sim/scenario/report_result.h"

#include <charconv>

#include "sim/core/json_reader.h"
#include "sim/scenario/report_detection.h"
#include "sim/scenario/report_drawing.h"
#include "sim/scenario/report_gaps.h"
#include "sim/scenario/report_hazard.h"

namespace tw::sim {
namespace {

using nlohmann::json;

json timeOf(const std::optional<Instant>& at) {
  return at ? json(toSeconds(at->time_since_epoch())) : json();
}

json marginJson(const Margin& margin) {
  return {{"value", margin.value},
          {"unit", margin.unit},
          {"relative", margin.relative},
          {"text", margin.text}};
}

json expectationJson(const ExpectationResult& one) {
  return {{"id", one.id},
          {"title", one.title},
          {"words", one.words},
          {"passed", one.passed},
          {"margin", marginJson(one.margin)},
          {"from_s", timeOf(one.from)},
          {"to_s", timeOf(one.to)},
          {"decided_at_s", timeOf(one.decidedAt)}};
}

json stepJson(const StepResult& step) {
  return {{"id", step.id},         {"words", step.words},       {"trigger", step.trigger},
          {"camera", step.camera}, {"optional", step.optional}, {"at_s", timeOf(step.firedAt)}};
}

json clipJson(const ReportClip& clip) {
  return {{"file", clip.file},       {"camera", clip.camera},  {"lens", clip.lens},
          {"picture", clip.picture}, {"bytes", clip.bytes},    {"seconds", clip.seconds},
          {"frames", clip.frames},   {"problem", clip.problem}};
}

json drawingJson(const ReportData& data) {
  json pictures = json::object();
  for (const PictureReason& reason : pictureReasons(data)) pictures[reason.name] = reason.pictures;
  return {{"pictures", pictures},
          {"states", data.drawing.frames},
          {"drawings", data.drawing.drawings},
          {"pixels", data.drawing.pixels},
          {"pixels_of_whole_pictures", data.drawing.whole},
          {"compared", data.drawing.compared}};
}

json detectionJson(const std::vector<DetectionFigures>& cameras) {
  json all = json::object();
  for (const DetectionFigures& one : cameras)
    all[one.camera] = {
        {"visits", one.visits}, {"found", one.found}, {"false_sightings", one.falseSightings}};
  return all;
}

template <class Items, class Convert>
json arrayOf(const Items& items, Convert convert) {
  json all = json::array();
  for (const auto& item : items) all.push_back(convert(item));
  return all;
}

uint64_t readHash(const JsonReader& second) {
  const std::string text = second.text("hash");
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size())
    second.failAt("hash", "expected 16 hexadecimal digits");
  return value;
}

}  // namespace

json resultJson(const ReportData& data) {
  json hashes = json::object();
  for (const auto& [name, hash] : data.result.hashes) hashes[name] = hexOf(hash);
  json result = {
      {"scenario", data.scenario.name},
      {"title", data.scenario.title},
      {"file", (std::filesystem::current_path() / data.scenario.file).lexically_normal().string()},
      {"verdict", data.result.passed ? "passed" : "failed"},
      {"cut_short", data.result.cutShort},
      {"seed", data.result.seed},
      {"pictures", data.pictures},
      {"build", data.build},
      {"virtual_s", toSeconds(data.result.duration)},
      {"wall_s", data.wallSeconds},
      {"smallest_margin", data.result.smallestMargin()},
      {"covers", data.scenario.covers},
      {"expectations", arrayOf(data.result.expectations, expectationJson)},
      {"steps", arrayOf(data.result.steps, stepJson)},
      {"notes", data.notes},
      {"clips", arrayOf(data.clips, clipJson)},
      {"hashes", hashes},
      {"reproduce", data.reproduce}};
  if (data.pictures == "drawn") result["drawing"] = drawingJson(data);
  const auto detection = detectionFigures(data);
  if (!detection.empty()) result["detection"] = detectionJson(detection);
  const json recording = recordingJson(data);
  if (!recording.empty()) result["recording"] = recording;
  const json eyes = eyesJson(data);
  if (!eyes.empty()) result["eyes"] = eyes;
  return result;
}

void writeEvents(const EventLog& log, std::ostream& out) {
  for (const LoggedEvent& event : log.events()) {
    json line = {{"at_s", toSeconds(event.at.time_since_epoch())},
                 {"source", event.source},
                 {"kind", event.kind}};
    if (event.fields.is_object()) line.update(event.fields);
    out << line.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
  }
}

void writeTrace(const std::vector<TraceSecond>& seconds, std::ostream& out) {
  out << "{\"seconds\": [";
  const char* separator = "\n";
  for (const TraceSecond& second : seconds) {
    const json line = {{"second", second.second},
                       {"device", second.device},
                       {"hash", hexOf(second.hash)},
                       {"records", second.records}};
    out << separator << line.dump();
    separator = ",\n";
  }
  out << "\n]}\n";
}

std::vector<TraceSecond> readTrace(const std::filesystem::path& file) {
  const JsonDocument document = JsonDocument::load(file);
  std::vector<TraceSecond> seconds;
  for (const JsonReader& second : document.root().array("seconds"))
    seconds.push_back({second.integer("second", 0, INT64_MAX), second.text("device"),
                       readHash(second),
                       static_cast<uint32_t>(second.integer("records", 0, UINT32_MAX))});
  return seconds;
}

}  // namespace tw::sim
