// What should have been recorded of a camera and what was: plain values, for reports.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "firmware_core/hal/lens_id.h"
#include "sim/twin/firmware_lines.h"
#include "sim/twin/spans.h"

namespace tw::sim {

// Times are known to a millisecond; a gap is a frame and this at least.
inline constexpr Duration kGapTolerance = std::chrono::milliseconds{10};

struct RecordingGap {
  Span span{};
  std::string cause = {};
};

struct SafeFragment {
  FragmentLine line{};
  Instant safeAt{};
  int pulls = 0;  // of cards, before: says which card it lies on
};

struct LensRecording {
  Spans recorded = {};  // also what was not due
  std::vector<SafeFragment> fragments = {};
  std::vector<RecordingGap> gaps = {};
  uint64_t onCard = 0, overwritten = 0;  // fragments, once the cards have been looked at
};

struct RecordingFigures {
  std::string camera = {};
  Instant judgedTo{};
  Duration frame{};  // interval
  Spans power = {}, card = {}, due = {};
  hal::PerLens<LensRecording> lenses{};

  Duration gapOf(hal::LensId lens) const;
  Duration recordedOf(hal::LensId lens) const;  // of what was due
};

}  // namespace tw::sim
