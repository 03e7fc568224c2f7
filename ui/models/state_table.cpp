#include "ui/models/state_table.h"

#include <QFont>

#include "ui/models/colours.h"
#include "ui/models/event_words.h"

namespace tw::ui {
namespace {

QString nameOf(std::string name) {
  if (name.ends_with("_s")) name.resize(name.size() - 2);  // its value has the unit
  return wordsOf(name);
}

}  // namespace

void StateTable::begin(const std::string& camera) {
  beginResetModel();
  rows_.clear();
  shown_ = false;
  addSection(tr("Firmware"), camera + "/firmware.");
  addSection(tr("What the app knows of the camera"), "phone/" + camera + ".");
  addSection(tr("Live view in the app"), "phone/live." + camera + ".");
  addSection(tr("The app"), "phone/");
  addSection(tr("The cloud"), "cloud/");
  endResetModel();
}

// Of "phone/" only what is of no camera: there is no dot in it.
void StateTable::addSection(const QString& title, const std::string& prefix) {
  std::vector<Row> found;
  for (sim::SignalId id = 0; id < store_.size(); ++id) {
    const std::string& name = store_.spec(id).name;
    if (!name.starts_with(prefix)) continue;
    const std::string rest = name.substr(prefix.size());
    if (rest.find('.') == std::string::npos) found.push_back({nameOf(rest), id});
  }
  if (found.empty()) return;
  rows_.push_back({title, std::nullopt});
  rows_.insert(rows_.end(), found.begin(), found.end());
}

bool StateTable::show(Instant at, qint64 nowMs) {
  bool bright = false;
  for (size_t i = 0; i < rows_.size(); ++i) {
    Row& row = rows_[i];
    if (!row.signal) continue;
    const double value = store_.valueAt(*row.signal, at);
    const bool faded = row.brightUntil && *row.brightUntil <= nowMs;
    const bool changed = !shown_ || value != row.value;
    if (faded) row.brightUntil.reset();
    if (changed && shown_) row.brightUntil = nowMs + kBrightMs;
    row.value = value;
    bright |= row.brightUntil.has_value();
    if (faded || changed) {
      const int number = static_cast<int>(i);
      Q_EMIT dataChanged(index(number, kName), index(number, kValue));
    }
  }
  shown_ = true;
  return bright;
}

QVariant StateTable::data(const QModelIndex& index, int role) const {
  const Row& row = rows_[static_cast<size_t>(index.row())];
  if (role == Qt::FontRole && !row.signal) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role == Qt::DisplayRole && index.column() == kName) return row.name;
  if (!row.signal) return {};
  if (role == Qt::DisplayRole) return store_.textOf(*row.signal, row.value);
  if (role == Qt::ToolTipRole) {
    const sim::SignalSpec& spec = store_.spec(*row.signal);
    return QString::fromStdString(spec.name + ": " + spec.doc);
  }
  if (role == Qt::BackgroundRole && row.brightUntil) return ground(kBlue);
  return {};
}

QVariant StateTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == kName ? tr("What") : tr("Value");
}

Qt::ItemFlags StateTable::flags(const QModelIndex& index) const {
  return isTitle(index.row()) ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

}  // namespace tw::ui
