// One power cut: at which operation, at which moment of it, and what of the unflushed sectors
// arrives.
#pragma once

#include <span>
#include <string>

#include "tests/powercut/truth.h"

namespace tw::powercut {

struct Variant {
  enum class Moment { kBegun, kMidway, kEnded };  // kEnded: the firmware does not know it yet
  // Of the sectors that were written and not flushed, in the order of writing.
  enum class Arrives { kNothing, kAll, kFirst, kLast, kDice };
  const char* name;
  Moment moment;
  Arrives arrives;
  bool again = false;  // a second cut while the firmware mends what the first has left
};

std::span<const Variant> variantsOf(Operation::Kind kind);

struct Cut {
  Operation operation;
  int variant = 0;
  uint64_t seed = 1;  // of the run
};
std::string describe(const Cut& cut);

// Everything below is for a child that was forked off right after the operation had begun: it may
// do to its camera what it likes.

// Goes on to the cut's moment and pulls the plug.
void cutPower(Stage& stage, const Truth& truth, const Cut& cut);
// The plug again, and a start that is over: ready, the card settled, the session up when there is
// one to be had. Throws std::runtime_error: never ready.
void startAgain(Stage& stage, const Cut& cut);

}  // namespace tw::powercut
