// Growing pauses between attempts, with jitter so that cameras of one outage do not all come back
// at once.
#pragma once

#include "firmware_core/base/time.h"
#include "firmware_core/hal/entropy.h"

namespace tw::fw {

// Uniform in [0, 1), from the hardware's entropy.
double uniform(hal::Entropy& entropy);

class Backoff {
 public:
  Backoff(Duration first, Duration last) : first_(first), last_(last), next_(first) {}

  // The present pause, +-20 %, never above the last one; the one after it is twice as long.
  Duration next(hal::Entropy& entropy);
  void reset() { next_ = first_; }

 private:
  Duration first_, last_, next_;
};

}  // namespace tw::fw
