#include "ui/models/signal_tree.h"

#include <algorithm>

namespace tw::ui {
namespace {

// What one wants to see first, of the first camera that has it.
constexpr const char* kFirst[] = {
    "/led.pattern",     "/firmware.card_state", "/firmware.link",
    "/power.on",        "/spotlight.duty",      "/red_alarm.duty",
    "/blue_alarm.duty", "/ptz_pan.angle_deg",   "/wide_sensor.mean_luma"};

// "phone/cam.bound" -> {"phone", "cam", "bound"}.
QStringList partsOf(const std::string& name) {
  return QString::fromStdString(name)
      .replace(QLatin1Char('/'), QLatin1Char('.'))
      .split(QLatin1Char('.'));
}

}  // namespace

SignalTree::SignalTree(const SignalStore& store, QObject* parent)
    : QAbstractItemModel(parent), store_(store), nodes_(1) {
  begin();
}

void SignalTree::begin() {
  if (!hasTheSame()) {
    beginResetModel();
    build();
    endResetModel();
  }
  takeChoice();
}

bool SignalTree::hasTheSame() const {
  if (names_.size() != store_.size()) return false;
  for (sim::SignalId id = 0; id < names_.size(); ++id)
    if (names_[id] != store_.spec(id).name) return false;
  return true;
}

void SignalTree::build() {
  nodes_.assign(1, {});
  names_.clear();
  for (sim::SignalId id = 0; id < store_.size(); ++id) {
    names_.push_back(store_.spec(id).name);
    const QStringList parts = partsOf(names_.back());
    int node = 0;
    for (const QString& part : parts.mid(0, parts.size() - 1)) node = childOf(node, part);
    const int row = static_cast<int>(nodes_[static_cast<size_t>(node)].children.size());
    nodes_[static_cast<size_t>(node)].children.push_back(static_cast<int>(nodes_.size()));
    nodes_.push_back({.name = parts.back(), .parent = node, .row = row, .signal = id});
  }
}

// A group, which is made where there is none yet.
int SignalTree::childOf(int parent, const QString& name) {
  for (const int child : nodes_[static_cast<size_t>(parent)].children) {
    const Node& known = nodes_[static_cast<size_t>(child)];
    if (known.name == name && !known.signal) return child;
  }
  const int made = static_cast<int>(nodes_.size());
  auto& siblings = nodes_[static_cast<size_t>(parent)].children;
  const int row = static_cast<int>(siblings.size());
  siblings.push_back(made);
  nodes_.push_back({.name = name, .parent = parent, .row = row});
  return made;
}

void SignalTree::takeChoice() {
  chosen_.clear();
  for (const QString& name : choice_ ? *choice_ : firstChoice())
    if (const auto id = store_.find(name.toStdString())) chosen_.push_back(*id);
  Q_EMIT chosenChanged();
}

QStringList SignalTree::firstChoice() const {
  QStringList found;
  for (const char* ending : kFirst) {
    const auto name = std::find_if(names_.begin(), names_.end(), [ending](const std::string& all) {
      return std::string_view(all).ends_with(ending);
    });
    if (name != names_.end()) found << QString::fromStdString(*name);
  }
  return found;
}

void SignalTree::setChosen(const QStringList& names) {
  choice_ = names;
  takeChoice();
}

void SignalTree::choose(sim::SignalId id, bool yes) {
  QStringList names;
  for (const sim::SignalId chosen : chosen_)
    if (chosen != id) names << QString::fromStdString(names_[chosen]);
  if (yes) names << QString::fromStdString(names_[id]);
  setChosen(names);
}

int SignalTree::nodeOf(const QModelIndex& index) const {
  return index.isValid() ? static_cast<int>(index.internalId()) : 0;
}

bool SignalTree::isSignal(const QModelIndex& index) const { return signalAt(index).has_value(); }

std::optional<sim::SignalId> SignalTree::signalAt(const QModelIndex& index) const {
  return nodes_[static_cast<size_t>(nodeOf(index))].signal;
}

QModelIndex SignalTree::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  const auto& children = nodes_[static_cast<size_t>(nodeOf(parent))].children;
  return createIndex(row, column, static_cast<quintptr>(children[static_cast<size_t>(row)]));
}

QModelIndex SignalTree::parent(const QModelIndex& index) const {
  const int node = nodes_[static_cast<size_t>(nodeOf(index))].parent;
  if (node <= 0) return {};
  return createIndex(nodes_[static_cast<size_t>(node)].row, 0, static_cast<quintptr>(node));
}

int SignalTree::rowCount(const QModelIndex& parent) const {
  if (parent.column() > 0) return 0;
  return static_cast<int>(nodes_[static_cast<size_t>(nodeOf(parent))].children.size());
}

int SignalTree::columnCount(const QModelIndex&) const { return kColumns; }

QVariant SignalTree::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Node& node = nodes_[static_cast<size_t>(nodeOf(index))];
  if (role == Qt::DisplayRole) return textOf(node, index.column());
  if (!node.signal) return {};
  const sim::SignalSpec& spec = store_.spec(*node.signal);
  if (role == Qt::ToolTipRole) return tipOf(*node.signal);
  if (role == kSearchRole)
    return QString::fromStdString(spec.name) + QLatin1Char('\n') + QString::fromStdString(spec.doc);
  if (role == Qt::CheckStateRole && index.column() == kName)
    return std::count(chosen_.begin(), chosen_.end(), *node.signal) > 0 ? Qt::Checked
                                                                        : Qt::Unchecked;
  return {};
}

QVariant SignalTree::textOf(const Node& node, int column) const {
  if (column == kName) return node.name;
  if (!node.signal) return {};
  const QString unit = QString::fromStdString(store_.spec(*node.signal).unit);
  if (column == kUnit) return unit;
  const QString text = store_.textAt(*node.signal, at_);
  return unit.isEmpty() ? text : text.chopped(unit.size() + 1);  // which has its own column
}

QString SignalTree::tipOf(sim::SignalId id) const {
  const sim::SignalSpec& spec = store_.spec(id);
  QString tip =
      QString::fromStdString(spec.name) + QLatin1Char('\n') + QString::fromStdString(spec.doc);
  if (spec.kind == sim::SignalKind::kNumber)
    tip += QLatin1Char('\n') +
           tr("%1 to %2 %3").arg(spec.min).arg(spec.max).arg(QString::fromStdString(spec.unit));
  return tip;
}

bool SignalTree::setData(const QModelIndex& index, const QVariant& value, int role) {
  const auto id = signalAt(index);
  if (!id || role != Qt::CheckStateRole) return false;
  choose(*id, value.toInt() == Qt::Checked);
  Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
  return true;
}

Qt::ItemFlags SignalTree::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractItemModel::flags(index);
  if (isSignal(index)) flags |= Qt::ItemNeverHasChildren;
  if (isSignal(index) && index.column() == kName) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant SignalTree::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Signal"), tr("Value"), tr("Unit")};
  return titles[section];
}

SignalSearch::SignalSearch(SignalTree& tree, QObject* parent) : QSortFilterProxyModel(parent) {
  setSourceModel(&tree);
  setRecursiveFilteringEnabled(true);
  setFilterRole(SignalTree::kSearchRole);
  setFilterKeyColumn(SignalTree::kName);
  setFilterCaseSensitivity(Qt::CaseInsensitive);
}

}  // namespace tw::ui
