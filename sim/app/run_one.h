// One scenario from file to folder of results.
#pragma once

#include <filesystem>

#include "sim/app/commands.h"
#include "sim/scenario/junit.h"

namespace tw::app {

struct OneRun {
  int exitCode = kPassed;
  sim::JunitSuite suite = {};
};

// Runs it, says the verdicts, and leaves the results in <out>/<scenario name>/. Throws for bad
// input, with nothing left behind.
OneRun runOne(const std::filesystem::path& file, const RunSettings& settings);

// The suite of a run that another process did, from its result.json.
sim::JunitSuite suiteOf(const std::filesystem::path& resultFile);

}  // namespace tw::app
