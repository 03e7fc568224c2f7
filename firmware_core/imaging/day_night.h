// Night or day, by the ambient light sensor: with hysteresis, and never because of the camera's own
// light.
//
// What the spotlight brings to the sensor is learnt from the step in the readings whenever it goes
// on or off, and subtracted. That alone decides nothing: a car that parks in the beam, dew on the
// window or a lamp that ages change it. Where what is left speaks for a switch, the spotlight is to
// go out for a moment (wantsDark()), and the reading without it decides. While the alarm lights
// flash nothing is judged, except that no own light makes kSurelyDay. A sensor that does not answer
// changes nothing. Infrared does not reach the sensor.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/ambient_light.h"

namespace tw::fw {

struct OwnLight {
  double white = 0;       // duty of the spotlight, 0..1
  bool flashing = false;  // an alarm light burns
  bool operator==(const OwnLight&) const = default;
};

class DayNight {
 public:
  static constexpr Lux kNightBelow{2};
  static constexpr Lux kDayAbove{5};
  // A lamp of 60 cd gives 667 lx on a wall 0.3 m away, and sends half of that back at most.
  static constexpr Lux kSurelyDay{1000};
  static constexpr Duration kDwell = std::chrono::seconds{5};   // that long before it counts
  static constexpr Duration kSample = std::chrono::seconds{1};  // between two looks
  // After a change of own light, until no reading is older than it.
  static constexpr Duration kSettle = std::chrono::milliseconds{250};
  // After the spotlight went out in vain: the first time, doubled each time after that, at most.
  static constexpr Duration kAgain = std::chrono::minutes{1};
  static constexpr Duration kAgainMost = std::chrono::minutes{16};

  // The sensor outlives this.
  explicit DayNight(const hal::AmbientLight& sensor) : sensor_(sensor) {}

  // Judges where that is due; returns when to come again. The first reading without own light
  // decides at once.
  Instant poll(Instant now);
  // What burns from now on, told after each poll(); returns when to come again.
  Instant lit(Instant now, const OwnLight& own);

  bool night() const { return night_.value_or(false); }
  bool known() const { return night_.has_value(); }
  // The spotlight is to stay dark while this is true: 0.25 s, and 0.5 s where it stays on.
  bool wantsDark() const { return darkSince_.has_value(); }
  // Of the spotlight at full duty, as far as it is known.
  Lux ownWhite() const { return {ownLux_}; }

 private:
  struct Reading {
    Instant at{};
    double lux = 0;
  };
  void judge(Instant now, double lux);
  void learn(Instant now, double lux);
  void look(Instant now, double lux);
  void lookAgainLater(Instant now);
  bool speaksForOther(double lux) const;
  bool proven(double lux) const;
  void change();

  const hal::AmbientLight& sensor_;
  std::optional<bool> night_;
  std::optional<Instant> otherSince_;  // readings speak for a switch since then, without a gap
  Instant nextLook_{};

  OwnLight own_;
  double ownLux_ = 0;              // of the spotlight at full duty
  std::optional<Reading> before_;  // the last with this own light
  struct Edge {
    double lux, duty;  // before
  };
  std::optional<Edge> edge_;  // the spotlight changed, and no reading has come since

  std::optional<Instant> darkSince_;
  Instant notBefore_{};  // no other look without the spotlight
  Duration again_ = kAgain;
};

}  // namespace tw::fw
