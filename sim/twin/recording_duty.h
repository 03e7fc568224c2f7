// What should be on a camera's card, by the product's rules and from what really happened: from the
// hands, the phone and the world, not from what the firmware makes of them.
//
// For both lenses, while the adapter gives power and a usable card is in:
//   continuous recording   from the phone's knowing that the setting holds until it asks to end it
//   a recording by hand    from the phone's knowing that it began until it asks to end it; a card
//                          that goes, a restart and a power cut end it for good
//   events                 from kBefore before to kAfter after a person whom detection is asked for
//                          is there (signal detection.near, of drawn runs), one of them by one
// A card is usable from its insertion on, or from its recovery or the end of its initialisation,
// until it is pulled or goes bad; one that the firmware never takes into use is not. Asleep only
// what is recorded by hand is due. RESET gives all settings their defaults.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sim/devices/device.h"
#include "sim/twin/spans.h"

namespace tw::sim {

struct RecordingDefaults {
  bool continuous = false, human = false, asleep = false;
};

class RecordingDuty {
 public:
  static constexpr Duration kBefore = 5s, kAfter = 5s;

  // Borrows the bench, whose signals of the camera's devices are there already.
  RecordingDuty(const Bench& bench, RecordingDefaults defaults);

  void take(const LoggedEvent& event);  // each of the log, in order

  // Within a window that ends kBefore ago at the latest, what comes after which is not known yet.
  Spans power(Span window) const { return power_.in(window); }
  Spans card(Span window) const { return card_.in(window); }
  Spans firmware(Span window) const { return running_.in(window); }
  Spans possible(Span window) const { return power(window).within(card(window)); }
  Spans due(Span window) const;            // whatever asks for it, where possible
  Spans byEventsAlone(Span window) const;  // for no other reason
  // Until when cards were usable, and why no longer: "pulled" or "failed".
  const std::map<Instant, std::string>& cardEnds() const { return cardEnds_; }

 private:
  void changed(SignalId signal);
  void followCard();
  void endCard(const char* why);
  void applyDefaults(Instant at);
  void takeAnswer(const LoggedEvent& event);
  void takeSettings(const nlohmann::json& values, Instant at, Instant asked);
  Spans events(Span window) const;
  Spans asked(Span window) const;

  const Bench& bench_;
  RecordingDefaults defaults_;
  SignalId powerOn_, inserted_, cardState_, runs_, near_;
  Switched power_, card_, running_, manual_, continuous_, armed_, asleep_, there_;
  std::optional<Instant> insertedAt_;  // the card that is in and was not found unusable since
  std::map<Instant, std::string> cardEnds_;
  std::shared_ptr<const bool> alive_;  // the listener, which cannot be taken back, asks after it
};

}  // namespace tw::sim
