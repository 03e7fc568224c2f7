#include "sim/core/signals.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/core/hash.h"
#include "sim/core/signal_text.h"

namespace tw::sim {
namespace {

bool fits(const SignalSpec& spec, double current, double value) {
  switch (spec.kind) {
    case SignalKind::kFlag:
      return value == 0 || value == 1;
    case SignalKind::kNumber:
      return value >= spec.min && value <= spec.max;
    case SignalKind::kCount:
      return value >= current && value == std::floor(value);
    case SignalKind::kChoice:
    case SignalKind::kText:
      return value >= 0 && value < static_cast<double>(spec.labels.size());
  }
  return false;
}

double initialValue(const SignalSpec& spec) {
  return spec.kind == SignalKind::kNumber ? std::clamp(0.0, spec.min, spec.max) : 0.0;
}

std::string shortest(double value) {
  char text[32];
  auto end = std::to_chars(text, text + sizeof text, value);
  return {text, end.ptr};
}

}  // namespace

std::string textOf(const SignalSpec& spec, double value) {
  if (spec.kind == SignalKind::kFlag) return value != 0 ? "true" : "false";
  if (spec.kind == SignalKind::kChoice || spec.kind == SignalKind::kText)
    return spec.labels[static_cast<size_t>(value)];
  return shortest(value);
}

SignalId Signals::add(SignalSpec spec) {
  TW_CHECK(!byName_.contains(spec.name));
  TW_CHECK(spec.kind != SignalKind::kNumber || spec.min < spec.max);
  TW_CHECK(spec.kind != SignalKind::kChoice || !spec.labels.empty());
  if (spec.kind == SignalKind::kText) spec.labels = {""};
  const auto id = static_cast<SignalId>(entries_.size());
  byName_.emplace(spec.name, id);
  const double value = initialValue(spec);
  entries_.push_back({std::move(spec), value});
  if (keepHistory_) history_.push_back({now_(), id, value});
  return id;
}

void Signals::set(SignalId id, double value) {
  TW_CHECK(id < entries_.size());
  Entry& entry = entries_[id];
  if (entry.value == value) return;
  TW_CHECK(fits(entry.spec, entry.value, value));
  entry.value = value;
  if (keepHistory_) history_.push_back({now_(), id, value});
  for (const Listener& listener : listeners_) listener(id);
}

void Signals::setText(SignalId id, std::string_view text) {
  TW_CHECK(id < entries_.size());
  auto& labels = entries_[id].spec.labels;
  auto found = std::find(labels.begin(), labels.end(), text);
  if (found == labels.end()) {
    TW_CHECK(entries_[id].spec.kind == SignalKind::kText);
    found = labels.insert(labels.end(), std::string(text));
  }
  set(id, static_cast<double>(found - labels.begin()));
}

std::string Signals::textOf(SignalId id, double value) const {
  return sim::textOf(entries_[id].spec, value);
}

std::optional<SignalId> Signals::find(std::string_view name) const {
  auto found = byName_.find(name);
  if (found == byName_.end()) return std::nullopt;
  return found->second;
}

uint64_t Signals::hash() const {
  Hasher hasher;
  for (const SignalChange& change : history_) {
    hasher.add(static_cast<uint64_t>(change.at.time_since_epoch().count()));
    hasher.add(entries_[change.signal].spec.name);
    hasher.add(textOf(change.signal, change.value));
  }
  return hasher.digest();
}

}  // namespace tw::sim
