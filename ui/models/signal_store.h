// All that signals were in a run, by signal and time, for plots and for looking back.
//
// Bounded: at kMostSamples the older half of each signal's goes, but for the last of it, which says
// what it was until then.
#pragma once

#include <QString>
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/session/session.h"

namespace tw::ui {

struct Sample {
  Instant at{};
  double value = 0;
};

// The first of a signal's samples after that time.
inline auto firstAfter(std::span<const Sample> samples, Instant at) {
  return std::upper_bound(samples.begin(), samples.end(), at,
                          [](Instant time, const Sample& sample) { return time < sample.at; });
}

// Drawn as a line; others are in words.
inline bool isNumber(const sim::SignalSpec& spec) {
  return spec.kind == sim::SignalKind::kNumber || spec.kind == sim::SignalKind::kCount;
}

class SignalStore {
 public:
  static constexpr size_t kMostSamples = 4'000'000;  // 64 MB

  explicit SignalStore(size_t most = kMostSamples) : most_(most) {}

  void begin(const std::vector<sim::SignalSpec>& specs);  // of a run; what was is forgotten
  void take(const Session::Look& look);                   // its changes and labels

  size_t size() const { return signals_.size(); }
  const sim::SignalSpec& spec(sim::SignalId id) const { return signals_[id].spec; }
  std::optional<sim::SignalId> find(const std::string& name) const;
  std::span<const Sample> samples(sim::SignalId id) const { return signals_[id].samples; }
  double valueAt(sim::SignalId id, Instant at) const;  // before its first sample: that
  double value(sim::SignalId id) const { return valueAt(id, kNever); }
  // For people, with its unit: "slow_blue", "true", "12.5 dB".
  QString textAt(sim::SignalId id, Instant at) const { return textOf(id, valueAt(id, at)); }
  QString textOf(sim::SignalId id, double value) const;
  // What is kept of the run, in the order in which it came: all from wholeFrom() on, and what was
  // so at that time. 24 bytes a change.
  std::vector<sim::SignalChange> changes() const;
  Instant wholeFrom() const { return wholeFrom_; }  // 0 until something has been forgotten
  uint64_t revision() const { return revision_; }   // another one when anything has come

 private:
  struct Kept {
    sim::SignalSpec spec;
    std::vector<Sample> samples;
  };
  void forget();
  void forgetOrder(std::vector<size_t> forgotten);

  size_t most_, count_ = 0;
  uint64_t revision_ = 0;
  Instant wholeFrom_{};
  std::vector<Kept> signals_;
  std::vector<sim::SignalId> order_;  // of all samples: whose each is
  std::unordered_map<std::string, sim::SignalId> byName_;
};

}  // namespace tw::ui
