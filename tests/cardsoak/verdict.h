// Whether the card holds what it owes: asked of the camera by the app, then of a card that is
// mounted once more by the firmware's own hand, read clip by clip, compared sector by sector with
// what was acknowledged, and played; now and then fsck.fat looks at the volume, too.
//
// For a copy of the process: it may do to its camera what it likes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cardsoak/bench.h"

namespace tw::cardsoak {

struct Verdict {
  uint64_t promises = 0;   // clips and pictures that are owed, wholly or in part
  uint64_t fragments = 0;  // of them, pictures included, owed
  uint64_t lost = 0;       // of these: missing, other or not playable
  uint64_t destroyed = 0;  // fragments that nobody owes any more, physically destroyed
  uint64_t decoded = 0;    // frames
  std::vector<std::string> complaints = {};
  std::vector<uint32_t> broken = {};  // slots that were complained about
  std::vector<uint32_t> played = {};  // slots whose promise has played to its last frame
};
nlohmann::json toJson(const Verdict& verdict);
Verdict verdictFrom(const nlohmann::json& json);

// No fault is on. `check`: with fsck.fat.
Verdict judgeCard(Bench& bench, bool check);

}  // namespace tw::cardsoak
