#include "firmware_core/system/status_led.h"

#include <array>

namespace tw::fw {
namespace {

struct Look {
  const char* name;
  bool red;
  bool blue;
  Duration half;  // zero: steady
};

constexpr std::array<Look, 7> kLooks{{
    {"off", false, false, Duration::zero()},
    {"solid_red", true, false, Duration::zero()},
    {"slow_red", true, false, kSlowHalf},
    {"fast_red", true, false, kFastHalf},
    {"solid_blue", false, true, Duration::zero()},
    {"slow_blue", false, true, kSlowHalf},
    {"fast_blue", false, true, kFastHalf},
}};

const Look& lookOf(LedPattern pattern) { return kLooks[static_cast<size_t>(pattern)]; }

}  // namespace

const char* toString(LedPattern pattern) { return lookOf(pattern).name; }

bool readyForConfiguration(const StatusInputs& inputs) {
  return !inputs.bound && !inputs.ethernetLink && !inputs.wifiConfigured;
}

LedPattern patternFor(const StatusInputs& inputs) {
  if (inputs.startingUp) return LedPattern::kSolidRed;
  if (inputs.cameraException) return LedPattern::kFastRed;
  if (readyForConfiguration(inputs)) return LedPattern::kFastBlue;
  if (!inputs.internetReached) return LedPattern::kSlowRed;
  if (inputs.watched) return LedPattern::kSolidBlue;
  return LedPattern::kSlowBlue;
}

void StatusLight::show(LedPattern pattern, Instant now) {
  if (driven_ && pattern == pattern_) return;
  pattern_ = pattern;
  since_ = now;
  drive(true);
}

Instant StatusLight::poll(Instant now) {
  const Duration half = lookOf(pattern_).half;
  if (!driven_ || half == Duration::zero()) return kNever;
  const int64_t halves = (now - since_) / half;
  drive(halves % 2 == 0);
  return since_ + half * (halves + 1);
}

void StatusLight::drive(bool lit) {
  const Look& look = lookOf(pattern_);
  const Colours colours{lit && look.red, lit && look.blue};
  if (driven_ == colours) return;
  driven_ = colours;
  led_.set(colours.red, colours.blue);
}

}  // namespace tw::fw
