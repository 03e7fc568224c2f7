// A bench with nothing but a card slot on it, and scratch files that vanish.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "sim/devices/card.h"

namespace tw::test {

struct CardBench {
  explicit CardBench(uint64_t seed = 1)
      : bench{queue, signals, trace, events, seed, "cam", [this] { ++wakes; }} {}
  sim::EventQueue queue;
  sim::Signals signals{[this] { return queue.now(); }};
  sim::Trace trace{[this] { return queue.now(); }};
  sim::EventLog events{[this] { return queue.now(); }};
  int wakes = 0;
  sim::Bench bench;
  sim::VirtualCardSlot slot{bench};

  void run(Duration d) {
    const Instant until = queue.now() + d;
    while (queue.runNext(until)) {
    }
  }
  // Lets the operation under way end, a minute at most.
  Result<Bytes> finish() {
    const Instant limit = queue.now() + std::chrono::minutes{1};
    while (slot.blocks().state() == hal::IoState::kBusy && queue.runNext(limit)) {
    }
    return slot.blocks().take();
  }
  Result<Bytes> write(uint64_t sector, const Bytes& data) {
    if (auto started = slot.blocks().startWrite(sector, data); !started) return started.error();
    return finish();
  }
  Result<Bytes> read(uint64_t sector, uint32_t count) {
    if (auto started = slot.blocks().startRead(sector, count); !started) return started.error();
    return finish();
  }
  Result<Bytes> flush() {
    if (auto started = slot.blocks().startFlush(); !started) return started.error();
    return finish();
  }
  double signal(const std::string& name) const {
    return signals.value(*signals.find("cam/card." + name));
  }
};

class Scratch {
 public:
  Scratch() {
    std::string name = std::filesystem::temp_directory_path() / "tweelens_test_XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    folder_ = name;
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

struct Ran {
  int status;
  std::string output;  // both streams
};

inline Ran runProgram(const std::string& command) {
  FILE* pipe =
      popen(("PATH=$PATH:/usr/sbin:/sbin; (" + command + ") 2>&1 </dev/null").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  char part[4096];
  while (const size_t n = fread(part, 1, sizeof part, pipe)) output.append(part, n);
  return {WEXITSTATUS(pclose(pipe)), output};
}

}  // namespace tw::test
