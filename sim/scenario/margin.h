// How close an expectation came to failing.
#pragma once

#include <optional>
#include <string>

#include "firmware_core/base/time.h"

namespace tw::sim {

struct Margin {
  double value = 0;       // positive: room left; negative: missed by that much
  std::string unit = {};  // "s", "times", or the signal's own
  double relative = 0;    // the same as a share of what was asked for, -1..1
  std::string text = {};  // one line, e.g. "came after 21.3 s of 30 s"
  bool measured = true;   // false: there was no window to measure in
};

// "11.935 s (40 %)"; empty where there was nothing to measure.
std::string marginWords(const Margin& margin);

struct ExpectationResult {
  std::string id = {};
  std::string title = {};
  std::string words = {};  // what was asked for, as one line
  bool passed = false;
  bool open = false;  // what comes could still turn it; of a run that was cut short: could have
  Margin margin = {};
  std::optional<Instant> from = {}, to = {};  // the window, as far as it came
  std::optional<Instant> decidedAt = {};  // when it was met or broken, where one instant says so
};

}  // namespace tw::sim
