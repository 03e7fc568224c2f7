// The program's commands, one function each. They return an exit code, and throw what guarded()
// turns into one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/twin/twin.h"

namespace tw::app {

// What scripts and CI rely on.
inline constexpr int kPassed = 0;
inline constexpr int kFailed = 1;    // an expectation did not hold; `diff`: the runs differ
inline constexpr int kBadInput = 2;  // the user's files, folders or machine; never a bug of ours
inline constexpr int kInternal = 3;  // a bug of ours

// Which of the recorded clips a report gets.
enum class Video { kDrawn, kAll, kNone };  // kDrawn: those of runs that make pictures

struct RunSettings {
  std::vector<std::filesystem::path> files = {};
  std::filesystem::path out = "out";
  std::optional<uint64_t> seed = {};  // else the scenario's
  int jobs = 1;
  std::optional<int> threads = {};  // else the machine's cores, shared by the jobs
  sim::DrawMode drawMode = sim::DrawMode::kChanges;
  double pace = 0;  // virtual seconds a wall second; 0: as fast as possible
  Video video = Video::kDrawn;
  double timeLimit = 0;                        // wall s a run; 0: none
  std::optional<sim::Pictures> pictures = {};  // else the scenario's
  bool child = false;                          // one of many, run by another of us: no junit.xml
  std::string program = {};  // as it was called, for the line that reproduces a run
};

struct InstallSettings {
  std::filesystem::path scene = {};
  std::string mount = {};  // empty: all of the scene
  std::filesystem::path camera = {};
  std::filesystem::path plan = {};  // where the plan goes, a .svg; empty: nowhere
  bool json = false;
};

int runCommand(const RunSettings& settings);
int checkCommand(const std::vector<std::filesystem::path>& files);
int listCommand(const std::filesystem::path& folder);
int promisesCommand(const std::filesystem::path& scenes);
int signalsCommand(const std::filesystem::path& scenario);  // of its cameras
int faultsCommand(const std::filesystem::path& scenario);
int actionsCommand();
int lightSafetyCommand(const std::filesystem::path& camera, bool json);
int installCheckCommand(const InstallSettings& settings);
int doctorCommand();
int diffCommand(const std::filesystem::path& left, const std::filesystem::path& right);

}  // namespace tw::app
