#include "firmware_core/vision/light_history.h"

namespace tw::fw {

void LightHistory::changed(Instant at, int state, Duration fade) {
  if (state == last_) return;
  last_ = state;
  if (changes_.full()) before_ = changes_.pop().state;
  changes_.push({at, at + fade, state});
}

std::optional<int> LightHistory::during(const hal::AnalysisFrame& frame) const {
  const Instant begin = frame.capturedAt - frame.exposure.shutter / 2 - kSlack;
  const Instant end = frame.capturedAt + frame.exposure.shutter / 2 + kSlack;
  int state = before_;
  for (const Change& change : changes_) {
    if (change.at >= end) break;
    if (change.settled > begin && change.state != state) return std::nullopt;
    state = change.state;
  }
  return state;
}

}  // namespace tw::fw
