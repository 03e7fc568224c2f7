// What hands did in a run, as a scenario that passes by itself and comes to the same hashes.
//
// It is the run's command log (sim::commandsAsScenario), made whole where the run was ended early:
// it ends where the run did, and keeps of the steps those that came and of the expectations those
// that were decided and held. What it leaves out stands in its description, each with the reason.
#pragma once

#include <QString>
#include <QStringList>
#include <nlohmann/json.hpp>

#include "sim/scenario/scenario_run.h"

namespace tw::ui {

struct Recording {
  nlohmann::json scenario = {};
  QStringList leftOut = {};  // a line each
};

// `pictures`: those of the run, which may not be the scenario's. Throws InputError where there is
// nothing to record: the run was ended at its beginning.
Recording recordingOf(const sim::Scenario& scenario, const sim::RunResult& result,
                      sim::Pictures pictures);

// Checks it as `tweelens check` does before it is written. Throws InputError.
void saveRecording(const Recording& recording, const QString& file);

}  // namespace tw::ui
