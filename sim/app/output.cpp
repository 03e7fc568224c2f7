#include "sim/app/output.h"

#include <sched.h>

#include <algorithm>
#include <cstdio>

#include "firmware_core/base/check.h"
#include "sim/app/commands.h"
#include "sim/render/render_error.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/promises.h"

namespace tw::app {
namespace fs = std::filesystem;
namespace {

// UTF-8 characters, so that columns stay straight.
size_t widthOf(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string oneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

void say(const std::string& line) {
  std::fputs(line.c_str(), stdout);
  std::fputc('\n', stdout);
}

void complain(const std::string& error) {
  std::fflush(stdout);
  std::fprintf(stderr, "tweelens: %s\n", oneLine(error).c_str());
}

int guarded(const std::function<int()>& command) {
  try {
    const int code = command();
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
    complain("cannot write to the standard output");
    return std::max(code, kBadInput);
  } catch (const sim::InputErrors& errors) {
    const size_t more = errors.all().size() - 1;
    complain(errors.what() +
             (more > 0 ? " (and " + std::to_string(more) + " more: see `tweelens check`)" : ""));
    return kBadInput;
  } catch (const sim::InputError& error) {
    complain(error.what());
    return kBadInput;
  } catch (const sim::RenderError& error) {
    complain(std::string("cannot draw: ") + error.what());
    return kBadInput;
  } catch (const CheckFailed& error) {
    complain(std::string("internal error: ") + error.what());
  } catch (const std::exception& error) {
    complain(std::string("internal error: ") + error.what());
  }
  return kInternal;
}

void sayTable(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], widthOf(row[i]));
  }
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size()) line.append(widths[i] - widthOf(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    say(line);
  }
}

std::string plural(size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string shellQuoted(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '+';
  });
  if (plain) return word;
  std::string quoted = "'";
  for (char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

std::vector<fs::path> scenarioFiles(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  const auto add = [&files](const fs::path& file) {
    if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
  };
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (!fs::exists(path, error))
        throw sim::InputError(path.string() + ": no such file or folder");
      add(path);
      continue;
    }
    const auto found = sim::findScenarios(path);
    if (found.empty()) throw sim::InputError(path.string() + ": no *.scenario.json in this folder");
    for (const fs::path& file : found) add(file);
  }
  return files;
}

const std::map<std::string, sim::DrawMode>& drawModes() {
  static const std::map<std::string, sim::DrawMode> modes = {{"changes", sim::DrawMode::kChanges},
                                                             {"full", sim::DrawMode::kFull},
                                                             {"compare", sim::DrawMode::kCompared}};
  return modes;
}

std::string toString(sim::DrawMode mode) {
  for (const auto& [word, value] : drawModes())
    if (value == mode) return word;
  return {};
}

int coresHere() {
  cpu_set_t mine;
  return sched_getaffinity(0, sizeof mine, &mine) == 0 ? CPU_COUNT(&mine) : 1;
}

}  // namespace tw::app
