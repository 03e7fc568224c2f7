#include "firmware_core/imaging/illumination.h"

namespace tw::fw {

Illumination::Illumination(hal::Light& spotlight, hal::Light& infrared, hal::IrCut& irCut,
                           LogSink& console)
    : spotlight_(spotlight), infrared_(infrared), irCut_(irCut), log_(console, "light") {}

void Illumination::switchByHand(bool on) { hand_ = on ? Hand::kOn : Hand::kOff; }

bool Illumination::spotlightWanted(const LightWishes& w) {
  const bool byDetection =
      w.detection && (w.spotlightOnDetection || w.picture == NightMode::kSmart);
  const bool byItself = w.night && (byDetection || w.picture == NightMode::kColour);
  if (hand_ == Hand::kOff && !byItself) hand_ = Hand::kNone;
  return hand_ == Hand::kNone ? byItself : hand_ == Hand::kOn;
}

void Illumination::poll(const LightWishes& wishes) {
  const bool white = spotlightWanted(wishes) && !wishes.asleep;
  const bool colour = !wishes.night || (white && wishes.picture != NightMode::kInfrared);
  drive(white && !wishes.lookWithout ? wishes.spotlightDuty : 0, !colour && !wishes.asleep);
  moveFilter(!colour);
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

// The end of a move raises the wake line, and this is asked again.
void Illumination::moveFilter(bool out) {
  const auto wanted = out ? hal::IrCutPosition::kOut : hal::IrCutPosition::kIn;
  if (irCut_.moving() || (toldFilter_ && irCut_.position() == wanted)) return;
  toldFilter_ = irCut_.start(wanted).ok();
}

uint32_t Illumination::state() const {
  const bool out = irCut_.position() == hal::IrCutPosition::kOut;
  return (spotlightOn() ? 1u : 0u) | (infrared_.duty() > 0 ? 2u : 0u) | (out ? kFilterOut : 0u);
}

}  // namespace tw::fw
