#include "sim/devices/system_control.h"

#include "firmware_core/base/bytes.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualSystemControl::VirtualSystemControl(const Bench& bench, std::function<void()> requested)
    : Device(bench, "system"),
      requested_(std::move(requested)),
      bootsSignal_(bench.signal(
          "system",
          {.name = "boots", .kind = SignalKind::kCount, .doc = "Starts of the chip in this run."})),
      causeSignal_(bench.signal("system", {.name = "reset_cause",
                                           .kind = SignalKind::kChoice,
                                           .doc = "Why the chip last started.",
                                           .labels = {"power_on", "watchdog", "requested"}})) {}

void VirtualSystemControl::restart() {
  trace("restart");
  next_ = hal::ResetCause::kRequested;
  requested_();
}

void VirtualSystemControl::powerOn() {
  note_ = {};
  boot(hal::ResetCause::kPowerOn);
}

void VirtualSystemControl::powerOff() { next_ = hal::ResetCause::kRequested; }

void VirtualSystemControl::reset() {
  boot(next_);
  next_ = hal::ResetCause::kRequested;
}

void VirtualSystemControl::boot(hal::ResetCause cause) {
  cause_ = cause;
  ++boots_;
  bootsSignal_.increment();
  causeSignal_.set(static_cast<double>(cause));
  trace("boot " + std::to_string(boots_));
}

void VirtualSystemControl::doSetNote(const hal::RetainedNote& note) {
  trace("setNote code=" + std::to_string(note.code), asBytes(note.text));
  note_ = note;
}

uint64_t VirtualSystemControl::stateHash() const {
  return hashState(cause_, next_, boots_, note_.code, std::string_view(note_.text));
}

}  // namespace tw::sim
