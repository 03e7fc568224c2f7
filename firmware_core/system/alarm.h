// The alarm that frightens intruders off: red and blue lights in turn, and the siren.
//
// A detection's alarm lasts until kHold after the last sighting and shows and sounds what the
// settings allow. The app's alarm, by hand, flashes and sounds loudly whatever the settings of
// detections say, until it is stopped, at most kByHandMost. Stopping by hand also silences a
// detection's alarm until that is over. The siren ends after kSirenMost at the latest. Each flash
// has its end in the lamp's own timer, so that a hung firmware leaves no light burning; a restart
// darkens and silences all.
#pragma once

#include <optional>

#include "firmware_core/base/log.h"
#include "firmware_core/hal/light.h"
#include "firmware_core/hal/speaker.h"

namespace tw::fw {

struct AlarmSetup {
  bool lights = false;     // on a detection
  double siren = 0;        // on a detection: 0 = silent .. 1
  double byHandSiren = 1;  // 0..1
  bool asleep = false;     // nothing at all
  bool operator==(const AlarmSetup&) const = default;
};

class Alarm {
 public:
  static constexpr Duration kHold = std::chrono::seconds{15};
  static constexpr Duration kByHandMost = std::chrono::seconds{60};
  static constexpr Duration kSirenMost = std::chrono::seconds{60};
  // Of each colour in turn: 2.5 flashes a second of both together, below the three of WCAG 2.3.1,
  // also where alarms end and begin again.
  static constexpr Duration kFlash = std::chrono::milliseconds{400};

  // All borrowed; they outlive this.
  Alarm(hal::Light& red, hal::Light& blue, hal::Speaker& speaker, LogSink& console);

  void configure(const AlarmSetup& setup) { setup_ = setup; }

  void sighted(Instant now);  // begins a detection's alarm or keeps it going
  void startByHand(Instant now);
  void stopByHand();
  Instant poll(Instant now);

  bool detection() const { return detection_.has_value(); }  // one is under way
  bool active() const { return flashing_ || sirenLevel_ > 0; }
  // Bit 0: red burns; bit 1: blue.
  uint32_t state() const { return (red_.duty() > 0 ? 1u : 0u) | (blue_.duty() > 0 ? 2u : 0u); }

 private:
  struct Reason {
    Instant since{};
    Instant until{};
    bool silenced = false;
  };
  void endOver(Instant now);
  bool lightsWanted() const;
  double sirenWanted(Instant now) const;
  void flash(Instant now);
  void sound(Instant now);
  Instant due(Instant now) const;

  hal::Light& red_;
  hal::Light& blue_;
  hal::Speaker& speaker_;
  Log log_;
  AlarmSetup setup_;
  std::optional<Reason> detection_, byHand_;
  bool flashing_ = false;
  Instant flashingSince_{};
  Instant flashNotBefore_{};  // the next flash of a new beginning
  int64_t phase_ = -1;        // of flashing: even = red, odd = blue
  double sirenLevel_ = 0;
};

}  // namespace tw::fw
