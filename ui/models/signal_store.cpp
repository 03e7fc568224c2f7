#include "ui/models/signal_store.h"

#include <algorithm>

namespace tw::ui {

void SignalStore::begin(const std::vector<sim::SignalSpec>& specs) {
  signals_.clear();
  byName_.clear();
  count_ = 0;
  ++revision_;
  for (const sim::SignalSpec& spec : specs) {
    byName_.emplace(spec.name, static_cast<sim::SignalId>(signals_.size()));
    signals_.push_back({spec, {}});
  }
}

void SignalStore::take(const Session::Look& look) {
  for (const auto& [signal, label] : look.labels) signals_[signal].spec.labels.push_back(label);
  for (const sim::SignalChange& change : look.changes)
    signals_[change.signal].samples.push_back({change.at, change.value});
  count_ += look.changes.size();
  if (!look.changes.empty()) ++revision_;
  if (count_ > most_) forget();
}

void SignalStore::forget() {
  count_ = 0;
  for (Kept& signal : signals_) {
    auto& samples = signal.samples;
    if (samples.size() > 2)
      samples.erase(samples.begin(),
                    samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2));
    count_ += samples.size();
  }
}

std::optional<sim::SignalId> SignalStore::find(const std::string& name) const {
  const auto found = byName_.find(name);
  return found == byName_.end() ? std::nullopt : std::optional(found->second);
}

double SignalStore::valueAt(sim::SignalId id, Instant at) const {
  const auto& samples = signals_[id].samples;
  const auto after =
      std::upper_bound(samples.begin(), samples.end(), at,
                       [](Instant time, const Sample& sample) { return time < sample.at; });
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
