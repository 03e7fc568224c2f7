// Names what a person sees in a two-colour LED, from its edges alone.
//
// A phase counts as slow when it lasts 1 s +-20 %, as fast when it lasts 0.2 s +-20 %. Latency
// after a change: solid and off 1.3 s (sooner it could be a slow blink's phase); fast 0.4..0.6 s
// and slow 2..3 s (one lit and one dark phase must have been seen whole, the dark one between two
// lit ones of the same colour: at a change of pattern a cut phase can have any length). The old
// name stays meanwhile; when nothing fits for 4 s, and for both colours together, it is irregular.
#pragma once

#include <optional>
#include <string_view>

#include "firmware_core/base/time.h"

namespace tw::sim {

enum class LedLook {
  kOff,
  kSolidRed,
  kSlowRed,
  kFastRed,
  kSolidBlue,
  kSlowBlue,
  kFastBlue,
  kIrregular,
};

std::string_view toString(LedLook look);  // "slow_blue"

class LedDecoder {
 public:
  static constexpr Duration kSlowPhase = 1s;
  static constexpr Duration kFastPhase = 200ms;
  static constexpr double kTolerance = 0.2;  // of a phase
  static constexpr Duration kSteadyAfter = 1300ms;
  static constexpr Duration kIrregularAfter = 4s;

  // What is lit from now on; times never run back. Equal states are no edge.
  void edge(Instant at, bool red, bool blue);
  // To be called at deadline(), too.
  void advance(Instant now);
  Instant deadline() const;  // kNever when the name cannot change without an edge

  LedLook look() const { return look_; }

 private:
  struct State {
    bool red = false, blue = false;
    constexpr bool operator==(const State&) const = default;
    bool dark() const { return !red && !blue; }
  };
  struct Phase {
    State state{};
    Duration length{};
  };
  enum class Pace { kNone, kSlow, kFast };

  static Pace paceOf(Duration length);
  // `around`: what is lit on the dark phase's other side.
  static std::optional<LedLook> blink(const Phase& a, const Phase& b, State around);
  static LedLook steady(State state);
  bool steadyNow(Instant now) const { return now >= since_ + kSteadyAfter; }

  State state_{};
  Instant since_{-1h};   // of the present phase; dark since long ago
  Phase last_{};         // the one before it; length 0 = none yet
  State beforeLast_{};   // lit before that one
  Instant explained_{};  // until when the name was true
  LedLook look_ = LedLook::kOff;
};

}  // namespace tw::sim
