// The faults that a run's devices can have, as its registry lists them, and which of them are
// active at any time: those that a command, of a scenario's step or of a hand, left at a magnitude
// other than 0. What a device does by itself (a restart that ends a hang) is not told there.
#pragma once

#include <QString>
#include <span>
#include <unordered_map>
#include <vector>

#include "ui/models/event_store.h"
#include "ui/session/session.h"

namespace tw::ui {

class FaultTable {
 public:
  struct Active {
    size_t fault = 0;
    double magnitude = 0;
    Instant since{};  // not 0 from then on
  };

  // Of a run: what was active in the last one is forgotten. False: the faults are the same as
  // before, under the same numbers.
  bool begin(std::span<const RunFacts::Fault> faults);
  void take(const EventStore& events);  // those that are new

  size_t size() const { return faults_.size(); }
  const RunFacts::Fault& operator[](size_t number) const { return faults_[number]; }
  double magnitudeAt(size_t number, Instant at) const;
  std::vector<Active> activeAt(Instant at) const;  // in the order in which they began
  // Has each word of it somewhere in camera, device, kind or doc.
  bool matches(size_t number, const QString& search) const;

 private:
  struct Change {
    Instant at, since;
    double magnitude;
  };
  void set(const sim::LoggedEvent& event, const nlohmann::json& names, double magnitude);
  const Change* changeBefore(size_t number, Instant at) const;

  size_t taken_ = 0;
  std::vector<RunFacts::Fault> faults_;
  std::vector<std::vector<Change>> changes_;  // of each
  std::unordered_map<std::string, size_t> byName_;
};

QString faultName(const RunFacts::Fault& fault);  // "cam/card slow", "cloud down"
// "on", "off", "12.5 ratio"
QString magnitudeText(const sim::FaultSpec& spec, double magnitude);

}  // namespace tw::ui
