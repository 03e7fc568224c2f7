#include "sim/scenario/report_detection.h"

#include <algorithm>
#include <optional>

#include "sim/core/number_text.h"
#include "sim/scenario/report_html.h"
#include "sim/twin/detection_score.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr size_t kMaxRows = 200;  // of a table; events.jsonl has all
constexpr const char* kSource = "/detection";

struct Person {
  std::string camera, name;
  double came = 0;    // s
  bool near = false;  // for long enough to be a visit
  std::string lens = {};
  double after = 0, distance = 0;  // s, m; of a lens that found it
};

struct FalseSighting {
  std::string camera, lens;
  double at = 0;  // s
};

struct Judged {
  std::vector<Person> people;  // by their coming
  std::vector<FalseSighting> falseSightings;
};

// Who is found before being near is told of twice, with one time of coming.
Person& personOf(Judged& judged, const std::string& camera, const nlohmann::json& fields) {
  const std::string name = fields.at("person");
  const double came = fields.at("came_s");
  for (Person& person : judged.people)
    if (person.camera == camera && person.name == name && person.came == came) return person;
  judged.people.push_back({.camera = camera, .name = name, .came = came});
  return judged.people.back();
}

void take(Judged& judged, const std::string& camera, const LoggedEvent& event) {
  const nlohmann::json& fields = event.fields;
  if (event.kind == "visit") personOf(judged, camera, fields).near = true;
  if (event.kind == "found") {
    Person& person = personOf(judged, camera, fields);
    person.lens = fields.at("lens");
    person.after = fields.at("after_s");
    person.distance = fields.at("distance_m");
  }
  if (event.kind == "false_sighting")
    judged.falseSightings.push_back({camera, fields.at("lens"), fields.at("at_s")});
}

Judged judgedIn(const EventLog& log) {
  Judged judged;
  for (const LoggedEvent& event : log.events())
    if (event.source.ends_with(kSource))
      take(judged, event.source.substr(0, event.source.rfind('/')), event);
  std::stable_sort(judged.people.begin(), judged.people.end(),
                   [](const auto& a, const auto& b) { return a.came < b.came; });
  return judged;
}

uint64_t countIn(const Signals& signals, const std::string& name) {
  const auto id = signals.find(name);
  return id ? static_cast<uint64_t>(signals.value(*id)) : 0;
}

DetectionFigures figuresOf(const ReportData& data, const std::string& camera) {
  const std::string device = camera + kSource + ".";
  return {camera, countIn(data.signals, device + "visits"), countIn(data.signals, device + "found"),
          countIn(data.signals, device + "false_sightings")};
}

std::string factsHtml(const DetectionFigures& figures, Duration length) {
  const auto share = static_cast<double>(figures.found) / static_cast<double>(figures.visits);
  const double hours = toSeconds(length) / 3600;
  std::string html = "<div class='facts'>" + fact("visits", std::to_string(figures.visits)) +
                     fact("found", std::to_string(figures.found));
  if (figures.visits > 0) html += fact("recall", fixed(share * 100, 0) + " %");
  html += fact("false sightings", std::to_string(figures.falseSightings));
  if (hours > 0)
    html += fact("false sightings per hour",
                 fixed(static_cast<double>(figures.falseSightings) / hours, 1));
  return html + "</div>\n";
}

std::string tableHtml(const std::string& head, const std::vector<std::string>& rows) {
  std::string html = "<div class='scroll'><table class='short'><tr>" + head + "</tr>\n";
  for (size_t i = 0; i < std::min(rows.size(), kMaxRows); ++i) html += "<tr>" + rows[i] + "</tr>\n";
  html += "</table></div>";
  if (rows.size() > kMaxRows)
    html += "<p class='soft'>The first " + std::to_string(kMaxRows) + " of " +
            std::to_string(rows.size()) + "; events.jsonl has all.</p>";
  return html;
}

std::string cell(const std::string& text) { return "<td>" + e(text) + "</td>"; }
std::string number(double value, const std::string& unit) {
  return "<td class='num'>" + fixed(value, 1) + ' ' + unit + "</td>";
}

std::string personRow(const Person& person) {
  const std::string note = person.near ? "" : " <span class='soft'>no visit</span>";
  const std::string row = "<td>" + e(person.name) + note + "</td>" + number(person.came, "s");
  if (person.lens.empty()) return row + "<td colspan='3'>" + tag(false, "not found") + "</td>";
  return row + number(person.after, "s") + number(person.distance, "m") + cell(person.lens);
}

class Section {
 public:
  explicit Section(const ReportData& data)
      : data_(data), judged_(judgedIn(data.events)), several_(data.scenario.cameras.size() > 1) {}

  std::string html() const {
    std::string html;
    for (const CameraSetup& camera : data_.scenario.cameras) html += camerasFacts(camera.name);
    if (html.empty()) return {};
    return section("Detection", rule() + html + people() + falseSightings());
  }

 private:
  static std::string rule() {
    return "<p class='soft'>By the ground truth. A visit: a person within " +
           fixed(DetectionScore::kReachM, 0) + " m for " +
           fixed(toSeconds(DetectionScore::kLongEnough), 0) +
           " s; found: a sighting lay on that person.</p>";
  }
  bool tellsOf(const DetectionFigures& figures) const {
    const auto there = [&](const auto& one) { return one.camera == figures.camera; };
    return figures.visits + figures.falseSightings > 0 ||
           std::any_of(judged_.people.begin(), judged_.people.end(), there);
  }
  std::string camerasFacts(const std::string& camera) const {
    const DetectionFigures figures = figuresOf(data_, camera);
    if (!tellsOf(figures)) return {};
    return (several_ ? "<h3>" + e(camera) + "</h3>" : "") +
           factsHtml(figures, data_.result.duration);
  }
  std::string cameraHead() const { return several_ ? "<th>Camera</th>" : ""; }
  std::string cameraCell(const std::string& name) const { return several_ ? cell(name) : ""; }

  std::string people() const {
    std::vector<std::string> rows;
    for (const Person& person : judged_.people)
      rows.push_back(cameraCell(person.camera) + personRow(person));
    if (rows.empty()) return {};
    return "<h3>Who came</h3>" +
           tableHtml(cameraHead() +
                         "<th>Person</th><th class='num'>Came at</th><th class='num'>Found "
                         "after</th><th class='num'>Distance</th><th>Lens</th>",
                     rows);
  }
  std::string falseSightings() const {
    std::vector<std::string> rows;
    for (const FalseSighting& one : judged_.falseSightings)
      rows.push_back(cameraCell(one.camera) + number(one.at, "s") + cell(one.lens));
    if (rows.empty()) return {};
    return "<h3>False sightings</h3>" +
           tableHtml(cameraHead() + "<th class='num'>At</th><th>Lens</th>", rows);
  }

  const ReportData& data_;
  const Judged judged_;
  const bool several_;
};

}  // namespace

std::vector<DetectionFigures> detectionFigures(const ReportData& data) {
  std::vector<DetectionFigures> all;
  for (const CameraSetup& camera : data.scenario.cameras) {
    const DetectionFigures figures = figuresOf(data, camera.name);
    if (figures.visits + figures.falseSightings > 0) all.push_back(figures);
  }
  return all;
}

std::string detectionSection(const ReportData& data) { return Section(data).html(); }

}  // namespace tw::sim
