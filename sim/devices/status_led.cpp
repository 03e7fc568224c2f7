#include "sim/devices/status_led.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

std::vector<std::string> lookLabels() {
  std::vector<std::string> labels;
  for (int i = 0; i <= static_cast<int>(LedLook::kIrregular); ++i)
    labels.emplace_back(toString(static_cast<LedLook>(i)));
  return labels;
}

}  // namespace

VirtualStatusLed::VirtualStatusLed(const Bench& bench)
    : FaultyDevice(bench, "led",
                   {{.kind = "red_dead", .doc = "The red die stays dark."},
                    {.kind = "blue_dead", .doc = "The blue die stays dark."}}),
      decide_(bench.queue, [this] { tellLook(); }),
      redSignal_(bench.signal("led", flagSignal("red", "The red die is lit."))),
      blueSignal_(bench.signal("led", flagSignal("blue", "The blue die is lit."))),
      patternSignal_(bench.signal("led", {.name = "pattern",
                                          .kind = SignalKind::kChoice,
                                          .doc = "What a person sees, from the edges alone; named "
                                                 "after 1.3 s (solid, off), 0.6 s (fast), 3 s "
                                                 "(slow) at the latest.",
                                          .labels = lookLabels()})) {}

void VirtualStatusLed::set(bool red, bool blue) {
  if (red == red_ && blue == blue_) return;
  trace(std::string("set red=") + (red ? '1' : '0') + " blue=" + (blue ? '1' : '0'));
  drive(red, blue);
}

bool VirtualStatusLed::redLit() const { return red_ && !has("red_dead"); }
bool VirtualStatusLed::blueLit() const { return blue_ && !has("blue_dead"); }

void VirtualStatusLed::drive(bool red, bool blue) {
  red_ = red;
  blue_ = blue;
  show();
}

void VirtualStatusLed::show() {
  redSignal_.set(redLit());
  blueSignal_.set(blueLit());
  decoder_.edge(bench().queue.now(), redLit(), blueLit());
  tellLook();
}

void VirtualStatusLed::tellLook() {
  decoder_.advance(bench().queue.now());
  patternSignal_.set(toString(decoder_.look()));
  const Instant next = decoder_.deadline();
  if (next == decide_.due()) return;
  next == kNever ? decide_.cancel() : decide_.startAt(next);
}

uint64_t VirtualStatusLed::stateHash() const {
  return hashState(red_, blue_, decoder_.look(), faultHash());
}

}  // namespace tw::sim
