#include "firmware_core/imaging/day_night.h"

#include <algorithm>

namespace tw::fw {
namespace {

constexpr double kMostOwnLux = 1000;  // of the spotlight at the sensor: no wall sends more back
constexpr double kOwnUnsure = 0.1;    // share of the own light that may be wrong
// A reading further back says too little about the instant before an edge.
constexpr Duration kFresh = std::chrono::milliseconds{1500};
constexpr Duration kDarkMost = std::chrono::seconds{1};  // nobody darkened the spotlight: given up

}  // namespace

Instant DayNight::lit(Instant now, const OwnLight& own) {
  if (own == own_) return nextLook_;
  edge_.reset();
  if (own.white != own_.white && !own.flashing && !own_.flashing && before_ &&
      now - before_->at <= kFresh)
    edge_ = Edge{before_->lux, own_.white};
  own_ = own;
  before_.reset();
  otherSince_.reset();
  return nextLook_ = now + kSettle;
}

Instant DayNight::poll(Instant now) {
  if (now < nextLook_) return nextLook_;
  nextLook_ = now + kSample;
  if (const auto reading = sensor_.read()) {
    const double lux = reading.value().value;
    learn(now, lux);
    darkSince_ ? look(now, lux) : judge(now, lux);
  } else {
    otherSince_.reset();
    before_.reset();
    edge_.reset();
    if (darkSince_) lookAgainLater(now);
  }
  return nextLook_;
}

// From the step at an edge; and never more than there is, daylight being none at least.
void DayNight::learn(Instant now, double lux) {
  if (edge_) {
    const double step = (lux - edge_->lux) / (own_.white - edge_->duty);
    if (step >= 0 && step <= kMostOwnLux) ownLux_ = step;
    edge_.reset();
  }
  if (own_.flashing) return;
  if (own_.white > 0) ownLux_ = std::min(ownLux_, lux / own_.white);
  before_ = Reading{now, lux};
}

// Without own light a reading is proof, with it reason to look.
bool DayNight::speaksForOther(double lux) const {
  if (own_.flashing) return *night_ && lux > kSurelyDay.value;
  const double own = ownLux_ * own_.white, unsure = own * kOwnUnsure;
  return *night_ ? lux - own > kDayAbove.value + unsure : lux - own < kNightBelow.value + unsure;
}

bool DayNight::proven(double lux) const {
  return *night_ ? lux > kDayAbove.value : lux < kNightBelow.value;
}

void DayNight::judge(Instant now, double lux) {
  const bool dark = own_.white == 0 && !own_.flashing;
  if (!night_) {
    if (dark) night_ = lux < kNightBelow.value;
    return;
  }
  if (!speaksForOther(lux)) {
    otherSince_.reset();
    return;
  }
  if (!otherSince_) otherSince_ = now;
  if (now - *otherSince_ < kDwell) return;
  if (own_.white > 0 && !own_.flashing) {
    if (now >= notBefore_) darkSince_ = now;
    return;
  }
  change();
}

// Asked for the dark. Alarm lights that begin meanwhile end it without a word.
void DayNight::look(Instant now, double lux) {
  if (own_.flashing) {
    darkSince_.reset();
  } else if (own_.white > 0) {
    if (now - *darkSince_ >= kDarkMost) lookAgainLater(now);
  } else if (proven(lux)) {
    change();
  } else {
    lookAgainLater(now);
  }
}

void DayNight::lookAgainLater(Instant now) {
  darkSince_.reset();
  otherSince_.reset();
  notBefore_ = now + again_;
  again_ = std::min(2 * again_, kAgainMost);
}

void DayNight::change() {
  night_ = !*night_;
  otherSince_.reset();
  darkSince_.reset();
  again_ = kAgain;
}

}  // namespace tw::fw
