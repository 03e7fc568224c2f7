#include "sim/devices/power_plug.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

PowerPlug::PowerPlug(const Bench& bench, std::function<void()> onPower,
                     std::function<void()> onLoss)
    : FaultyDevice(
          bench, "power",
          {{.kind = "cut", .doc = "No power arrives although the adapter is plugged in."}}),
      onPower_(std::move(onPower)),
      onLoss_(std::move(onLoss)),
      pluggedSignal_(bench.signal(
          "power",
          {.name = "plugged", .kind = SignalKind::kFlag, .doc = "The adapter is plugged in."})),
      onSignal_(bench.signal("power", {.name = "on",
                                       .kind = SignalKind::kFlag,
                                       .doc = "Power arrives at the camera's board."})) {}

void PowerPlug::plug() {
  plugged_ = true;
  update();
}

void PowerPlug::unplug() {
  plugged_ = false;
  update();
}

void PowerPlug::update() {
  pluggedSignal_.set(plugged_);
  const bool powered = plugged_ && !has("cut");
  if (powered == powered_) return;
  powered_ = powered;
  trace(powered ? "power on" : "power off");
  onSignal_.set(powered);
  powered ? onPower_() : onLoss_();
}

uint64_t PowerPlug::stateHash() const { return hashState(plugged_, powered_, faultHash()); }

}  // namespace tw::sim
