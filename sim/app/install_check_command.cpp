// `tweelens install-check`: each mount of a scene against the manual's rules of installation.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/adviser/adviser.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/world/scene_file.h"

namespace tw::app {
namespace {

using sim::Advice;
using sim::Finding;
using sim::InputError;
using sim::Verdict;

std::vector<const sim::MountPoint*> mountsToJudge(const InstallSettings& settings,
                                                  const sim::SceneFile& scene) {
  if (!settings.mount.empty()) {
    try {
      return {&mountOf(scene, settings.mount)};
    } catch (const InputError& error) {
      throw InputError(settings.scene.string() + ": " + error.what());
    }
  }
  std::vector<const sim::MountPoint*> all;
  for (const sim::MountPoint& mount : scene.mounts) all.push_back(&mount);
  return all;
}

void requireSvg(const std::filesystem::path& plan) {
  if (!plan.empty() && plan.extension() != ".svg")
    throw InputError("--plan " + plan.string() +
                     ": the plan is an SVG; expected a name that ends in .svg");
}

void writePlan(const InstallSettings& settings, const std::vector<Advice>& all) {
  if (all.size() != 1) {
    std::vector<std::string> names;
    for (const Advice& advice : all) names.push_back(advice.mount);
    throw InputError("--plan draws one mount: name it by --mount, one of " + sim::joined(names));
  }
  std::ofstream out(settings.plan, std::ios::binary | std::ios::trunc);
  out << "<?xml version='1.0' encoding='UTF-8'?>\n" << all.front().plan;
  out.close();
  if (!out) throw InputError(settings.plan.string() + ": cannot be written; expected a new file");
}

size_t countOf(const Advice& advice, Verdict verdict) {
  return static_cast<size_t>(
      std::count_if(advice.findings.begin(), advice.findings.end(),
                    [verdict](const Finding& finding) { return finding.verdict == verdict; }));
}

void sayFinding(const Finding& finding) {
  constexpr const char* kMarks[] = {"  met      ", "  NOT MET  ", "  ?        "};
  say(kMarks[static_cast<int>(finding.verdict)] + finding.promise + " " + finding.name + ": " +
      finding.measured);
  say("           rule: " + finding.rule);
  say("           else: " + finding.consequence);
}

void sayAdvice(const std::string& scene, const std::string& camera, const Advice& advice) {
  say(camera + " in " + scene + " at the mount " + advice.mount + ": " +
      std::to_string(countOf(advice, Verdict::kMet)) + " rules met, " +
      std::to_string(countOf(advice, Verdict::kNotMet)) + " not met, " +
      std::to_string(countOf(advice, Verdict::kCannotTell)) + " cannot be told here");
  for (const Finding& finding : advice.findings) sayFinding(finding);
}

nlohmann::json toJson(const Finding& finding) {
  nlohmann::json figures = nlohmann::json::object();
  for (const sim::Figure& figure : finding.figures) figures[figure.name] = figure.value;
  return {{"promise", finding.promise},
          {"name", finding.name},
          {"rule", finding.rule},
          {"measured", finding.measured},
          {"verdict", toString(finding.verdict)},
          {"consequence", finding.consequence},
          {"figures", figures}};
}

nlohmann::json toJson(const Advice& advice) {
  nlohmann::json findings = nlohmann::json::array();
  for (const Finding& finding : advice.findings) findings.push_back(toJson(finding));
  return {{"mount", advice.mount}, {"findings", findings}};
}

}  // namespace

int installCheckCommand(const InstallSettings& settings) {
  requireSvg(settings.plan);
  const sim::CameraModel model = sim::loadCameraModel(settings.camera);
  const sim::SceneFile scene = sim::SceneFile::load(settings.scene);
  std::vector<Advice> all;
  for (const sim::MountPoint* mount : mountsToJudge(settings, scene))
    all.push_back(advise(scene, *mount, model));
  if (!settings.plan.empty()) writePlan(settings, all);
  nlohmann::json mounts = nlohmann::json::array();
  for (const Advice& advice : all) {
    if (settings.json)
      mounts.push_back(toJson(advice));
    else
      sayAdvice(scene.place->name, model.name, advice);
  }
  if (settings.json)
    say(nlohmann::json{{"scene", scene.place->name},
                       {"file", settings.scene.string()},
                       {"camera", model.name},
                       {"mounts", mounts}}
            .dump(2));
  const bool good = std::all_of(all.begin(), all.end(), [](const Advice& advice) {
    return countOf(advice, Verdict::kNotMet) == 0;
  });
  return good ? kPassed : kFailed;
}

}  // namespace tw::app
