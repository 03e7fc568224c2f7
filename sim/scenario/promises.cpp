#include "sim/scenario/promises.h"

#include <algorithm>
#include <array>

#include "sim/core/json_reader.h"

namespace tw::sim {
namespace fs = std::filesystem;

Promises Promises::load(const fs::path& file) {
  static const std::array<std::string, 2> kBases = {"manual", "choice"};
  const JsonDocument document = JsonDocument::load(file);
  const JsonReader root = document.root();
  Promises promises;
  for (const JsonReader& section : root.array("sections")) {
    const std::string title = section.text("title");
    for (const JsonReader& entry : section.array("promises")) {
      Promise promise{entry.text("id"), title, entry.text("text"),
                      entry.choice("basis", kBases) == kBases[0],
                      entry.has("open") ? entry.text("open") : ""};
      if (!promises.byId_.emplace(promise.id, promises.all_.size()).second)
        entry.failAt("id", "'" + promise.id + "' is there twice");
      promises.all_.push_back(std::move(promise));
      entry.finish();
    }
    section.finish();
  }
  root.finish();
  return promises;
}

const Promise* Promises::find(const std::string& id) const {
  const auto found = byId_.find(id);
  return found == byId_.end() ? nullptr : &all_[found->second];
}

void Promises::require(const std::string& id) const {
  if (find(id)) return;
  std::vector<std::string> known;
  for (const Promise& promise : all_) known.push_back(promise.id);
  throw InputError("no promise '" + id + "'" + suggestion(id, known));
}

std::map<std::string, std::vector<std::string>> coverage(const Promises& promises,
                                                         const fs::path& folder) {
  std::map<std::string, std::vector<std::string>> covered;
  for (const fs::path& file : findScenarios(folder)) {
    const JsonDocument document = JsonDocument::load(file);
    const std::string name = file.stem().stem().string();  // "x.scenario.json" -> "x"
    for (const JsonReader& id : document.root().optionalArray("covers")) {
      try {
        promises.require(id.asText());
      } catch (const InputError& error) {
        id.fail(error.what());
      }
      auto& scenarios = covered[id.asText()];
      if (std::find(scenarios.begin(), scenarios.end(), name) == scenarios.end())
        scenarios.push_back(name);
    }
  }
  return covered;
}

std::vector<fs::path> findScenarios(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    std::error_code unreadable;  // such as a link to itself: no scenario
    if (it->is_regular_file(unreadable) &&
        it->path().filename().string().ends_with(".scenario.json"))
      files.push_back(it->path());
  }
  if (error) throw InputError(folder.string() + ": " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

fs::path findPromises(const fs::path& start) {
  std::error_code error;
  fs::path folder = fs::weakly_canonical(fs::absolute(start, error), error);
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  while (true) {
    if (fs::exists(folder / "promises.json", error)) return folder / "promises.json";
    if (folder == folder.root_path() || folder.empty()) return {};
    folder = folder.parent_path();
  }
}

}  // namespace tw::sim
