#include "firmware_core/imaging/day_night.h"

namespace tw::fw {

Instant DayNight::poll(Instant now, bool ownLight) {
  if (now < nextLook_) return nextLook_;
  nextLook_ = now + kSample;
  if (const auto lux = sensor_.read())
    judge(now, lux.value(), ownLight);
  else
    otherSince_.reset();
  return nextLook_;
}

void DayNight::judge(Instant now, Lux lux, bool ownLight) {
  if (!night_) {
    if (!ownLight) night_ = lux < kNightBelow;
    return;
  }
  const bool lighter = lux > (ownLight ? kSurelyDay : kDayAbove);
  const bool darker = lux < kNightBelow && !ownLight;
  if (!(*night_ ? lighter : darker)) {
    otherSince_.reset();
    return;
  }
  if (!otherSince_) otherSince_ = now;
  if (now - *otherSince_ < kDwell) return;
  night_ = !*night_;
  otherSince_.reset();
}

}  // namespace tw::fw
