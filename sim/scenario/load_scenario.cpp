#include <algorithm>

#include "sim/core/file_kind.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/promises.h"
#include "sim/scenario/scenario_run.h"
#include "sim/scenario/twin_stage.h"

namespace tw::sim {

namespace {

void requireFile(const Where& where, const std::filesystem::path& file, FileKind kind) {
  try {
    requireKind(file, kind);
  } catch (const InputError& error) {
    where.fail(error.what());
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    where.fail("there is no file " + inQuotes(file.string()));
}

void requireMount(const Where& where, const std::string& mount,
                  const std::vector<std::string>& mounts) {
  if (std::find(mounts.begin(), mounts.end(), mount) == mounts.end())
    where.fail("the scene has no mount " + inQuotes(mount) + suggestion(mount, mounts));
}

// In the folders above the scenario, or else above its scene: a run's log lies anywhere.
std::optional<Promises> promisesFor(const JsonDocument& document,
                                    const std::filesystem::path& file) {
  auto found = findPromises(file);
  if (found.empty() && document.json().is_object()) {
    const auto scene = document.json().find("scene");
    if (scene != document.json().end() && scene->is_string())
      found = findPromises(file.parent_path() / scene->get<std::string>());
  }
  if (found.empty()) return std::nullopt;
  return Promises::load(found);
}

}  // namespace

Scenario loadScenario(const std::filesystem::path& file) {
  return parseScenario(file, readInputFile(file));
}

Scenario parseScenario(const std::filesystem::path& file, std::string_view text) {
  requireKind(file, FileKind::kScenario);
  const JsonDocument document = JsonDocument::parse(file.string(), text);
  const std::optional<Promises> promises = promisesFor(document, file);
  Scenario scenario = readScenario(document, actions(), promises ? &*promises : nullptr);
  Problems problems;
  for (size_t i = 0; i < scenario.cameras.size(); ++i)
    problems.attempt([&] {
      requireFile(scenario.cameraPlaces[i], scenario.cameras[i].model, FileKind::kCamera);
    });
  problems.attempt([&] {
    requireFile(scenario.scenePlace, scenario.scene, FileKind::kScene);
    const std::vector<std::string> mounts = sceneMounts(scenario.scene);
    for (size_t i = 0; i < scenario.cameras.size(); ++i)
      problems.attempt(
          [&] { requireMount(scenario.cameraPlaces[i], scenario.cameras[i].mount, mounts); });
  });
  problems.throwIfAny();
  return scenario;
}

const char* toString(Pictures pictures) {
  switch (pictures) {
    case Pictures::kDrawn:
      return "drawn";
    case Pictures::kPattern:
      return "pattern";
    case Pictures::kNone:
      return "none";
  }
  return "";
}

TwinSetup twinSetup(const Scenario& scenario, uint64_t seed, Pictures pictures) {
  TwinSetup setup;
  setup.scene = scenario.scene;
  setup.cameras = scenario.cameras;
  setup.seed = seed;
  setup.pictures = pictures;
  return setup;
}

void checkScenario(const std::filesystem::path& file) { checkScenario(loadScenario(file)); }

void checkScenario(const Scenario& scenario) {
  Twin twin(twinSetup(scenario, scenario.seed, Pictures::kNone));
  TwinStage stage(twin);
  checkNames(scenario, stage);
}

}  // namespace tw::sim
