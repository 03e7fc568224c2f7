#include "ui/app/precedence.h"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace tw::ui {

namespace {

// Mesa's threads that draw without a GPU are made with the application.
bool draws(int thread) {
  std::string name;
  std::getline(std::ifstream("/proc/self/task/" + std::to_string(thread) + "/comm"), name);
  return name.starts_with("llvmpipe");
}

}  // namespace

Precedence::Precedence() : first_(threads()) { std::erase_if(first_, draws); }

// One that has ended meanwhile does no harm.
void Precedence::apply() const {
  for (const int thread : threads())
    if (!first_.contains(thread)) setpriority(PRIO_PROCESS, static_cast<id_t>(thread), kNiceness);
}

std::set<int> Precedence::threads() {
  std::set<int> found;
  std::error_code none;  // a system without /proc: nobody gives way
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task", none))
    found.insert(std::stoi(entry.path().filename().string()));
  return found;
}

}  // namespace tw::ui
