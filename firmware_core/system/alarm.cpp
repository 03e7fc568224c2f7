#include "firmware_core/system/alarm.h"

#include <algorithm>

namespace tw::fw {

Alarm::Alarm(hal::Light& red, hal::Light& blue, hal::Speaker& speaker, LogSink& console)
    : red_(red), blue_(blue), speaker_(speaker), log_(console, "alarm") {}

void Alarm::sighted(Instant now) {
  endOver(now);
  if (!detection_) detection_ = Reason{.since = now};
  detection_->until = now + kHold;
}

void Alarm::startByHand(Instant now) {
  if (!byHand_) byHand_ = Reason{.since = now};
  byHand_->until = now + kByHandMost;
}

void Alarm::stopByHand() {
  byHand_.reset();
  if (detection_) detection_->silenced = true;
}

void Alarm::endOver(Instant now) {
  for (std::optional<Reason>* reason : {&detection_, &byHand_})
    if (*reason && now >= (*reason)->until) reason->reset();
}

bool Alarm::lightsWanted() const {
  if (setup_.asleep) return false;
  return byHand_ || (detection_ && !detection_->silenced && setup_.lights);
}

double Alarm::sirenWanted(Instant now) const {
  if (setup_.asleep) return 0;
  double level = 0;
  if (byHand_ && now - byHand_->since < kSirenMost) level = setup_.byHandSiren;
  if (detection_ && !detection_->silenced && now - detection_->since < kSirenMost)
    level = std::max(level, setup_.siren);
  return level;
}

Instant Alarm::poll(Instant now) {
  endOver(now);
  flash(now);
  sound(now);
  return due(now);
}

void Alarm::flash(Instant now) {
  const bool wanted = lightsWanted();
  if (wanted != flashing_) {
    log_.info(wanted ? "lights flash" : "lights off");
    flashing_ = wanted;
    flashingSince_ = std::max(now, flashNotBefore_);
    phase_ = -1;
    if (!wanted) {
      red_.set(0);
      blue_.set(0);
    }
  }
  if (!flashing_ || now < flashingSince_) return;
  const int64_t phase = (now - flashingSince_) / kFlash;
  if (phase == phase_) return;
  phase_ = phase;
  hal::Light& lit = phase % 2 == 0 ? red_ : blue_;
  hal::Light& dark = phase % 2 == 0 ? blue_ : red_;
  flashNotBefore_ = now + kFlash;
  dark.set(0);
  lit.set(1, flashingSince_ + (phase + 1) * kFlash - now);
}

void Alarm::sound(Instant now) {
  const double wanted = sirenWanted(now);
  if (wanted == sirenLevel_) return;
  if ((wanted > 0) != (sirenLevel_ > 0)) log_.info(wanted > 0 ? "siren on" : "siren off");
  sirenLevel_ = wanted;
  speaker_.setSiren(wanted);
}

Instant Alarm::due(Instant now) const {
  Instant next = flashing_ ? flashingSince_ + (phase_ + 1) * kFlash : kNever;
  for (const std::optional<Reason>* reason : {&detection_, &byHand_}) {
    if (!*reason) continue;
    next = std::min(next, (*reason)->until);
    const Instant quiet = (*reason)->since + kSirenMost;
    if (sirenLevel_ > 0 && quiet > now) next = std::min(next, quiet);
  }
  return next;
}

}  // namespace tw::fw
