// Night or day, by the ambient light sensor: with hysteresis, and never because of the camera's own
// light.
//
// Own white light is not subtracted: while it burns, only a reading that no own light makes counts,
// so that a lamp left on does not keep the camera in the night for ever. A sensor that does not
// answer changes nothing. Infrared does not reach the sensor.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/ambient_light.h"

namespace tw::fw {

class DayNight {
 public:
  static constexpr Lux kNightBelow{2};
  static constexpr Lux kDayAbove{5};
  // A lamp of 60 cd gives 667 lx on a wall 0.3 m away, and sends half of that back at most.
  static constexpr Lux kSurelyDay{1000};
  static constexpr Duration kDwell = std::chrono::seconds{5};   // that long before it counts
  static constexpr Duration kSample = std::chrono::seconds{1};  // between two looks

  // The sensor outlives this.
  explicit DayNight(const hal::AmbientLight& sensor) : sensor_(sensor) {}

  // `ownLight`: a white or alarm light of the camera burns now. The first reading decides at once.
  Instant poll(Instant now, bool ownLight);
  bool night() const { return night_.value_or(false); }
  bool known() const { return night_.has_value(); }

 private:
  void judge(Instant now, Lux lux, bool ownLight);

  const hal::AmbientLight& sensor_;
  std::optional<bool> night_;
  std::optional<Instant> otherSince_;  // readings speak for a switch since then, without a gap
  Instant nextLook_{};
};

}  // namespace tw::fw
