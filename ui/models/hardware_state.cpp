#include "ui/models/hardware_state.h"

#include <algorithm>

namespace tw::ui {
namespace {

// In the order of HardwareSignals::Part.
constexpr const char* kPartNames[] = {
    "power.plugged",
    "power.on",
    "led.red",
    "led.blue",
    "led.pattern",
    "spotlight.intensity_cd",
    "infrared.intensity_w_sr",
    "red_alarm.intensity_cd",
    "blue_alarm.intensity_cd",
    "reset_button.pressed",
    "cover.open",
    "cover.wetness",
    "ethernet.cable",
    "ethernet.link",
    "port_kit.fitted",
    "port_kit.wetness",
    "card.inserted",
    "card.locked",
    "card.capacity_gb",
    "firmware.card_state",
    "firmware.card_progress",
    "firmware.running",
};

}  // namespace

double meanBetween(const SignalStore& store, sim::SignalId id, Instant from, Instant to) {
  if (from >= to) return store.valueAt(id, to);
  const auto samples = store.samples(id);
  double sum = 0, value = store.valueAt(id, from);
  Instant since = from;
  for (auto next = firstAfter(samples, from); next != samples.end() && next->at < to; ++next) {
    sum += value * toSeconds(next->at - since);
    value = next->value;
    since = next->at;
  }
  return (sum + value * toSeconds(to - since)) / toSeconds(to - from);
}

HardwareSignals::HardwareSignals(const SignalStore& store, const std::string& camera)
    : store_(&store) {
  static_assert(std::size(kPartNames) == kParts);
  for (size_t part = 0; part < kParts; ++part)
    ids_[part] = store.find(camera + "/" + kPartNames[part]);
}

double HardwareSignals::value(Part part, Instant at) const {
  return ids_[part] ? store_->valueAt(*ids_[part], at) : 0;
}

QString HardwareSignals::text(Part part, Instant at) const {
  return ids_[part] ? store_->textAt(*ids_[part], at) : QString();
}

double HardwareSignals::brightness(Part part, Instant at, std::optional<Instant> since) const {
  if (!ids_[part]) return 0;
  const sim::SignalSpec& spec = store_->spec(*ids_[part]);
  const double full = spec.kind == sim::SignalKind::kFlag ? 1 : spec.max;
  const Instant from = std::max(since.value_or(at), at - kLongestBlur);
  return full > 0 ? meanBetween(*store_, *ids_[part], from, at) / full : 0;
}

HardwareState HardwareSignals::at(Instant at, std::optional<Instant> since) const {
  HardwareState state;
  state.plugged = value(kPlugged, at) != 0;
  state.powered = value(kPowered, at) != 0;
  state.red = brightness(kRed, at, since);
  state.blue = brightness(kBlue, at, since);
  state.spotlight = brightness(kSpotlight, at, since);
  state.infrared = brightness(kInfrared, at, since);
  state.redAlarm = brightness(kRedAlarm, at, since);
  state.blueAlarm = brightness(kBlueAlarm, at, since);
  state.ledPattern = text(kPattern, at);
  lookAtButton(state, at);
  state.coverOpen = value(kCover, at) != 0;
  state.wetness = value(kWetness, at);
  state.cable = value(kCable, at) != 0;
  state.link = value(kLink, at) != 0;
  state.portKit = value(kPortKit, at) != 0;
  state.portWetness = value(kPortWetness, at);
  state.cardIn = value(kCardIn, at) != 0;
  state.cardLocked = value(kCardLocked, at) != 0;
  state.cardGigabytes = value(kCapacity, at);
  state.cardState = text(kCardState, at);
  state.cardProgress = value(kCardProgress, at);
  if (ids_[kCardIn] && !state.cardIn) {  // a slot that was always empty has one sample at most
    const auto samples = store_->samples(*ids_[kCardIn]);
    state.cardToPutBack = firstAfter(samples, at) - samples.begin() > 1;
  }
  return state;
}

void HardwareSignals::lookAtButton(HardwareState& state, Instant at) const {
  state.resetPressed = value(kPressed, at) != 0;
  if (!state.resetPressed) return;
  const auto samples = store_->samples(*ids_[kPressed]);
  const Instant since = std::prev(firstAfter(samples, at))->at;
  state.resetHeld = at - since;
  if (!ranFrom(since, std::min(at, since + kResetHold)))
    state.resetMeaning = ResetMeaning::kNotCounted;
  else
    state.resetMeaning =
        state.resetHeld < kResetHold ? ResetMeaning::kTooShort : ResetMeaning::kResets;
}

// The firmware, which counts from the press on.
bool HardwareSignals::ranFrom(Instant from, Instant to) const {
  if (value(kRunning, from) == 0) return false;
  const auto samples = store_->samples(*ids_[kRunning]);
  return firstAfter(samples, from) == firstAfter(samples, to);
}

}  // namespace tw::ui
