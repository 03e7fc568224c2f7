// Watches the parts of the firmware and kicks the hardware watchdog only while all are well.
//
// A part is well while it reports in within its longest allowed silence. The first one that does
// not is named in the note for the next start, kicking ends for good, and the watchdog restarts the
// chip. When nothing runs at all, no poll and no note, the watchdog fires just the same.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/system_control.h"
#include "firmware_core/hal/watchdog.h"

namespace tw::fw {

using PartId = size_t;

class Supervisor {
 public:
  static constexpr Duration kTimeout = std::chrono::seconds{8};

  Supervisor(hal::Watchdog& watchdog, hal::SystemControl& system, LogSink& console);

  // Before start(). A silence longer than maxSilence means that the part hangs; at least 0.1 s.
  PartId add(std::string name, Duration maxSilence);
  // The watchdog's time-out as Watchdog::start() takes it; kicked four times as often.
  void start(Instant now, Duration timeout = kTimeout);

  void reportIn(PartId part, Instant now);

  Instant poll(Instant now);

  bool healthy() const { return hung_.empty(); }
  const std::string& hung() const { return hung_; }  // name of the part, empty while all are well

 private:
  struct Part {
    std::string name;
    Duration maxSilence{};
    Instant lastSeen{};
  };
  const Part* silentPart(Instant now) const;

  hal::Watchdog& watchdog_;
  hal::SystemControl& system_;
  Log log_;
  std::vector<Part> parts_{};
  std::string hung_{};
  bool started_ = false;
  Duration kickEvery_{};
  Instant nextKick_{};
};

}  // namespace tw::fw
