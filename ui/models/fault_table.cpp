#include "ui/models/fault_table.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace tw::ui {
namespace {

std::string faultKey(const std::string& camera, const std::string& device,
                     const std::string& kind) {
  return camera + '/' + device + ' ' + kind;
}

std::string keyOf(const RunFacts::Fault& fault) {
  return faultKey(fault.camera, fault.device, fault.spec.kind);
}

bool sameSpec(const RunFacts::Fault& a, const RunFacts::Fault& b) {
  return keyOf(a) == keyOf(b) && a.spec.doc == b.spec.doc && a.spec.unit == b.spec.unit &&
         a.spec.min == b.spec.min && a.spec.max == b.spec.max;
}

}  // namespace

bool FaultTable::begin(std::span<const RunFacts::Fault> faults) {
  taken_ = 0;
  changes_.assign(faults.size(), {});
  if (std::equal(faults.begin(), faults.end(), faults_.begin(), faults_.end(), sameSpec))
    return false;
  faults_.assign(faults.begin(), faults.end());
  byName_.clear();
  for (size_t i = 0; i < faults_.size(); ++i) byName_.emplace(keyOf(faults_[i]), i);
  return true;
}

void FaultTable::take(const EventStore& events) {
  events.since(taken_, [this](const sim::LoggedEvent& event) {
    const nlohmann::json& fields = event.fields;
    if (event.kind == "command" && fields.value("do", "") == "fault")
      set(event, fields.at("with"), fields.at("with").value("magnitude", 1.0));
    if (event.kind == "fault_ended") set(event, fields, 0);  // by itself, a hang by a restart
  });
}

void FaultTable::set(const sim::LoggedEvent& event, const nlohmann::json& names, double magnitude) {
  const auto found = byName_.find(faultKey(event.fields.value("camera", ""),
                                           names.value("device", ""), names.value("kind", "")));
  if (found == byName_.end()) return;
  std::vector<Change>& changes = changes_[found->second];
  const bool wasActive = !changes.empty() && changes.back().magnitude != 0;
  changes.push_back({event.at, wasActive ? changes.back().since : event.at, magnitude});
}

const FaultTable::Change* FaultTable::changeBefore(size_t number, Instant at) const {
  const std::vector<Change>& changes = changes_[number];
  const auto after =
      std::upper_bound(changes.begin(), changes.end(), at,
                       [](Instant time, const Change& change) { return time < change.at; });
  return after == changes.begin() ? nullptr : &*std::prev(after);
}

double FaultTable::magnitudeAt(size_t number, Instant at) const {
  const Change* last = changeBefore(number, at);
  return last ? last->magnitude : 0;
}

std::vector<FaultTable::Active> FaultTable::activeAt(Instant at) const {
  std::vector<Active> all;
  for (size_t i = 0; i < faults_.size(); ++i)
    if (const Change* last = changeBefore(i, at); last && last->magnitude != 0)
      all.push_back({i, last->magnitude, last->since});
  std::stable_sort(all.begin(), all.end(),
                   [](const Active& a, const Active& b) { return a.since < b.since; });
  return all;
}

bool FaultTable::matches(size_t number, const QString& search) const {
  const RunFacts::Fault& fault = faults_[number];
  const QString text = faultName(fault) + QLatin1Char(' ') + QString::fromStdString(fault.spec.doc);
  const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::all_of(words.begin(), words.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString faultName(const RunFacts::Fault& fault) {
  const std::string camera = fault.camera.empty() ? "" : fault.camera + '/';
  return QString::fromStdString(camera + fault.device + ' ' + fault.spec.kind);
}

QString magnitudeText(const sim::FaultSpec& spec, double magnitude) {
  if (magnitude == 0) return QCoreApplication::translate("Faults", "off");
  if (spec.isSwitch()) return QCoreApplication::translate("Faults", "on");
  return QString::number(magnitude, 'g', 8) + QLatin1Char(' ') + QString::fromStdString(spec.unit);
}

}  // namespace tw::ui
