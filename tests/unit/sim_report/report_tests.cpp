// Judges: xmllint's HTML parser for the page, base64 for its data.
#include "sim/scenario/report.h"

#include <regex>

#include "sim/scenario/report_plots.h"
#include "sim/scenario/report_result.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

size_t countOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

struct Bench {
  Instant now{};
  Signals signals{[this] { return now; }};
  EventLog events{[this] { return now; }};
  Signal red{signals, {.name = "cam/led.red", .kind = SignalKind::kFlag}};
  Signal blue{signals, {.name = "cam/led.blue", .kind = SignalKind::kFlag}};
  Signal pan{signals, {.name = "cam/ptz_pan.angle_deg", .unit = "deg", .min = -180, .max = 180}};
  Scenario scenario;
  RunResult result;

  Bench() {
    scenario.name = "sample";
    scenario.cameras.resize(1);
    result.passed = true;
    result.seed = 7;
    result.duration = 10s;
  }
  ReportData data() { return {scenario, result, signals, events}; }
  ExpectationResult expectation(const std::string& title, bool passed, double relative) {
    ExpectationResult one;
    one.title = title;
    one.passed = passed;
    one.margin = {relative * 10, "s", relative, "text of " + title};
    return one;
  }
};

}  // namespace

TEST_CASE("Base64 agrees with coreutils for every length") {
  ScratchFolder scratch;
  std::string bytes;
  for (int length = 0; length < 70; ++length) {
    writeFile(scratch / "bytes", bytes);
    const ShellResult judge = shell("base64 -w 0 " + (scratch / "bytes").string());
    CHECK(base64(asBytes(bytes)) == judge.output);
    bytes += static_cast<char>(length * 73 + 5);
  }
}

TEST_CASE("The page states the verdict first and failed expectations before passed ones") {
  Bench bench;
  bench.result.passed = false;
  bench.result.expectations = {bench.expectation("held", true, 0.5),
                               bench.expectation("broke", false, -0.25)};
  const std::string html = reportHtml(bench.data());
  CHECK(has(html, "<div class='word'>Failed</div>"));
  CHECK(has(html, "1 of 2"));
  CHECK(html.find("text of broke") < html.find("text of held"));
  CHECK(has(html, "class='more' style='left:50.0%;width:25.0%'"));
  CHECK(has(html, "class='less' style='left:37.5%;width:12.5%'"));
}

TEST_CASE("The page needs nothing from elsewhere and is well-formed") {
  Bench bench;
  bench.scenario.title = "<script>alert(1)</script> & \"quotes\"";
  bench.events.add("cam/firmware", "log", {{"level", "info"}, {"text", "a <b> & c"}});
  ReportClip clip{.camera = "cam", .lens = "wide", .file = "clips/cam/a.mp4"};
  clip.frames = 30;
  clip.video = Bytes(100, 7);
  clip.stills = {{0.5, Bytes(10, 1), {{.kind = "<u>human", .box = {310, 120, 24, 61}}}}};
  bench.events.add("cam/detection", "visit", {{"person", "<u>anna"}, {"came_s", 1}});
  ReportData data = bench.data();
  data.clips = {clip};
  const std::string html = reportHtml(data);
  CHECK(!has(html, "http://"));
  CHECK(!has(html, "https://"));
  CHECK(!has(html, "<script>alert"));
  CHECK(!has(html, "<u>"));
  CHECK(has(html, "data:video/mp4;base64," + base64(clip.video)));
  ScratchFolder scratch;
  writeFile(scratch / "report.html", html);
  const ShellResult judge =
      shell("xmllint --html --noout " + (scratch / "report.html").string() +
            " 2>&1 | grep -v 'Tag "
            "\\(main\\|section\\|svg\\|path\\|rect\\|text\\|video\\|figure\\|figcaption\\|"
            "details\\|summary\\) invalid' | grep 'error'");
  CHECK(judge.output == "");
}

TEST_CASE("An expectation without a title stands there once, and what has no margin shows none") {
  Bench bench;
  ExpectationResult one = bench.expectation("", false, -1);
  one.words = "always cam/led.red is true";
  one.margin = {.relative = -1, .text = "the window never opened", .measured = false};
  bench.result.expectations = {one};
  const std::string html = reportHtml(bench.data());
  CHECK(countOf(html, one.words) == 1);
  CHECK(!has(html, "class='margin'"));
  bench.result.expectations.clear();
  CHECK(has(reportHtml(bench.data()), "Nothing was expected."));
}

TEST_CASE("Events are told in words, without what is empty") {
  Bench bench;
  bench.events.add("scenario", "command",
                   {{"camera", ""}, {"do", "open_app"}, {"with", nlohmann::json::object()}});
  bench.events.add("scenario", "command",
                   {{"camera", "cam"}, {"do", "insert_card"}, {"with", {{"capacity_gb", 4}}}});
  bench.events.add("phone", "answer",
                   {{"camera", "cam"}, {"answer", {{"ok", false}, {"error", "no card"}}}});
  const std::string html = reportHtml(bench.data());
  CHECK(has(html, "<td>open_app</td>"));
  CHECK(has(html, "<td>cam: insert_card (capacity_gb 4)</td>"));
  CHECK(has(html, "<td>answer (error no card, ok false), camera cam</td>"));
}

TEST_CASE("Notes stand with the steps") {
  Bench bench;
  ReportData data = bench.data();
  data.notes = {"step 2 pull_card: there was none"};
  CHECK(has(reportHtml(data), "step 2 pull_card: there was none"));
  CHECK(resultJson(data)["notes"][0] == data.notes[0]);
}

TEST_CASE("Steps too near to stand apart are one mark, with all their words") {
  Bench bench;
  const SignalPlots plots(bench.signals, Instant{100s});
  const std::vector<PlotMark> marks = {{Instant{10s}, "1", "first"},
                                       {Instant{50s}, "2", "second"},
                                       {Instant{50s}, "3", "third"},
                                       {Instant{51s}, "4", "fourth"}};
  const std::string row = plots.marks(marks);
  CHECK(countOf(row, "class='mark'") == 2);
  CHECK(has(row, ">1</span>"));
  CHECK(has(row, ">2-4</span>"));
  CHECK(has(row, "second\nthird\nfourth"));
}

TEST_CASE("The LED's row shows each flash in its colour, at its place") {
  Bench bench;
  bench.now = Instant{2s};
  bench.red.set(1);
  bench.now = Instant{4s};
  bench.red.set(0.0);
  bench.blue.set(1);
  bench.now = Instant{5s};
  bench.blue.set(0.0);
  const SignalPlots plots(bench.signals, Instant{10s});
  const std::string row = plots.ledRow("LED", bench.red.id(), bench.blue.id());
  CHECK(has(row, "class='red' x='200.00' y='1' width='200.00'"));
  CHECK(has(row, "class='blue' x='400.00' y='1' width='100.00'"));
  CHECK(!has(row, "both"));
}

TEST_CASE("A number's row runs between its lowest and highest value") {
  Bench bench;
  bench.now = Instant{5s};
  bench.pan.set(-30);
  bench.now = Instant{6s};
  bench.pan.set(90);
  const SignalPlots plots(bench.signals, Instant{10s});
  const std::string row = plots.row(bench.pan.id());
  CHECK(has(row, "-30 to 90 deg"));
  CHECK(has(row, "M0.00 31.00H500.00V40.00H600.00V4.00H1000"));
}

TEST_CASE("A row stays small however often its signal changes") {
  Bench bench;
  for (int i = 0; i < 200'000; ++i) {
    bench.now = Instant{i * 50us};
    bench.red.set(i % 2);
    bench.pan.set(i % 100);
  }
  const SignalPlots plots(bench.signals, Instant{10s});
  CHECK(plots.row(bench.red.id()).size() < 100'000);
  CHECK(plots.row(bench.pan.id()).size() < 200'000);
  CHECK(plots.ledRow("LED", bench.red.id(), bench.blue.id()).size() < 100'000);
}

TEST_CASE("Signals that expectations look at are plotted openly, the rest is folded away") {
  Bench bench;
  Expectation one;
  one.condition.kind = Condition::Kind::kAll;
  one.condition.parts.resize(2);
  one.condition.parts[0].signal = "cam/ptz_pan.angle_deg";
  one.condition.parts[1].signal = "cam/led.red";
  bench.scenario.expectations = {one, one};
  CHECK(expectedSignals(bench.scenario) ==
        std::vector<std::string>{"cam/ptz_pan.angle_deg", "cam/led.red"});
  bench.now = Instant{1s};
  bench.blue.set(1);
  const std::string html = reportHtml(bench.data());
  CHECK(has(html, "1 more signals that changed"));
  CHECK(html.find(">cam/ptz_pan.angle_deg<") < html.find("<details>"));
  CHECK(html.find("<details>") < html.find(">cam/led.blue<"));
}

TEST_CASE("The page holds at most 2000 events and says what it leaves out") {
  Bench bench;
  for (int i = 0; i < 2100; ++i) bench.events.add("cam/firmware", "log", {{"text", "line"}});
  const std::string html = reportHtml(bench.data());
  CHECK(countOf(html, ">line<") == 2000);
  CHECK(has(html, "2000 of 2100"));
}

TEST_CASE("The result tells verdict, margins, seed, build and hashes") {
  Bench bench;
  bench.result.expectations = {bench.expectation("held", true, 0.5)};
  bench.result.hashes = {{"trace", 0xABCull}};
  ReportData data = bench.data();
  data.build = "0.1.0-abc";
  const auto json = resultJson(data);
  CHECK(json["verdict"] == "passed");
  CHECK(json["seed"] == 7);
  CHECK(json["build"] == "0.1.0-abc");
  CHECK(json["hashes"]["trace"] == "0000000000000abc");
  CHECK(json["expectations"][0]["margin"]["relative"] == 0.5);
  CHECK(json["smallest_margin"] == 0.5);
}

TEST_CASE("Each event is one JSON object on a line, whatever its text") {
  Bench bench;
  bench.now = Instant{1500ms};
  bench.events.add("cam/firmware", "log", {{"text", "two\nlines \xff\xfe"}});
  bench.events.add("phone", "message", {{"seq", 3}});
  std::ostringstream out;
  writeEvents(bench.events, out);
  std::istringstream lines(out.str());
  std::string line;
  REQUIRE(std::getline(lines, line));
  CHECK(nlohmann::json::parse(line)["at_s"] == 1.5);
  REQUIRE(std::getline(lines, line));
  CHECK(nlohmann::json::parse(line)["seq"] == 3);
  CHECK(!std::getline(lines, line));
}
