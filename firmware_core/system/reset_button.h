// The RESET button, debounced: held for 5 s it asks for a factory reset, once.
//
// The 5 s count from the first contact of the press. Released earlier: nothing. A button that is
// already held when the firmware starts (still held from the reset before, or stuck) has to be
// released first, so that one long press cannot reset the camera again and again.
#pragma once

#include "firmware_core/base/time.h"
#include "firmware_core/hal/button.h"

namespace tw::fw {

class ResetButton {
 public:
  static constexpr Duration kDebounce = std::chrono::milliseconds{30};
  static constexpr Duration kHold = std::chrono::seconds{5};

  explicit ResetButton(const hal::Button& button) : button_(button) {}

  // Also called at every edge (the button raises the wake line).
  Instant poll(Instant now);
  // True once for each press that was held long enough.
  bool takeRequest();
  bool pressed() const { return pressed_; }  // debounced

 private:
  void watchContact(Instant now);
  void settle();

  const hal::Button& button_;
  bool started_ = false;
  bool contact_ = false;    // raw, as last seen
  bool bouncing_ = false;   // the contact has not been steady for kDebounce since its last edge
  Instant contactSince_{};  // its last edge
  Instant firstEdge_{};     // of the present bouncing
  bool pressed_ = false;    // after debouncing
  bool armed_ = false;      // this press may still ask
  Instant pressedSince_{};  // first contact of the press
  bool request_ = false;
};

}  // namespace tw::fw
