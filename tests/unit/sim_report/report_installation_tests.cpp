// The section on how cameras hang. Judge: xmllint's parser for the page with a real plan.
#include "sim/scenario/report_installation.h"

#include "sim/world/scene_file.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

const std::filesystem::path kSource = TWEELENS_SOURCE_DIR;

struct Page {
  Signals signals{[] { return Instant{}; }};
  EventLog events{[] { return Instant{}; }};
  Scenario scenario;
  RunResult result;
  std::vector<InstalledCamera> installed;

  ReportData data() const {
    ReportData all{scenario, result, signals, events};
    all.installed = installed;
    return all;
  }
};

Finding finding(Verdict verdict, const std::string& measured) {
  return {.promise = "INS-5",
          .name = "wall",
          .rule = "far from walls",
          .measured = measured,
          .verdict = verdict,
          .consequence = "it is dazzled"};
}

}  // namespace

TEST_CASE("Each finding is a row with its verdict, and what it says is escaped") {
  Page page;
  page.installed = {{"cam", {"pole", {finding(Verdict::kNotMet, "0.2 m < 0.3 m")}, "<svg/>"}}};
  const std::string html = installationSection(page.data());
  CHECK(has(html, "<h2>Installation</h2>"));
  CHECK(has(html, "cam, at the mount pole"));
  CHECK(has(html, "<span class='tag bad'>not met</span>"));
  CHECK(has(html, "0.2 m &lt; 0.3 m"));
  CHECK(has(html, "it is dazzled"));
  CHECK(has(html, "<svg/>"));
  page.installed[0].advice.findings = {finding(Verdict::kMet, ""),
                                       finding(Verdict::kCannotTell, "")};
  const std::string others = installationSection(page.data());
  CHECK(has(others, "<span class='tag'>met</span>"));
  CHECK(has(others, "<span class='tag plain'>cannot be told here</span>"));
}

TEST_CASE("Without cameras there is no section") {
  CHECK(installationSection(Page().data()).empty());
}

TEST_CASE("Two cameras and their plans make a page that a parser takes") {
  const SceneFile scene = SceneFile::load(kSource / "scenes/plain_yard.scene.json");
  const CameraModel model = loadCameraModel(kSource / "models/cameras/dual_lens.camera.json");
  const NightCurves night = nightCurves(model);
  Page page;
  for (const MountPoint& mount : scene.mounts)
    page.installed.push_back({"cam_" + mount.name, advise(scene, mount, model), night});
  REQUIRE(page.installed.size() == 2);
  ScratchFolder scratch;
  writeFile(scratch / "part.xml", "<div>" + installationSection(page.data()) + "</div>");
  const ShellResult judge = shell("xmllint --noout " + (scratch / "part.xml").string());
  INFO(judge.output);
  CHECK(judge.status == 0);
}
