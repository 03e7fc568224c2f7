// The hardware watchdog: restarts the chip unless kicked in time. Once started it cannot be
// stopped.
#pragma once

#include "firmware_core/base/time.h"

namespace tw::hal {

class Watchdog {
 public:
  virtual ~Watchdog() = default;
  void start(Duration timeout);  // 0.1 s .. 60 s; starting again changes the timeout
  virtual void kick() = 0;

 private:
  virtual void doStart(Duration timeout) = 0;
};

}  // namespace tw::hal
