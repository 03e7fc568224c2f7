// One run of the soak: a camera, and one episode after the other of what its seed draws.
#pragma once

#include <string>
#include <vector>

#include "tests/cardsoak/tally.h"

namespace tw::cardsoak {

struct RunSetup {
  uint64_t seed = 1;
  uint64_t episodes = 20;
  std::vector<std::string> faults = {};  // of the card, those that take part; empty: all
  bool lyingCard = false;                // flushes make nothing durable: the soak must notice
  bool story = false;                    // tells every act as it is done
};

// Of the card device. Throws InputError for one that it has not.
void checkFaults(const std::vector<std::string>& kinds);

Tally soak(const RunSetup& setup);

}  // namespace tw::cardsoak
