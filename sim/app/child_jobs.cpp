#include "sim/app/child_jobs.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <stdexcept>

#include "sim/app/commands.h"

extern char** environ;

namespace tw::app {
namespace {

// A file in memory that a child writes and we read afterwards.
class Capture {
 public:
  explicit Capture(const char* name) : file_(memfd_create(name, MFD_CLOEXEC)) {
    if (file_ < 0) throw std::runtime_error(std::string("memfd_create: ") + std::strerror(errno));
  }
  ~Capture() {
    if (file_ >= 0) close(file_);
  }
  Capture(Capture&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Capture& operator=(Capture&&) = delete;
  int descriptor() const { return file_; }
  std::string read() const {
    std::string text;
    char part[4096];
    off_t at = 0;
    for (ssize_t size; (size = pread(file_, part, sizeof part, at)) > 0; at += size)
      text.append(part, static_cast<size_t>(size));
    return text;
  }

 private:
  int file_;
};

struct Child {
  pid_t process = 0;
  size_t task = 0;
  Capture output{"output"}, errors{"errors"};
};

Child start(const std::string& program, size_t task, const std::vector<std::string>& arguments) {
  Child child;
  child.task = task;
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, child.output.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, child.errors.descriptor(), STDERR_FILENO);
  const int error =
      posix_spawn(&child.process, "/proc/self/exe", &files, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) throw std::runtime_error(std::string("cannot start: ") + std::strerror(error));
  return child;
}

ChildResult resultOf(const Child& child, int status) {
  ChildResult result{0, child.output.read(), child.errors.read()};
  if (WIFEXITED(status)) {
    result.exitCode = WEXITSTATUS(status);
  } else {
    result.exitCode = kInternal;
    result.errors += "tweelens: internal error: ended by signal " +
                     std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) + ")\n";
  }
  return result;
}

ChildResult waitForOne(std::map<pid_t, Child>& running, size_t& task) {
  int status = 0;
  pid_t process = 0;
  do {
    process = waitpid(-1, &status, 0);
  } while (process < 0 && errno == EINTR);
  const auto found = running.find(process);
  if (found == running.end()) throw std::runtime_error("waited for an unknown process");
  task = found->second.task;
  ChildResult result = resultOf(found->second, status);
  running.erase(found);
  return result;
}

}  // namespace

void runChildren(const std::string& program, const std::vector<std::vector<std::string>>& arguments,
                 int jobs, const std::function<void(size_t task, const ChildResult&)>& done) {
  std::map<pid_t, Child> running;
  std::map<size_t, ChildResult> ended;
  size_t next = 0, told = 0;
  while (told < arguments.size()) {
    while (next < arguments.size() && running.size() < static_cast<size_t>(jobs)) {
      Child child = start(program, next, arguments[next]);
      ++next;
      running.emplace(child.process, std::move(child));
    }
    size_t task = 0;
    ChildResult result = waitForOne(running, task);
    ended.emplace(task, std::move(result));
    for (auto it = ended.find(told); it != ended.end(); it = ended.find(told)) {
      done(told++, it->second);
      ended.erase(it);
    }
  }
}

}  // namespace tw::app
