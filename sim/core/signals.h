// Every observable quantity of the twin, by name, with unit and range, and each change of it.
//
// Names are `<camera>/<device>.<name>`, `phone/...`, `world/...`. A value is a number; flags are 0
// and 1, choices and texts index their labels. Whoever looks (checks, reports, plots) looks here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::sim {

enum class SignalKind {
  kFlag,    // 0 or 1
  kNumber,  // with unit and range
  kCount,   // whole, only ever rises: "how many so far"
  kChoice,  // one of fixed labels
  kText,    // any line
};

struct SignalSpec {
  std::string name = {};
  SignalKind kind = SignalKind::kNumber;
  std::string doc = {};   // one line for `tweelens signals`
  std::string unit = {};  // empty for pure numbers
  double min = 0;         // for kNumber
  double max = 0;
  std::vector<std::string> labels = {};  // for kChoice; the first is the initial value
};
inline SignalSpec flagSignal(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = SignalKind::kFlag, .doc = std::move(doc)};
}
inline SignalSpec countSignal(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = SignalKind::kCount, .doc = std::move(doc)};
}

using SignalId = uint32_t;

struct SignalChange {
  Instant at;
  SignalId signal;
  double value;
};

class Signals {
 public:
  using Listener = std::function<void(SignalId)>;

  explicit Signals(std::function<Instant()> now) : now_(std::move(now)) {}

  SignalId add(SignalSpec spec);                     // a second signal of one name is a bug
  void set(SignalId id, double value);               // beyond the range, or a bad label: a bug
  void setText(SignalId id, std::string_view text);  // kChoice: a known label; kText: anything
  void increment(SignalId id) { set(id, value(id) + 1); }

  double value(SignalId id) const { return entries_[id].value; }
  std::string text(SignalId id) const { return textOf(id, value(id)); }
  std::string textOf(SignalId id, double value) const;  // label, "true"/"false", or the number
  const SignalSpec& spec(SignalId id) const { return entries_[id].spec; }
  const std::vector<std::string>& labels(SignalId id) const { return entries_[id].spec.labels; }
  size_t size() const { return entries_.size(); }
  std::optional<SignalId> find(std::string_view name) const;

  // Called after each change of value, in the order of listening.
  void listen(Listener listener) { listeners_.push_back(std::move(listener)); }

  // All changes, initial values included, oldest first; nothing when not kept (long soaks).
  const std::vector<SignalChange>& history() const { return history_; }
  void keepHistory(bool keep) { keepHistory_ = keep; }
  uint64_t hash() const;  // over the kept history, by name

 private:
  struct Entry {
    SignalSpec spec;
    double value;
  };
  std::function<Instant()> now_;
  std::vector<Entry> entries_;
  std::map<std::string, SignalId, std::less<>> byName_;
  std::vector<Listener> listeners_;
  std::vector<SignalChange> history_;
  bool keepHistory_ = true;
};

// A device's own handle on one signal.
class Signal {
 public:
  Signal(Signals& all, SignalSpec spec) : all_(&all), id_(all.add(std::move(spec))) {}
  void set(double value) { all_->set(id_, value); }
  void set(std::string_view label) { all_->setText(id_, label); }
  void set(const char* label) { all_->setText(id_, label); }
  void increment() { all_->increment(id_); }
  double value() const { return all_->value(id_); }
  SignalId id() const { return id_; }

 private:
  Signals* all_;
  SignalId id_;
};

}  // namespace tw::sim
