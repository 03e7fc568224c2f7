// Events and signals as sim/twin/detection_score.h has them, written by hand.
#include "sim/scenario/report_detection.h"

#include "sim/scenario/report_result.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

struct Score {
  Score(Signals& signals, const std::string& camera)
      : visits(signals, {.name = camera + "/detection.visits", .kind = SignalKind::kCount}),
        found(signals, {.name = camera + "/detection.found", .kind = SignalKind::kCount}),
        falseOnes(signals,
                  {.name = camera + "/detection.false_sightings", .kind = SignalKind::kCount}) {}
  Signal visits, found, falseOnes;
};

struct Bench {
  Signals signals{[] { return Instant{}; }};
  EventLog events{[] { return Instant{}; }};
  Scenario scenario;
  RunResult result;
  std::vector<Score> scores;

  explicit Bench(const std::vector<std::string>& cameras = {"cam"}) {
    for (const std::string& name : cameras) {
      scenario.cameras.emplace_back().name = name;
      scores.emplace_back(signals, name);
    }
    result.duration = 1800s;
  }
  void visit(const std::string& person, double came, size_t camera = 0) {
    scores[camera].visits.increment();
    tell(camera, "visit", {{"person", person}, {"came_s", came}});
  }
  void found(const std::string& person, double came, double after, size_t camera = 0) {
    scores[camera].found.increment();
    tell(camera, "found",
         {{"person", person},
          {"came_s", came},
          {"lens", "ptz"},
          {"after_s", after},
          {"distance_m", 7.26}});
  }
  void falseSighting(double at, size_t camera = 0) {
    scores[camera].falseOnes.increment();
    tell(camera, "false_sighting", {{"lens", "wide"}, {"at_s", at}, {"box", {1, 2, 3, 4}}});
  }
  void tell(size_t camera, const std::string& kind, nlohmann::json fields) {
    events.add(scenario.cameras[camera].name + "/detection", kind, std::move(fields));
  }
  ReportData data() { return {scenario, result, signals, events}; }
  std::string html() { return detectionSection(data()); }
};

}  // namespace

TEST_CASE("The section tells recall, and false sightings by the hour of virtual time") {
  Bench bench;
  for (const double came : {10.0, 20.0, 30.0}) bench.visit("anna", came);
  bench.found("anna", 10, 2.5);
  bench.found("anna", 30, 2.5);
  for (const double at : {5.0, 6.0, 7.0}) bench.falseSighting(at);
  const std::string html = bench.html();
  CHECK(has(html, "<span>visits</span><b>3</b>"));
  CHECK(has(html, "<span>found</span><b>2</b>"));
  CHECK(has(html, "<span>recall</span><b>67 %</b>"));
  CHECK(has(html, "<span>false sightings</span><b>3</b>"));
  CHECK(has(html, "<span>false sightings per hour</span><b>6.0</b>"));
}

TEST_CASE("Who came stands with when, how soon, how far off and by which lens, or as not found") {
  Bench bench;
  bench.visit("bert", 40);
  bench.found("anna", 10.04, 2.5);  // before being near
  bench.visit("anna", 10.04);
  const std::string html = bench.html();
  const std::string anna =
      "<td>anna</td><td class='num'>10.0 s</td><td class='num'>2.5 s</td>"
      "<td class='num'>7.3 m</td><td>ptz</td>";
  const std::string bert =
      "<td>bert</td><td class='num'>40.0 s</td>"
      "<td colspan='3'><span class='tag bad'>not found</span></td>";
  CHECK(has(html, anna));
  CHECK(has(html, bert));
  CHECK(html.find(anna) < html.find(bert));
  CHECK(html.find("<td>anna</td>") == html.rfind("<td>anna</td>"));
}

TEST_CASE("A find belongs to that visit of a person's alone") {
  Bench bench;
  bench.visit("anna", 10);
  bench.visit("anna", 50);
  bench.found("anna", 50, 1);
  const std::string html = bench.html();
  CHECK(has(html, "10.0 s</td><td colspan='3'><span class='tag bad'>not found"));
  CHECK(has(html, "50.0 s</td><td class='num'>1.0 s"));
}

TEST_CASE("Who was found and is no visit is told as that") {
  Bench bench;
  bench.tell(
      0, "found",
      {{"person", "carl"}, {"came_s", 5}, {"lens", "wide"}, {"after_s", 1}, {"distance_m", 20}});
  const std::string html = bench.html();
  CHECK(has(html, "<span>visits</span><b>0</b>"));
  CHECK_FALSE(has(html, "recall"));
  CHECK(has(html, "carl <span class='soft'>no visit</span>"));
}

TEST_CASE("False sightings stand with their time and lens") {
  Bench bench;
  bench.falseSighting(12.34);
  const std::string html = bench.html();
  CHECK(has(html, "<td class='num'>12.3 s</td><td>wide</td>"));
  CHECK_FALSE(has(html, "Who came"));
}

TEST_CASE("Several cameras have their own figures, and a column in the tables") {
  Bench bench({"east", "west"});
  bench.visit("anna", 10, 1);
  bench.falseSighting(5, 0);
  const std::string html = bench.html();
  CHECK(html.find("<h3>east</h3>") < html.find("<h3>west</h3>"));
  CHECK(has(html, "<td>west</td><td>anna</td>"));
  CHECK(has(html, "<td>east</td><td class='num'>5.0 s</td>"));
  Bench single({"cam"});
  single.visit("anna", 10);
  CHECK(has(single.html(), "anna"));
  CHECK_FALSE(has(single.html(), "Camera"));
}

TEST_CASE("Without visits and sightings there is no section and no figure") {
  Bench bench;
  bench.events.add("cam/firmware", "log", {{"part", "detection"}, {"text", "armed"}});
  CHECK(bench.html().empty());
  CHECK_FALSE(has(reportHtml(bench.data()), "<h2>Detection</h2>"));
  CHECK_FALSE(resultJson(bench.data()).contains("detection"));
  bench.visit("anna", 10);
  CHECK(has(reportHtml(bench.data()), "<h2>Detection</h2>"));
}

TEST_CASE("The result has the figures of each camera that had any") {
  Bench bench({"east", "west", "north"});
  bench.visit("anna", 10, 0);
  bench.visit("anna", 30, 0);
  bench.found("anna", 10, 1, 0);
  bench.falseSighting(5, 1);
  const nlohmann::json expected = {{"east", {{"visits", 2}, {"found", 1}, {"false_sightings", 0}}},
                                   {"west", {{"visits", 0}, {"found", 0}, {"false_sightings", 1}}}};
  CHECK(resultJson(bench.data()).at("detection") == expected);
}

TEST_CASE("A person's name cannot break the page") {
  Bench bench;
  bench.visit("<b>'&", 10);
  CHECK(has(bench.html(), "<td>&lt;b&gt;&#39;&amp;</td>"));
}

TEST_CASE("The tables hold 200 rows and say what they leave out") {
  Bench bench;
  for (int i = 0; i < 201; ++i) bench.falseSighting(i);
  const std::string html = bench.html();
  CHECK(has(html, "<td class='num'>199.0 s</td>"));
  CHECK_FALSE(has(html, "<td class='num'>200.0 s</td>"));
  CHECK(has(html, "200 of 201"));
}
