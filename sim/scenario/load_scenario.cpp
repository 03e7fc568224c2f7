#include "sim/core/json_reader.h"
#include "sim/scenario/promises.h"
#include "sim/scenario/scenario_run.h"
#include "sim/scenario/twin_stage.h"

namespace tw::sim {

namespace {

void requireFile(const Where& where, const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    where.fail("there is no file " + inQuotes(file.string()));
}

}  // namespace

Scenario loadScenario(const std::filesystem::path& file) {
  const JsonDocument document = JsonDocument::load(file);
  std::optional<Promises> promises;
  if (const auto found = findPromises(file); !found.empty()) promises = Promises::load(found);
  Scenario scenario = readScenario(document, actions(), promises ? &*promises : nullptr);
  requireFile(scenario.scenePlace, scenario.scene);
  for (size_t i = 0; i < scenario.cameras.size(); ++i)
    requireFile(scenario.cameraPlaces[i], scenario.cameras[i].model);
  return scenario;
}

TwinSetup twinSetup(const Scenario& scenario, uint64_t seed, Pictures pictures) {
  TwinSetup setup;
  setup.scene = scenario.scene;
  setup.cameras = scenario.cameras;
  setup.seed = seed;
  setup.pictures = pictures;
  return setup;
}

void checkScenario(const std::filesystem::path& file) {
  const Scenario scenario = loadScenario(file);
  Twin twin(twinSetup(scenario, scenario.seed, Pictures::kNone));
  TwinStage stage(twin);
  checkNames(scenario, stage);
}

}  // namespace tw::sim
