// What a person who stands before a camera sees of it, at any time of a run, and which signal says
// so.
#pragma once

#include "ui/models/signal_store.h"

namespace tw::ui {

// What a held RESET button leads to.
enum class ResetMeaning {
  kReleased,   // nobody holds it
  kTooShort,   // let go of now, nothing happens
  kResets,     // held long enough: the camera restarts with its defaults
  kNotCounted  // the camera did not run all the while: it has to be pressed anew
};

struct HardwareState {
  bool plugged = false, powered = false;
  // How bright each is, 0..1 of its full light; of the time looked at, where that is a span.
  double red = 0, blue = 0;  // the status LED
  double spotlight = 0, infrared = 0, redAlarm = 0, blueAlarm = 0;
  QString ledPattern;  // "slow_blue"
  bool resetPressed = false;
  Duration resetHeld{};
  ResetMeaning resetMeaning = ResetMeaning::kReleased;
  bool coverOpen = false;
  double wetness = 0;  // of the card's slot, 0..1
  bool cable = false, link = false;
  bool portKit = false;    // the waterproof kit is on the Ethernet port
  double portWetness = 0;  // of that port, 0..1
  bool cardIn = false, cardLocked = false;
  bool cardToPutBack = false;  // one was pulled, and the slot is empty
  double cardGigabytes = 0;
  QString cardState;        // as the firmware takes it: "in_use"
  double cardProgress = 0;  // 0..1 of an initialisation under way

  bool operator==(const HardwareState&) const = default;
};

// The product's promise RST-1.
inline constexpr Duration kResetHold = std::chrono::seconds{5};

class HardwareSignals {
 public:
  // Faster pictures than this are a blur: a span reaches no further back. Whole blinks of the LED,
  // so that a blur does not flicker.
  static constexpr Duration kLongestBlur = std::chrono::seconds{4};

  HardwareSignals() = default;  // of nothing: all is off
  // Of one camera, from a run's start on. Borrows the store.
  HardwareSignals(const SignalStore& store, const std::string& camera);

  // Lights as they were on average since `since`; without, and for all else: as it is then.
  HardwareState at(Instant at, std::optional<Instant> since = {}) const;

 private:
  enum Part : size_t {
    kPlugged,
    kPowered,
    kRed,
    kBlue,
    kPattern,
    kSpotlight,
    kInfrared,
    kRedAlarm,
    kBlueAlarm,
    kPressed,
    kCover,
    kWetness,
    kCable,
    kLink,
    kPortKit,
    kPortWetness,
    kCardIn,
    kCardLocked,
    kCapacity,
    kCardState,
    kCardProgress,
    kRunning,
    kParts
  };
  double value(Part part, Instant at) const;
  double brightness(Part part, Instant at, std::optional<Instant> since) const;
  QString text(Part part, Instant at) const;
  void lookAtButton(HardwareState& state, Instant at) const;
  bool ranFrom(Instant from, Instant to) const;

  const SignalStore* store_ = nullptr;
  std::optional<sim::SignalId> ids_[kParts];
};

// A signal's mean over a span, by time; of no length: its value.
double meanBetween(const SignalStore& store, sim::SignalId id, Instant from, Instant to);

}  // namespace tw::ui
