#include "sim/devices/led_decoder.h"

#include <array>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

bool near(Duration length, Duration phase) {
  const double ratio = toSeconds(length) / toSeconds(phase);
  return ratio >= 1 - LedDecoder::kTolerance && ratio <= 1 + LedDecoder::kTolerance;
}

}  // namespace

std::string_view toString(LedLook look) {
  static constexpr std::array<std::string_view, 8> kNames{"off",       "solid_red",  "slow_red",
                                                          "fast_red",  "solid_blue", "slow_blue",
                                                          "fast_blue", "irregular"};
  return kNames[static_cast<size_t>(look)];
}

LedDecoder::Pace LedDecoder::paceOf(Duration length) {
  if (near(length, kSlowPhase)) return Pace::kSlow;
  if (near(length, kFastPhase)) return Pace::kFast;
  return Pace::kNone;
}

std::optional<LedLook> LedDecoder::blink(const Phase& a, const Phase& b, State around) {
  if (a.state.dark() == b.state.dark()) return {};
  const State lit = a.state.dark() ? b.state : a.state;
  if (around != lit) return {};  // another pattern has cut one of them short
  const Pace pace = paceOf(a.length);
  if (lit.red == lit.blue || pace == Pace::kNone || pace != paceOf(b.length)) return {};
  if (lit.red) return pace == Pace::kSlow ? LedLook::kSlowRed : LedLook::kFastRed;
  return pace == Pace::kSlow ? LedLook::kSlowBlue : LedLook::kFastBlue;
}

LedLook LedDecoder::steady(State state) {
  if (state.dark()) return LedLook::kOff;
  if (state.red && state.blue) return LedLook::kIrregular;
  return state.red ? LedLook::kSolidRed : LedLook::kSolidBlue;
}

void LedDecoder::edge(Instant at, bool red, bool blue) {
  const State next{red, blue};
  if (next == state_) return;
  advance(at);
  const Phase ended{state_, at - since_};
  const bool wasLit = !ended.state.dark();
  const bool cut = wasLit && !next.dark();
  const auto seen = cut ? std::nullopt : blink(last_, ended, wasLit ? beforeLast_ : next);
  if (seen) {
    look_ = *seen;
    explained_ = at;
  } else if (at >= explained_ + kIrregularAfter) {
    look_ = LedLook::kIrregular;
  }
  beforeLast_ = last_.state;
  last_ = ended;
  state_ = next;
  since_ = at;
}

void LedDecoder::advance(Instant now) {
  TW_CHECK(now >= since_);
  if (!steadyNow(now)) return;
  look_ = steady(state_);
  explained_ = now;
}

Instant LedDecoder::deadline() const {
  return explained_ >= since_ + kSteadyAfter ? kNever : since_ + kSteadyAfter;
}

}  // namespace tw::sim
