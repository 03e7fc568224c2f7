#include "sim/app/run_one.h"
#include "firmware_core/base/bytes.h"

#include <cmath>
#include <csignal>
#include <cstdio>
#include <map>

#include "sim/app/build_id.h"
#include "sim/app/canvas.h"
#include "sim/app/output.h"
#include "sim/app/progress.h"
#include "sim/core/json_reader.h"
#include "sim/core/number_text.h"
#include "sim/scenario/notes.h"
#include "sim/scenario/report_fragments.h"
#include "sim/scenario/report_hazard.h"
#include "sim/scenario/report_pulled_cards.h"
#include "sim/scenario/report_result.h"
#include "sim/scenario/twin_stage.h"
#include "sim/scenario/vcd.h"
#include "sim/scenario/words.h"
#include "sim/twin/camera.h"

namespace tw::app {
namespace fs = std::filesystem;
namespace {

volatile std::sig_atomic_t interrupted = 0;

std::string reproduction(const fs::path& file, const RunSettings& settings,
                         const sim::RunResult& result, sim::Pictures pictures) {
  return shellQuoted(settings.program) + " run " + shellQuoted(file.string()) + " --seed " +
         std::to_string(result.seed) + " --pictures " + toString(pictures) +
         (settings.drawMode == sim::DrawMode::kChanges ? ""
                                                       : " --draw " + toString(settings.drawMode));
}

std::vector<sim::Promise> covered(const sim::Scenario& scenario) {
  std::vector<sim::Promise> found;
  const fs::path file = sim::findPromises(scenario.file);
  if (file.empty()) return found;
  const sim::Promises all = sim::Promises::load(file);
  for (const std::string& id : scenario.covers)
    if (const sim::Promise* promise = all.find(id)) found.push_back(*promise);
  return found;
}

// A scenario on its twin, and all that is told of it.
class Run {
 public:
  Run(const fs::path& file, const RunSettings& settings)
      : settings_(settings),
        scenario_(sim::loadScenario(file)),
        seed_(settings.seed.value_or(scenario_.seed)),
        pictures_(settings.pictures.value_or(scenario_.pictures)),
        pacer_(settings.pace),
        folder_(settings.out / scenario_.name),
        canvas_(pictures_, settings.threads),
        twin_(setup()),
        stage_(twin_),
        cards_(twin_, folder_) {}

  OneRun play() {
    Progress progress(scenario_.name, pacer_);
    result_ = sim::runScenario(scenario_, stage_, options(progress));
    progress.update("writing the report");
    const sim::ReportData data = write();
    folder_.commit();
    progress.wipe();
    tell(data);
    return {result_.passed ? kPassed : kFailed, suite()};
  }

 private:
  sim::TwinSetup setup() const {
    sim::TwinSetup setup = sim::twinSetup(scenario_, seed_, pictures_);
    setup.renderer = canvas_.renderer();
    setup.drawMode = settings_.drawMode;
    setup.threads = static_cast<unsigned>(settings_.threads.value_or(coresHere()));
    return setup;
  }

  sim::RunOptions options(Progress& progress) {
    sim::RunOptions options;
    options.seed = seed_;
    if (settings_.pace > 0) options.pace = [this](Instant at) { pacer_.keepPace(at); };
    options.progress = [&progress](const sim::RunView& run) {
      progress.update(run.now(), run.end());
    };
    options.stop = [this]() -> std::string {
      if (interrupted) return "interrupted";
      if (settings_.timeLimit > 0 && pacer_.wallSeconds() > settings_.timeLimit)
        return "the time limit of " + sim::formatted("%.4g", settings_.timeLimit) +
               " s was reached";
      return {};
    };
    return options;
  }

  std::vector<sim::ReportClip> clips(const std::vector<sim::KeptCard>& cards) {
    if (settings_.video == Video::kNone) return {};
    if (settings_.video == Video::kDrawn && pictures_ == sim::Pictures::kNone) return {};
    sim::ClipLimits limits;
    if (settings_.video == Video::kAll) limits.embeddedEach = limits.embeddedAll = 400'000'000;
    return sim::collectClips(cards, twin_.events(), folder_, limits);
  }

  // How its cameras hang, as it was judged when the run began.
  std::vector<sim::InstalledCamera> installed() {
    std::vector<sim::InstalledCamera> all;
    std::map<fs::path, sim::NightCurves> nights;  // by model
    for (size_t i = 0; i < scenario_.cameras.size(); ++i) {
      const sim::CameraSetup& camera = scenario_.cameras[i];
      const auto [night, isNew] = nights.try_emplace(camera.model);
      if (isNew) night->second = nightCurves(twin_.camera(camera.name).model());
      all.push_back({camera.name, stage_.advice()[i], night->second});
    }
    return all;
  }

  sim::ReportData write() {
    const std::vector<sim::KeptCard> cards = cards_.finish();
    sim::ReportData data{scenario_, result_, twin_.signals(), twin_.events()};
    data.promises = covered(scenario_);
    data.notes = sim::notesOf(scenario_, result_, twin_.signals(), twin_.events());
    data.clips = clips(cards);
    data.recordings = twin_.recordings();
    data.lamps = sim::modelLamps(scenario_);
    sim::checkFragments(data.recordings, cards, folder_.folder());
    data.files = {"result.json", "events.jsonl", "commands.json", "trace.json", "signals.vcd"};
    for (const sim::KeptCard& card : cards) data.files.push_back(card.file);
    for (const sim::PhoneFile& file : twin_.phoneFiles()) {
      data.files.push_back("phone/" + file.name);
      folder_.write(data.files.back(), asText(file.bytes));
    }
    data.pictures = toString(pictures_);
    data.drawnBy = canvas_.description();
    data.build = buildId();
    data.reproduce = reproduction(scenario_.file, settings_, result_, pictures_);
    data.wallSeconds = pacer_.wallSeconds();
    data.drawing = twin_.drawingCounts();
    data.installed = installed();
    writeFiles(data);
    return data;
  }

  void writeFiles(const sim::ReportData& data) {
    folder_.write("commands.json", commands().dump(2) + '\n');
    folder_.write("events.jsonl", [this](auto& out) { sim::writeEvents(twin_.events(), out); });
    folder_.write("trace.json",
                  [this](auto& out) { sim::writeTrace(twin_.trace().seconds(), out); });
    folder_.write("signals.vcd", [this](auto& out) {
      sim::writeVcd(twin_.signals(), Instant{result_.duration}, out);
    });
    folder_.write("report.html", sim::reportHtml(data));
    folder_.write("result.json", sim::resultJson(data).dump(2) + '\n');
  }

  // As the run was, not as the scenario says: with the seed and pictures that were used.
  nlohmann::json commands() const {
    nlohmann::json scenario = sim::commandsAsScenario(scenario_, result_);
    scenario["seed"] = seed_;
    scenario["pictures"] = toString(pictures_);
    return scenario;
  }

  void tell(const sim::ReportData& data) const {
    say(scenario_.name + ": " + (scenario_.title.empty() ? "" : scenario_.title + ' ') + "(seed " +
        std::to_string(seed_) + ", pictures " + toString(pictures_) + ")");
    std::vector<std::vector<std::string>> rows;
    for (const sim::ExpectationResult& one : result_.expectations)
      rows.push_back({one.passed ? "  pass" : "  FAIL", one.title.empty() ? one.words : one.title,
                      marginText(one.margin), one.margin.text});
    sayTable(rows);
    for (size_t i = 0; i < result_.steps.size(); ++i) {
      const sim::Step& step = scenario_.steps[i];
      if (!result_.steps[i].firedAt && !step.optional)
        say("  FAIL  never came: " + step.place() + ": waiting for " + step.trigger.waitsFor());
    }
    for (const std::string& note : data.notes) say("  note: " + note);
    if (!result_.cutShort.empty()) say("  FAIL  cut short: " + result_.cutShort);
    char times[96];
    std::snprintf(times, sizeof times, "%.1f s of virtual time in %.1f s",
                  toSeconds(result_.duration), data.wallSeconds);
    const bool nothing = result_.expectations.empty() && result_.passed;
    say((result_.passed ? "PASSED  " : "FAILED  ") + scenario_.name + ", " + times +
        (nothing ? " (nothing was expected)" : ""));
    say("report: " + (folder_.destination() / "report.html").string());
    if (!result_.passed) say("reproduce: " + data.reproduce);
  }

  static std::string marginText(const sim::Margin& margin) {
    const std::string words = sim::marginWords(margin);
    return words.empty() ? "" : "margin " + words;
  }

  sim::JunitSuite suite() const { return suiteOf(folder_.destination() / "result.json"); }

  const RunSettings& settings_;
  const sim::Scenario scenario_;
  const uint64_t seed_;
  const sim::Pictures pictures_;
  sim::Pacer pacer_;
  sim::RunFolder folder_;
  Canvas canvas_;
  sim::Twin twin_;
  sim::TwinStage stage_;
  sim::PulledCards cards_;
  sim::RunResult result_;
};

void catchInterrupts() {
  struct sigaction action = {};
  action.sa_handler = [](int) { interrupted = 1; };
  action.sa_flags = SA_RESETHAND;  // a second one ends the program at once
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

OneRun runOne(const fs::path& file, const RunSettings& settings) {
  catchInterrupts();
  Run run(file, settings);
  return run.play();
}

sim::JunitSuite suiteOf(const fs::path& resultFile) {
  const auto document = sim::JsonDocument::load(resultFile);
  const nlohmann::json& result = document.json();
  sim::JunitSuite suite{result.at("scenario"), result.at("wall_s"), {}};
  for (const auto& one : result.at("expectations")) {
    const std::string title = one.at("title"), words = one.at("words"),
                      margin = one.at("margin").at("text");
    const bool passed = one.at("passed");
    suite.cases.push_back({title.empty() ? words : title,
                           passed ? sim::JunitOutcome::kPassed : sim::JunitOutcome::kFailed, margin,
                           words + "\n" + result.at("reproduce").get<std::string>()});
  }
  for (const auto& step : result.at("steps")) {
    if (!step.at("at_s").is_null() || step.at("optional")) continue;
    suite.cases.push_back({"step: " + step.at("words").get<std::string>(),
                           sim::JunitOutcome::kFailed, "never came", step.at("trigger")});
  }
  if (const std::string why = result.at("cut_short"); !why.empty())
    suite.cases.push_back({"reaches its end", sim::JunitOutcome::kFailed, why, {}});
  return suite;
}

}  // namespace tw::app
