// What the program says: results on stdout, one line an error on stderr.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/twin/twin.h"

namespace tw::app {

void say(const std::string& line);        // stdout
void complain(const std::string& error);  // stderr, "tweelens: ..." on one line

// Runs a command and turns what it throws into a line and an exit code.
int guarded(const std::function<int()>& command);

// Columns as wide as their longest cell; the last one as it comes.
void sayTable(const std::vector<std::vector<std::string>>& rows);

std::string plural(size_t count, const std::string& noun);  // "1 scenario", "2 scenarios"
std::string shellQuoted(const std::string& word);
const std::map<std::string, sim::DrawMode>& drawModes();  // as --draw says them
std::string toString(sim::DrawMode mode);
int coresHere();  // that this process may use, at least 1

// The scenarios named by files and folders, in order, none twice. Throws InputError when a path is
// missing or a folder holds none.
std::vector<std::filesystem::path> scenarioFiles(const std::vector<std::filesystem::path>& paths);

}  // namespace tw::app
