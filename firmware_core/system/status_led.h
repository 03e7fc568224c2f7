// The status LED: which pattern the state of the camera calls for, and the blinking itself.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/status_led.h"

namespace tw::fw {

enum class LedPattern { kOff, kSolidRed, kSlowRed, kFastRed, kSolidBlue, kSlowBlue, kFastBlue };
const char* toString(LedPattern pattern);  // "solid_red"

inline constexpr Duration kSlowHalf = std::chrono::seconds{1};  // on, and as long off
inline constexpr Duration kFastHalf = std::chrono::milliseconds{200};

// Facts, not conclusions: what they mean together is patternFor()'s business alone.
struct StatusInputs {
  bool startingUp = false;
  bool cameraException = false;  // a card error and the like; no card and an Uninitialised one: not
  bool bound = false;            // to an account
  bool ethernetLink = false;
  bool wifiConfigured = false;
  bool internetReached = false;
  bool watched = false;  // somebody has live view open
};

// By priority: starting up, camera exception, ready for configuration, network exception, watched,
// running.
LedPattern patternFor(const StatusInputs& inputs);

// Ready for configuration: bound to no account, no Ethernet link, no Wi-Fi configured.
bool readyForConfiguration(const StatusInputs& inputs);

class StatusLight {
 public:
  explicit StatusLight(hal::StatusLed& led) : led_(led) {}

  // A new pattern begins with light at `now`; the present one goes on undisturbed.
  void show(LedPattern pattern, Instant now);
  // Switches where it is due; returns the next switching instant, kNever for a steady light.
  Instant poll(Instant now);
  LedPattern pattern() const { return pattern_; }

 private:
  struct Colours {
    bool red;
    bool blue;
    bool operator==(const Colours&) const = default;
  };
  void drive(bool lit);

  hal::StatusLed& led_;
  std::optional<Colours> driven_{};  // as last set; unknown before the first
  LedPattern pattern_ = LedPattern::kOff;
  Instant since_{};  // begin of the pattern: all switching is counted from here
};

}  // namespace tw::fw
