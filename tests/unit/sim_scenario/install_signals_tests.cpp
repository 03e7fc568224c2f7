// What the adviser found, as signals of a run. Judges: the adviser's own findings at every mount of
// every scene, and a run of the same camera that nobody advised.
#include "sim/scenario/install_signals.h"

#include <algorithm>

#include "sim/scenario/problems.h"
#include "sim/scenario/scenario_run.h"
#include "sim/scenario/twin_stage.h"
#include "sim/twin/camera.h"
#include "tests/support/input_errors.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

std::vector<std::filesystem::path> sceneFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kSource / "scenes"))
    if (entry.path().string().ends_with(".scene.json")) files.push_back(entry.path());
  return files;
}

// One camera at each mount, called after it.
TwinSetup atAllMounts(const std::filesystem::path& scene) {
  TwinSetup setup;
  setup.scene = scene;
  for (const std::string& mount : sceneMounts(scene))
    setup.cameras.push_back({.name = mount, .model = kModel, .mount = mount});
  return setup;
}

void checkFinding(const Twin& twin, const std::string& camera, const Finding& finding) {
  const std::string at = camera + "/install.";
  CHECK(text(twin, at + finding.name) == toString(finding.verdict));
  for (const Figure& figure : finding.figures) {
    if (figure.consequence) continue;
    INFO(figure.name);
    const SignalSpec& spec = twin.signals().spec(*twin.signals().find(at + figure.name));
    CHECK(value(twin, at + figure.name) == std::clamp(figure.value, spec.min, spec.max));
  }
}

std::string scenarioOf(const std::string& condition) {
  return R"({"title": "t", "scene": "plain_yard.scene.json", "duration_s": 1, "steps": [],
  "cameras": [{"name": "cam", "model": "../models/cameras/dual_lens.camera.json", "mount": "pole"}],
  "expect": [
    {"id": "hangs", "title": "t", "always": )" +
         condition + "}]}";
}

Scenario read(const std::string& condition) {
  return parseScenario(kSource / "scenes/yard.scenario.json", scenarioOf(condition));
}

std::string problem(const std::string& condition) {
  const std::string all = errorOf([&] { checkScenario(read(condition)); });
  return all.substr(std::min(all.size(), all.find("yard.scenario.json")));
}

RunResult run(const std::string& condition) {
  const Scenario scenario = read(condition);
  Twin twin(twinSetup(scenario, 1, Pictures::kNone));
  TwinStage stage(twin);
  return runScenario(scenario, stage, {.seed = 1});
}

}  // namespace

TEST_CASE("Every finding at every mount of every scene is told by signals, figure by figure") {
  const auto files = sceneFiles();
  REQUIRE(files.size() > 5);
  for (const auto& file : files) {
    Twin twin(atAllMounts(file));
    TwinStage stage(twin);
    stage.begin();
    REQUIRE(stage.advice().size() == twin.cameraNames().size());
    for (size_t i = 0; i < stage.advice().size(); ++i) {
      INFO(file << ", " << stage.advice()[i].mount);
      CHECK(stage.advice()[i].mount == twin.cameraNames()[i]);
      for (const Finding& finding : stage.advice()[i].findings)
        checkFinding(twin, twin.cameraNames()[i], finding);
    }
  }
}

TEST_CASE("What is not there is as far away as was looked, and what is not known is 0") {
  Signals signals{[] { return Instant{}; }};
  InstallSignals told(signals, "cam");
  const auto value = [&](const std::string& name) {
    return signals.value(*signals.find("cam/install." + name));
  };
  CHECK(signals.text(*signals.find("cam/install.eave")) == "cannot be told here");
  told.show({{.name = "eave", .verdict = Verdict::kMet},
             {.name = "height", .verdict = Verdict::kNotMet, .figures = {{"height_m", 40}}},
             {.name = "view", .verdict = Verdict::kMet, .figures = {{"nearest_m", 2.5}}}});
  CHECK(signals.text(*signals.find("cam/install.eave")) == "met");
  CHECK(value("eave_m") == 1);
  CHECK(value("notice_m") == 100);
  CHECK(value("height_m") == 10);
  CHECK(value("nearest_m") == 2.5);
  CHECK(value("june_wide_home_min") == 0);
}

TEST_CASE("Expectations judge how a camera hangs, from a run's first instant") {
  CHECK(run(R"({"signal": "cam/install.height", "is": "met"})").passed);
  CHECK_FALSE(run(R"({"signal": "cam/install.height", "is": "not met"})").passed);
  const RunResult high = run(R"({"signal": "cam/install.height_m", "at_least": 2.5})");
  CHECK(high.passed);
  CHECK(high.expectations[0].margin.relative == Approx(0.12));  // 0.3 m of 2.5
}

TEST_CASE("A rule, verdict or figure that there is not is said at its place, with what there is") {
  const std::string at = "yard.scenario.json:4: /expect/0/always";
  CHECK(problem(R"({"signal": "cam/install.hight", "is": "met"})") ==
        at + ": no signal 'cam/install.hight' (did you mean 'cam/install.height'?)");
  CHECK(problem(R"({"signal": "cam/install.height", "is": "good"})") ==
        at + ": signal 'cam/install.height' is one of 'cannot be told here', 'met', 'not met', not "
             "'good'");
  CHECK(problem(R"({"signal": "cam/install.height", "at_least": 2.5})") ==
        at + ": signal 'cam/install.height' is no number: compare it with 'is' or 'is_not'");
}

TEST_CASE("The firmware knows nothing of it: a run that is advised does what another does") {
  Twin advised(yard()), other(yard());
  TwinStage stage(advised);
  stage.begin();
  for (Twin* twin : {&advised, &other}) {
    bringOnline(*twin);
    initialiseCard(*twin);
    twin->runUntil(Instant{120s});
  }
  const auto left = advised.hashes(), right = other.hashes();
  for (size_t i = 0; i < left.size(); ++i) {
    INFO(left[i].first);
    CHECK((left[i] == right[i]) == (left[i].first != "signals"));
  }
}
