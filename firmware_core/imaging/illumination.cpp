#include "firmware_core/imaging/illumination.h"

namespace tw::fw {

Illumination::Illumination(hal::Light& spotlight, hal::Light& infrared, hal::IrCut& irCut,
                           LogSink& console)
    : spotlight_(spotlight), infrared_(infrared), irCut_(irCut), log_(console, "light") {}

void Illumination::switchByHand(bool on) { hand_ = on ? Hand::kOn : Hand::kOff; }

bool Illumination::spotlightWanted(const LightWishes& w) {
  const bool byDetection =
      w.detection && (w.spotlightOnDetection || w.picture == NightPicture::kSmart);
  const bool byItself = w.night && (byDetection || w.picture == NightPicture::kColour);
  if (hand_ == Hand::kOff && !byItself) hand_ = Hand::kNone;
  return hand_ == Hand::kNone ? byItself : hand_ == Hand::kOn;
}

Instant Illumination::poll(Instant now, const LightWishes& wishes) {
  const bool white = spotlightWanted(wishes) && !wishes.asleep;
  const bool colour = !wishes.night || (white && wishes.picture != NightPicture::kInfrared);
  drive(white ? wishes.spotlightDuty : 0, !colour && !wishes.asleep);
  infraredPicture_ = !colour;
  return moveFilter(now);
}

void Illumination::drive(double spotlightDuty, bool infrared) {
  if (spotlightDuty != spotlightDuty_) {
    log_.info(spotlightDuty > 0 ? "spotlight on" : "spotlight off");
    spotlight_.set(spotlightDuty);
    spotlightDuty_ = spotlightDuty;
  }
  if (infrared == (infrared_.duty() > 0)) return;
  log_.info(infrared ? "infrared on" : "infrared off");
  infrared_.set(infrared ? 1 : 0);
}

Instant Illumination::moveFilter(Instant now) {
  const auto wanted = infraredPicture_ ? hal::IrCutPosition::kOut : hal::IrCutPosition::kIn;
  if (toldFilter_ && irCut_.position() == wanted) return kNever;
  if (irCut_.moving()) return kNever;  // its end raises the wake line
  if (!irCut_.start(wanted)) return now + kFilterRetry;
  toldFilter_ = true;
  return kNever;
}

uint32_t Illumination::state() const {
  const bool out = irCut_.position() == hal::IrCutPosition::kOut;
  return (spotlightOn() ? 1u : 0u) | (infrared_.duty() > 0 ? 2u : 0u) | (out ? kFilterOut : 0u);
}

}  // namespace tw::fw
