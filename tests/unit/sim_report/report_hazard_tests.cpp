// The page's section of light and eyes, from signals by hand and the product's own lamps.
#include "sim/scenario/report_hazard.h"

#include <regex>

#include "sim/scenario/report_hazard_map.h"
#include "sim/scenario/report_result.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using Catch::Detail::Approx;

namespace {

const std::filesystem::path kModel =
    std::filesystem::path(TWEELENS_SOURCE_DIR) / "models/cameras/dual_lens.camera.json";

struct Page {
  Instant now{};
  Signals signals{[this] { return now; }};
  EventLog events{[this] { return now; }};
  Scenario scenario;
  RunResult result;
  std::vector<ModelLamps> lamps;

  Page() {
    result.duration = 100s;
    for (const char* name : {"front", "back"}) {
      scenario.cameras.push_back({.name = name, .model = kModel, .mount = "wall"});
      for (const char* lamp : {"spotlight", "red_alarm", "blue_alarm"})
        signals.add({.name = std::string(name) + "/" + lamp + ".intensity_cd", .max = 1000});
      signals.add({.name = std::string(name) + "/infrared.intensity_w_sr", .max = 1000});
    }
    lamps = modelLamps(scenario);
  }
  void set(const std::string& name, double value, Duration at) {
    now = Instant{at};
    signals.set(*signals.find(name), value);
  }
  void person(const std::string& name) {
    signals.add({.name = "person/" + name + ".risk_group",
                 .kind = SignalKind::kChoice,
                 .labels = {"exempt", "risk group 1", "risk group 2", "risk group 3"}});
    signals.add({.name = "person/" + name + ".blue_light_dose_fraction", .max = 1000});
  }
  ReportData data() const {
    ReportData all{scenario, result, signals, events};
    all.lamps = lamps;
    return all;
  }
};

LampSafety tinySpotlight() {
  LampSafety lamp = modelLamps(Page().scenario).at(0).lamps.at(0);
  lamp.source.eye.diameter = 0.002;  // of risk group 2
  return lamp;
}

// Furthest to the right, in pixels, of the first path of this style.
double furthest(const std::string& svg, const std::string& style) {
  std::smatch path;
  REQUIRE(std::regex_search(svg, path, std::regex("class='" + style + "' d='([^']*)'")));
  const std::string points = path[1];
  double most = 0;
  const std::regex pair("[ML]([-0-9.]+) ");
  for (std::sregex_iterator at(points.begin(), points.end(), pair), end; at != end; ++at)
    most = std::max(most, std::stod((*at)[1]));
  return most;
}

}  // namespace

TEST_CASE("where no lamp shone and nobody was reached there is no section") {
  Page page;
  page.person("anna");
  CHECK(hazardSection(page.data()).empty());
  CHECK(eyesJson(page.data()).at("anna").at("blue_light_dose_fraction") == 0);
  CHECK(eyesJson(page.data()).at("anna").at("worst_risk_group") == "exempt");
  CHECK(eyesJson(Page().data()).empty());
  CHECK_FALSE(resultJson(Page().data()).contains("eyes"));
}

TEST_CASE("cameras of one model share a table of lamps, as the command line has it") {
  Page page;
  REQUIRE(page.lamps.size() == 1);
  CHECK(page.lamps[0].cameras == std::vector<std::string>{"front", "back"});
  page.set("front/spotlight.intensity_cd", 50, 10s);
  page.set("front/spotlight.intensity_cd", 0, 15s);
  page.set("front/spotlight.intensity_cd", 20, 20s);
  page.set("front/spotlight.intensity_cd", 0, 22500ms);
  page.set("back/spotlight.intensity_cd", 50, 99s);
  const std::string html = hazardSection(page.data());
  CHECK(has(html, "front, back"));
  CHECK(has(html, "<td>0.250 m</td>"));
  CHECK(has(html, "calibrated, not measured"));
  CHECK(has(html, "manual's 0.25 m"));
  CHECK(has(html, "<td class='num'>7.5 s</td>"));  // on for longest, at the front
  CHECK(has(html, "<td class='num'>-</td>"));      // the alarms
  CHECK_FALSE(has(html, "Who was reached"));
}

TEST_CASE("a lamp that is on at the end was on until then") {
  Page page;
  page.set("back/spotlight.intensity_cd", 50, 99s);
  CHECK(has(hazardSection(page.data()), "<td class='num'>1.0 s</td>"));
}

TEST_CASE("the table of people has the worst group and the final dose of those who were reached") {
  Page page;
  for (const char* name : {"anna", "ben", "carl"}) page.person(name);
  page.set("person/anna.risk_group", 1, 5s);
  page.set("person/anna.risk_group", 0, 6s);
  page.set("person/anna.blue_light_dose_fraction", 0.0931, 6s);
  page.set("person/carl.blue_light_dose_fraction", 0.00016, 7s);
  const std::string html = hazardSection(page.data());
  CHECK(has(html,
            "<td>anna</td><td><span class='tag care'>risk group 1</span></td>"
            "<td class='num'>9.3 %</td>"));
  CHECK(has(html,
            "<td>carl</td><td><span class='tag'>exempt</span></td>"
            "<td class='num'>0.016 %</td>"));
  CHECK_FALSE(has(html, "ben"));
  CHECK_FALSE(has(html, "<svg"));  // no lamp of a camera shone
  const nlohmann::json eyes = resultJson(page.data()).at("eyes");
  CHECK(eyes.size() == 3);
  CHECK(eyes.at("anna").at("worst_risk_group") == "risk group 1");
  CHECK(eyes.at("anna").at("blue_light_dose_fraction") == Approx(0.0931));
  CHECK(eyes.at("ben").at("blue_light_dose_fraction") == 0);
}

TEST_CASE("both maps show the lamps that were on, and no others") {
  Page page;
  page.set("front/infrared.intensity_w_sr", 2, 10s);
  const std::string infrared = hazardSection(page.data());
  CHECK(has(infrared, "from above"));
  CHECK(has(infrared, "from the side"));
  CHECK(has(infrared, "infrared: hazard value from 0.2 on"));
  CHECK_FALSE(has(infrared, "spotlight: hazard value"));
  CHECK(has(infrared, "infrared: exempt from 0.14 m"));
  CHECK_FALSE(has(infrared, "calibrated by"));
  page.set("front/spotlight.intensity_cd", 50, 10s);
  const std::string both = hazardSection(page.data());
  CHECK(has(both, "spotlight: hazard value from 1 on"));
  CHECK(has(both, "spotlight: exempt from 0.25 m"));
  CHECK(has(both, "risk group 1, 1 to 2"));
}

// It falls with the square of the distance.
TEST_CASE("the bands of the map are to scale") {
  const Page page;
  const LampSafety& spotlight = page.lamps[0].lamps[0];
  const std::string svg = hazardMap({&spotlight, 1}, {}, MapSide::kAbove);
  const double at1 = furthest(svg, "a1"), at02 = furthest(svg, "e2"), at01 = furthest(svg, "e1");
  const double a = 0.25 * std::sqrt(5) - 0.25, b = 0.25 * std::sqrt(10) - 0.25;
  CHECK((at02 - at1) / (at01 - at1) == Approx(a / b).margin(0.002));
  CHECK(furthest(svg, "exempt") == at1);
  CHECK(furthest(svg, "arc") == Approx(at1).margin(0.11));  // 0.25 m all around
  CHECK(has(svg, "m ahead of the mount"));
  CHECK(has(svg, "0.25 m all around"));
  // Without a body above and aside are the same drop.
  CHECK(furthest(hazardMap({&spotlight, 1}, {}, MapSide::kAside), "a1") == at1);
}

TEST_CASE("a lamp that is exempt everywhere has no group in its legend and no border") {
  Page page;
  page.set("front/red_alarm.intensity_cd", 5, 10s);
  const std::string html = hazardSection(page.data());
  CHECK(has(html, "<svg class='map'"));
  CHECK_FALSE(has(html, "class='exempt'"));
  CHECK_FALSE(has(html, "risk group 1, 1 to 2"));
}

TEST_CASE("group 2 is red on the map, and in its legend only where it is") {
  const Page page;
  const LampSafety& spotlight = page.lamps[0].lamps[0];
  const LampSafety tiny = tinySpotlight();
  CHECK_FALSE(has(hazardMap({&spotlight, 1}, {}, MapSide::kAbove), "class='r1'"));
  CHECK_FALSE(has(hazardLegend({&spotlight, 1}), "risk group 2"));
  CHECK(has(hazardMap({&tiny, 1}, {}, MapSide::kAbove), "class='r1'"));
  CHECK(has(hazardLegend({&tiny, 1}), "risk group 2"));
}
