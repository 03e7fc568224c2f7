// The start: named steps one after the other, each with a time limit, all together within 30 s.
//
// A step that fails or takes too long is noted and the start goes on: a camera with a dead motor
// still watches. What a step began may end in its own time afterwards.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/base/time.h"

namespace tw::fw {

enum class StepOutcome { kWaiting, kRunning, kDone, kFailed, kTimedOut };
const char* toString(StepOutcome outcome);

struct StepStatus {
  StepOutcome outcome = StepOutcome::kRunning;
  std::string detail;  // one line; why it failed
};

struct StartStep {
  std::string name;
  Duration limit{};
  std::function<void(Instant now)> begin;  // may be empty
  std::function<StepStatus()> ask;         // after begin, at every poll, until it is over
  bool mayTakeLonger = false;              // no failure: its part itself shows how it is
};

struct StepReport {
  std::string name;
  StepOutcome outcome = StepOutcome::kWaiting;
  std::string detail;
  Duration took{};
};

class StartUp {
 public:
  static constexpr Duration kWhole = std::chrono::seconds{30};

  explicit StartUp(LogSink& console);

  void add(StartStep step);  // before begin()
  void begin(Instant now);
  // After the parts were polled: goes through as many steps as are over.
  Instant poll(Instant now);

  bool finished() const { return begun_ && at_ == steps_.size(); }
  bool allWell() const;           // every step so far was done
  std::string_view step() const;  // the one under way; "ready" when finished
  const std::vector<StepReport>& reports() const { return reports_; }

 private:
  void enter(Instant now);
  void leave(StepOutcome outcome, std::string detail, Instant now);
  Instant deadline() const;

  Log log_;
  std::vector<StartStep> steps_{};
  std::vector<StepReport> reports_{};
  size_t at_ = 0;
  bool begun_ = false;
  Instant begunAt_{};
  Instant stepAt_{};
};

}  // namespace tw::fw
