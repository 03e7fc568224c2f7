// What may be shown of the card, from physical facts alone, and whether everybody shows the same.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/cardsoak/bench.h"

namespace tw::cardsoak {

// A card in error, or that refused writes, is tried again within so much time.
inline constexpr Duration kTriedAgain = std::chrono::minutes{33};
// Facts need so long to show.
inline constexpr Duration kShowsAfter = std::chrono::seconds{30};

// States of a card that is left alone and has no fault: one, but for a damaged volume.
std::set<std::string> statesAtRest(const Facts& facts, const CardBook::Damage& damage);
// At any instant kShowsAfter behind the last change.
std::set<std::string> allowedStates(const Facts& facts, const CardBook::Damage& damage,
                                    Instant now);

// Complaints about what firmware, app and LED show at this instant. The power is on.
std::vector<std::string> judgeShown(Bench& bench);

}  // namespace tw::cardsoak
