// The page's section of what was due and what was recorded, from figures by hand.
#include "sim/scenario/report_gaps.h"

#include "sim/scenario/report_fragments.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

struct Page {
  Signals signals{[] { return Instant{}; }};
  EventLog events{[] { return Instant{}; }};
  Scenario scenario;
  RunResult result;
  RecordingFigures figures{.camera = "cam", .judgedTo = Instant{80s}, .frame = 100ms};

  Page() { result.duration = 100s; }
  ReportData data() const {
    ReportData all{scenario, result, signals, events};
    all.recordings = {figures};
    return all;
  }
};

SafeFragment fragment(uint64_t clip, uint64_t number, uint64_t slot) {
  return {{hal::LensId::kWide, clip, number, 10, slot, Instant{10s}}, Instant{12s}, 0};
}

}  // namespace

TEST_CASE("without anything due there is neither a section nor figures") {
  const Page page;
  CHECK(gapsSection(page.data()).empty());
  CHECK(recordingJson(page.data()).empty());
}

TEST_CASE(
    "due, recorded and missing seconds stand in the figures, a bar of each lens in the page") {
  Page page;
  page.figures.power = page.figures.card = {{Instant{5s}, Instant{60s}}};
  page.figures.due = {{Instant{10s}, Instant{50s}}};
  page.figures.lenses[0].recorded = {{Instant{10s}, Instant{47s}}};
  page.figures.lenses[0].gaps = {{{Instant{47s}, Instant{50s}}, "card pulled"}};
  page.figures.lenses[1].recorded = {{Instant{9s}, Instant{51s}}};
  const nlohmann::json cam = recordingJson(page.data()).at("cam");
  CHECK(cam.at("due_s") == 40);
  CHECK(cam.at("wide").at("recorded_s") == 37);
  CHECK(cam.at("wide").at("gap_s") == 3);
  CHECK(cam.at("wide").at("gaps")[0].at("cause") == "card pulled");
  CHECK(cam.at("ptz").at("gap_s") == 0);
  const std::string html = gapsSection(page.data());
  CHECK(has(html, "cam wide"));
  CHECK(has(html, "cam ptz"));
  CHECK(has(html, "<rect class='gap' x='470.00'"));
  CHECK(has(html, "<td>card pulled</td>"));
}

TEST_CASE("what was called safe and lies on no image is a gap") {
  Page page;
  page.figures.due = {{Instant{10s}, Instant{50s}}};
  page.figures.lenses[0].fragments = {fragment(3, 1, 7)};
  std::vector<RecordingFigures> all{page.figures};
  checkFragments(all, {{"cam", "no_such.img"}}, ".");
  REQUIRE(all[0].lenses[0].gaps.size() == 1);
  CHECK(all[0].lenses[0].gaps[0].cause == "not on the card");
  CHECK(all[0].gapOf(hal::LensId::kWide) == 1s);
  CHECK(all[0].lenses[0].onCard == 0);
}

TEST_CASE("what the ring wrote over is no gap") {
  Page page;
  page.figures.due = {{Instant{10s}, Instant{50s}}};
  page.figures.lenses[0].fragments = {fragment(3, 1, 7), fragment(9, 1, 7)};
  std::vector<RecordingFigures> all{page.figures};
  checkFragments(all, {{"cam", "no_such.img"}}, ".");
  CHECK(all[0].lenses[0].overwritten == 1);
  CHECK(all[0].lenses[0].gaps.size() == 1);  // the later one, which is on no image either
}
