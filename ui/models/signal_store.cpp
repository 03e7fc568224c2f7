#include "ui/models/signal_store.h"

#include <algorithm>

namespace tw::ui {

void SignalStore::begin(const std::vector<sim::SignalSpec>& specs) {
  signals_.clear();
  byName_.clear();
  order_.clear();
  wholeFrom_ = {};
  count_ = 0;
  ++revision_;
  for (const sim::SignalSpec& spec : specs) {
    byName_.emplace(spec.name, static_cast<sim::SignalId>(signals_.size()));
    signals_.push_back({spec, {}});
  }
}

void SignalStore::take(const Session::Look& look) {
  for (const auto& [signal, label] : look.labels) signals_[signal].spec.labels.push_back(label);
  for (const sim::SignalChange& change : look.changes) {
    signals_[change.signal].samples.push_back({change.at, change.value});
    order_.push_back(change.signal);
  }
  count_ += look.changes.size();
  if (!look.changes.empty()) ++revision_;
  if (count_ > most_) forget();
}

void SignalStore::forget() {
  std::vector<size_t> forgotten(signals_.size());
  count_ = 0;
  for (size_t id = 0; id < signals_.size(); ++id) {
    auto& samples = signals_[id].samples;
    if (samples.size() > 2) {
      forgotten[id] = samples.size() / 2;
      samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(forgotten[id]));
      wholeFrom_ = std::max(wholeFrom_, samples.front().at);
    }
    count_ += samples.size();
  }
  forgetOrder(std::move(forgotten));
}

void SignalStore::forgetOrder(std::vector<size_t> forgotten) {
  std::erase_if(order_, [&forgotten](sim::SignalId id) {
    if (forgotten[id] == 0) return false;
    --forgotten[id];
    return true;
  });
}

std::vector<sim::SignalChange> SignalStore::changes() const {
  std::vector<sim::SignalChange> all;
  all.reserve(order_.size());
  const bool whole = wholeFrom_ == Instant{};
  if (!whole)
    for (sim::SignalId id = 0; id < signals_.size(); ++id)
      if (!samples(id).empty() && samples(id).front().at <= wholeFrom_)
        all.push_back({wholeFrom_, id, valueAt(id, wholeFrom_)});
  std::vector<size_t> next(signals_.size());
  for (const sim::SignalId id : order_) {
    const Sample& sample = signals_[id].samples[next[id]++];
    if (whole || sample.at > wholeFrom_) all.push_back({sample.at, id, sample.value});
  }
  return all;
}

std::optional<sim::SignalId> SignalStore::find(const std::string& name) const {
  const auto found = byName_.find(name);
  return found == byName_.end() ? std::nullopt : std::optional(found->second);
}

double SignalStore::valueAt(sim::SignalId id, Instant at) const {
  const std::span<const Sample> samples = this->samples(id);
  const auto after = firstAfter(samples, at);
  if (after != samples.begin()) return std::prev(after)->value;
  return samples.empty() ? 0 : samples.front().value;
}

QString SignalStore::textOf(sim::SignalId id, double value) const {
  const sim::SignalSpec& spec = signals_[id].spec;
  switch (spec.kind) {
    case sim::SignalKind::kFlag:
      return value != 0 ? QStringLiteral("true") : QStringLiteral("false");
    case sim::SignalKind::kChoice:
    case sim::SignalKind::kText: {
      const auto label = static_cast<size_t>(value);
      return label < spec.labels.size() ? QString::fromStdString(spec.labels[label]) : QString();
    }
    case sim::SignalKind::kCount:
    case sim::SignalKind::kNumber:
      break;
  }
  QString text = QString::number(value, 'g', 6);
  if (!spec.unit.empty()) text += QLatin1Char(' ') + QString::fromStdString(spec.unit);
  return text;
}

}  // namespace tw::ui
