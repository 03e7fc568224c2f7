// What a camera that lost its power kept of what it had promised.
//
// The clips are asked of the firmware twice: by the app from the camera that has started again, and
// from a card that is mounted once more, from which they are read as well. What a clip's bytes have
// in common with the rehearsal's, which was decoded frame by frame, is compared; its last two
// fragments are decoded again, whole clips where there is nothing to compare or `thorough` is set;
// then fsck.fat looks at the volume, too.
#pragma once

#include <string>
#include <vector>

#include "tests/powercut/truth.h"

namespace tw::powercut {

// As of the instant of the cut.
struct Promised {
  Ledger ledger;
  size_t settings = 0;  // the truth's that holds for certain; the next may
  uint64_t system = 0;  // systemHash() of a card in use
};

struct Verdict {
  uint64_t fragments = 0;  // acknowledged before the cut and not overwritten
  uint64_t lost = 0;       // of them: missing, or not playable
  uint64_t decoded = 0;    // frames
  std::vector<std::string> complaints;
};

// The camera is settled after its start; afterwards it is off.
Verdict judge(Stage& stage, const Truth& truth, const Promised& promised, bool thorough);

}  // namespace tw::powercut
