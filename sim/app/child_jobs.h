// Runs this program again for each of many tasks, some at a time, each in a process of its own: one
// that crashes takes nobody along.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tw::app {

struct ChildResult {
  int exitCode = 0;  // kInternal for one that was killed
  std::string output, errors;
};

// `arguments` of each task, without the program's name. `done` is told of each in the order of the
// tasks, as soon as it and all before it have ended.
void runChildren(const std::string& program, const std::vector<std::vector<std::string>>& arguments,
                 int jobs, const std::function<void(size_t task, const ChildResult&)>& done);

}  // namespace tw::app
