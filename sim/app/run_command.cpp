// `tweelens run`: one scenario in this process, several in one each.
#include <algorithm>
#include <cstdio>
#include <map>

#include "sim/app/child_jobs.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/app/progress.h"
#include "sim/app/run_one.h"
#include "sim/core/json_reader.h"
#include "sim/core/number_text.h"
#include "sim/scenario/run_files.h"
#include "sim/scenario/scenario.h"

namespace tw::app {
namespace fs = std::filesystem;
namespace {

std::string plain(double value) { return sim::formatted("%.17g", value); }

// Jobs that run side by side have no cores to spare for each other.
int threadsOfChild(const RunSettings& settings) {
  return settings.threads.value_or(std::max(1, coresHere() / settings.jobs));
}

std::vector<std::string> childArguments(const fs::path& file, const RunSettings& settings) {
  static const std::map<Video, std::string> kVideo = {
      {Video::kDrawn, "drawn"}, {Video::kAll, "all"}, {Video::kNone, "none"}};
  std::vector<std::string> arguments = {"run",
                                        file.string(),
                                        "--out",
                                        settings.out.string(),
                                        "--child",
                                        "--pace",
                                        plain(settings.pace),
                                        "--video",
                                        kVideo.at(settings.video),
                                        "--time-limit",
                                        plain(settings.timeLimit),
                                        "--threads",
                                        std::to_string(threadsOfChild(settings)),
                                        "--draw",
                                        toString(settings.drawMode)};
  if (settings.seed) arguments.insert(arguments.end(), {"--seed", std::to_string(*settings.seed)});
  if (settings.pictures)
    arguments.insert(arguments.end(), {"--pictures", toString(*settings.pictures)});
  return arguments;
}

// Reads all of them before any is run: one broken file among many is told of at once, and two of
// one name would write over each other. Returns their names.
std::vector<std::string> namesOf(const std::vector<fs::path>& files) {
  std::vector<std::string> names, errors;
  std::map<std::string, fs::path> known;
  for (const fs::path& file : files) {
    try {
      names.push_back(sim::loadScenario(file).name);
      const auto [other, fresh] = known.emplace(names.back(), file);
      if (!fresh)
        errors.push_back(file.string() + ": has the same name as " + other->second.string() +
                         ", and so the same folder of results");
    } catch (const sim::InputError& error) {
      errors.push_back(error.what());
    }
  }
  if (errors.empty()) return names;
  for (size_t i = 0; i + 1 < errors.size(); ++i) complain(errors[i]);
  throw sim::InputError(errors.back() + "; nothing was run");
}

sim::JunitSuite failedSuite(const std::string& name, const ChildResult& child) {
  const std::string first = child.errors.substr(0, child.errors.find('\n'));
  return {name, 0, {{"runs", sim::JunitOutcome::kError, first, child.errors}}};
}

// A child that ended in 0 or 1 has left a result; one that did not has said why.
sim::JunitSuite suiteOfChild(const std::string& name, const ChildResult& child,
                             const RunSettings& settings) {
  if (child.exitCode > kFailed) return failedSuite(name, child);
  return suiteOf(settings.out / name / "result.json");
}

void saySummary(const std::map<int, size_t>& ended, size_t count, const RunSettings& settings) {
  static const std::map<int, std::string> kWords = {{kPassed, "passed"},
                                                    {kFailed, "failed"},
                                                    {kBadInput, "bad input"},
                                                    {kInternal, "internal error"}};
  std::string line = plural(count, "scenario") + ":";
  for (const auto& [code, number] : ended)
    line += (line.back() == ':' ? " " : ", ") + std::to_string(number) + ' ' + kWords.at(code);
  say(line + "; " + (settings.out / "junit.xml").string());
}

int runMany(const std::vector<fs::path>& files, const RunSettings& settings) {
  const std::vector<std::string> names = namesOf(files);
  sim::requireWritable(settings.out);
  std::vector<std::vector<std::string>> arguments;
  for (const fs::path& file : files) arguments.push_back(childArguments(file, settings));
  std::vector<sim::JunitSuite> suites;
  std::map<int, size_t> ended;
  sim::Pacer pacer;
  Progress progress("run", pacer);
  progress.update("0 of " + std::to_string(files.size()));
  runChildren(
      settings.program, arguments, settings.jobs, [&](size_t task, const ChildResult& child) {
        progress.wipe();
        std::fputs(child.output.c_str(), stdout);
        std::fflush(stdout);
        std::fputs(child.errors.c_str(), stderr);
        suites.push_back(suiteOfChild(names[task], child, settings));
        ++ended[std::clamp(child.exitCode, kPassed, kInternal)];
        progress.update(std::to_string(suites.size()) + " of " + std::to_string(files.size()));
      });
  progress.wipe();
  sim::replaceFile(settings.out / "junit.xml", sim::junitXml(suites));
  saySummary(ended, files.size(), settings);
  return ended.rbegin()->first;
}

}  // namespace

int runCommand(const RunSettings& settings) {
  const std::vector<fs::path> files = scenarioFiles(settings.files);
  if (files.size() > 1) return runMany(files, settings);
  const OneRun run = runOne(files.front(), settings);
  if (!settings.child) sim::replaceFile(settings.out / "junit.xml", sim::junitXml({run.suite}));
  return run.exitCode;
}

}  // namespace tw::app
