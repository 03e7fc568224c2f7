#include "firmware_core/system/reset_button.h"

#include <algorithm>
#include <utility>

namespace tw::fw {

Instant ResetButton::poll(Instant now) {
  watchContact(now);
  if (armed_ && contact_ && now - pressedSince_ >= kHold) {
    request_ = true;
    armed_ = false;
  }
  // An open contact when the 5 s are over is a bounce or the release: 30 ms will tell.
  const Instant steady = bouncing_ ? contactSince_ + kDebounce : kNever;
  const Instant held = armed_ && contact_ ? pressedSince_ + kHold : kNever;
  return std::min(steady, held);
}

void ResetButton::watchContact(Instant now) {
  const bool contact = button_.pressed();
  if (!started_) {
    started_ = true;
    contact_ = pressed_ = contact;  // not a press of its own: armed_ stays false
    return;
  }
  if (bouncing_ && now - contactSince_ >= kDebounce) settle();
  if (contact == contact_) return;
  if (!bouncing_) firstEdge_ = now;
  bouncing_ = true;
  contact_ = contact;
  contactSince_ = now;
}

void ResetButton::settle() {
  bouncing_ = false;
  if (contact_ == pressed_) return;
  pressed_ = contact_;
  armed_ = pressed_;
  pressedSince_ = firstEdge_;
}

bool ResetButton::takeRequest() { return std::exchange(request_, false); }

}  // namespace tw::fw
