// The program's options; each command is a function of commands.h.
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>

#include "sim/app/build_id.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/scenes_folder.h"

namespace {

using namespace tw::app;
using tw::sim::Pictures;

const std::map<std::string, Pictures> kPictures = {
    {"drawn", Pictures::kDrawn}, {"pattern", Pictures::kPattern}, {"none", Pictures::kNone}};
const std::map<std::string, Video> kVideo = {
    {"drawn", Video::kDrawn}, {"all", Video::kAll}, {"none", Video::kNone}};

struct Options {
  RunSettings run;
  std::vector<std::filesystem::path> checked;
  std::filesystem::path scenes = tw::sim::scenesFolder(), listed = scenes;
  std::filesystem::path scenario = scenes / "first_day.scenario.json";
  std::filesystem::path camera = scenes.parent_path() / "models/cameras/dual_lens.camera.json";
  bool json = false;
  InstallSettings install{.camera = camera};
  std::filesystem::path left, right;
  int exitCode = kPassed;
};

// From `least` to `most`, both included; "nan" is neither.
CLI::Validator between(double least, double most) {
  char range[64];
  std::snprintf(range, sizeof range, "%g to %g", least, most);
  const auto check = [least, most, range = std::string(range)](const std::string& word) {
    double value = 0;
    const bool fits = CLI::detail::lexical_cast(word, value) && value >= least && value <= most;
    return fits ? std::string() : "must be a number from " + range + ", not " + word;
  };
  return CLI::Validator(check, std::string(range));
}

// An empty name is nobody's folder: a variable was not set.
CLI::Validator named() {
  return CLI::Validator(
      [](const std::string& word) { return word.empty() ? std::string("names no folder") : ""; },
      "");
}

// As in a scenario file: what a run writes down must be readable again.
CLI::Validator seedRange() {
  const auto check = [](const std::string& word) {
    const char* const end = word.data() + word.size();
    int64_t seed = -1;
    const auto read = std::from_chars(word.data(), end, seed);
    const bool fits = read.ec == std::errc() && read.ptr == end && seed >= 0;
    return fits ? std::string()
                : "must be a whole number from 0 to " + std::to_string(INT64_MAX) + ", not " + word;
  };
  return CLI::Validator(check, "");
}

// One of the words of `words`; said and read as words, never as numbers.
template <class Value, class Target>
void addWord(CLI::App& command, const std::string& name, Target& target,
             const std::map<std::string, Value>& words, const std::string& doc) {
  std::vector<std::string> known;
  for (const auto& [word, value] : words) known.push_back(word);
  command
      .add_option_function<std::string>(
          name, [&target, &words](const std::string& word) { target = words.at(word); }, doc)
      ->check(CLI::IsMember(known));
}

CLI::App* addCommand(CLI::App& app, Options& options, const std::string& name,
                     const std::string& doc, std::function<int()> work) {
  CLI::App* command = app.add_subcommand(name, doc);
  command->callback([&options, work = std::move(work)] { options.exitCode = guarded(work); });
  return command;
}

void addRun(CLI::App& app, Options& options) {
  RunSettings& run = options.run;
  CLI::App* command = addCommand(app, options, "run", "Play scenarios and judge them",
                                 [&run] { return runCommand(run); });
  command->add_option("paths", run.files, "Scenarios, or folders of them")->required();
  command->add_option("--out", run.out, "Folder for the results, one folder a scenario [out]")
      ->check(named());
  command->add_option("--seed", run.seed, "Of all random numbers, instead of the scenario's")
      ->check(seedRange());
  command->add_option("--jobs", run.jobs, "Scenarios at a time, each a process of its own [1]")
      ->check(CLI::Range(1, 256));
  command
      ->add_option("--threads", run.threads,
                   "Threads that draw and encode beside the simulation, and as many of a software "
                   "renderer; no result hangs on them "
                   "[the cores it may use, shared by the jobs]")
      ->check(CLI::Range(0, 256));
  addWord(
      *command, "--draw", run.drawMode, drawModes(),
      "changes: what changed since the last picture; compare: the same, and every tenth such one "
      "in full as well, which must be equal; full: each in full. No result hangs on it [changes]");
  command
      ->add_option("--pace", run.pace,
                   "Virtual seconds a wall second; 0 is as fast as possible [0]")
      ->check(between(0, 1e6));
  addWord(*command, "--video", run.video, kVideo,
          "Clips for the report: those of runs that make pictures (drawn), all, or none [drawn]");
  command->add_option("--time-limit", run.timeLimit, "Wall seconds for a run; 0 is none [0]")
      ->check(between(0, 1e9));
  addWord(*command, "--pictures", run.pictures, kPictures,
          "Drawn, a test pattern or none, instead of the scenario's");
  command->add_flag("--child", run.child)->group("");  // how `run` calls itself
}

void addInstallCheck(CLI::App& app, Options& o) {
  InstallSettings& install = o.install;
  CLI::App* command =
      addCommand(app, o, "install-check", "Judge how a camera hangs, by the manual's rules",
                 [&install] { return installCheckCommand(install); });
  command->add_option("scene", install.scene, "A place: *.scene.json")->required();
  command->add_option("--mount", install.mount, "One of its mounts; without, all of them");
  command->add_option("--camera", install.camera, "A camera model; without, the program's own");
  command->add_option("--plan", install.plan, "Where to write the watched area, as SVG")
      ->check(named());
  command->add_flag("--json", install.json, "As JSON");
  command->footer(
      "Exit codes: 0 no rule is broken, 1 a rule is not met, 2 bad input, 3 internal error.");
}

void addOthers(CLI::App& app, Options& o) {
  addCommand(app, o, "check", "Read scenarios and all that they name, without playing them",
             [&o] { return checkCommand(o.checked); })
      ->add_option("paths", o.checked, "Scenarios, or folders of them")
      ->required();
  addCommand(app, o, "list", "List the scenarios of a folder", [&o] {
    return listCommand(o.listed);
  })->add_option("folder", o.listed, "The folder; without, the program's own scenes");
  addCommand(app, o, "signals", "List all signals", [&o] {
    return signalsCommand(o.scenario);
  })->add_option("--scenario", o.scenario, "Whose cameras; without, the first day's");
  addCommand(app, o, "faults", "List all faults", [&o] {
    return faultsCommand(o.scenario);
  })->add_option("--scenario", o.scenario, "Whose cameras; without, the first day's");
  addCommand(app, o, "actions", "List all actions", [] { return actionsCommand(); });
  addCommand(app, o, "promises", "List what the product promises, and what covers it", [&o] {
    return promisesCommand(o.scenes);
  })->add_option("--scenes", o.scenes, "Folder of scenarios; without, the program's own");
  CLI::App* light = addCommand(app, o, "light-safety", "Say what each lamp may do to an eye",
                               [&o] { return lightSafetyCommand(o.camera, o.json); });
  light->add_option("camera", o.camera, "A camera model; without, the program's own");
  light->add_flag("--json", o.json, "As JSON");
  addInstallCheck(app, o);
  addCommand(app, o, "doctor", "Say what this machine draws and encodes with, and how fast",
             [] { return doctorCommand(); });
  CLI::App* diff = addCommand(app, o, "diff", "Find the first call in which two runs differ",
                              [&o] { return diffCommand(o.left, o.right); });
  diff->add_option("left", o.left, "Folder of a run")->required();
  diff->add_option("right", o.right, "Folder of another")->required();
}

// The commands of the program, or the options of a command.
std::vector<std::string> namesIn(const CLI::App& app, bool options) {
  std::vector<std::string> names;
  if (options) {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  } else {
    for (const CLI::App* command : app.get_subcommands(nullptr))
      names.push_back(command->get_name());
  }
  return names;
}

// For a word that is no command, or a word with dashes that is no option: which one was meant?
std::string whatWasMeant(const CLI::App& app, int argc, char** argv) {
  const CLI::App* command = nullptr;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("--")) {
      const auto known = namesIn(command ? *command : app, true);
      const std::string name = word.substr(0, word.find('='));
      if (std::find(known.begin(), known.end(), name) == known.end())
        return "no option " + tw::sim::inQuotes(name) + tw::sim::suggestion(name, known);
    } else if (!command) {
      const auto known = namesIn(app, false);
      if (std::find(known.begin(), known.end(), word) == known.end())
        return "no command " + tw::sim::inQuotes(word) + tw::sim::suggestion(word, known) +
               "; there are " + tw::sim::joined(known);
      command = app.get_subcommand(word);
    }
  }
  return "";
}

// Pictures go back to the system when they are done with. glibc would keep them once it saw some of
// their size go: a tenth of all memory.
void giveBackPictures() {
  constexpr int kPictureBytes = 512 * 1024;
  mallopt(M_MMAP_THRESHOLD, kPictureBytes);
}

}  // namespace

int main(int argc, char** argv) {
  giveBackPictures();
  Options options;
  options.run.program = argc > 0 ? argv[0] : "tweelens";
  CLI::App app{"Digital twin and hardware-in-the-loop simulator of a two-lens security camera."};
  app.set_version_flag("--version", std::string("tweelens ") + buildId());
  app.require_subcommand(1);
  app.footer("Exit codes: 0 passed, 1 an expectation failed, 2 bad input, 3 internal error.");
  addRun(app, options);
  addOthers(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    const std::string meant = whatWasMeant(app, argc, argv);
    complain((meant.empty() ? error.what() : meant) + " (try --help)");
    return kBadInput;
  }
  return options.exitCode;
}
