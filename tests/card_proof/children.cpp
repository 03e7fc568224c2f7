#include "tests/card_proof/children.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace tw::proof {
namespace {

void writeAll(int pipe, const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t n = write(pipe, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    done += static_cast<size_t>(n);
  }
}

std::string readAll(int pipe) {
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t n = read(pipe, part.data(), part.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return text;
    text.append(part.data(), static_cast<size_t>(n));
  }
}

[[noreturn]] void beChild(int pipe, const std::function<std::string()>& work) {
  try {
    writeAll(pipe, work());
    _exit(0);
  } catch (const std::exception& e) {
    writeAll(pipe, e.what());
    _exit(1);
  }
}

std::string endOf(pid_t process, const std::string& text) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return std::string("crashed: ") + strsignal(WTERMSIG(status));
  return WEXITSTATUS(status) == 0 ? text : "crashed: " + text;
}

}  // namespace

void expectOneThread() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  if (std::distance(begin(tasks), end(tasks)) != 1)
    throw std::runtime_error("this process has more than one thread, and a fork copies only one");
}

void Children::start(const std::function<std::string()>& work, Told told) {
  if (running_.size() >= most_) waitForFirst();
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error(std::string("no pipe: ") + std::strerror(errno));
  const pid_t process = fork();
  if (process < 0) throw std::runtime_error(std::string("no child: ") + std::strerror(errno));
  if (process == 0) {
    close(ends[0]);
    beChild(ends[1], work);
  }
  close(ends[1]);
  running_.push_back({process, ends[0], std::move(told)});
}

void Children::waitForFirst() {
  const Child child = std::move(running_.front());
  running_.erase(running_.begin());
  const std::string text = readAll(child.pipe);
  close(child.pipe);
  child.told(endOf(child.process, text));
}

void Children::waitForAll() {
  while (!running_.empty()) waitForFirst();
}

}  // namespace tw::proof
