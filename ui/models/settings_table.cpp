#include "ui/models/settings_table.h"

#include <QStringList>
#include <algorithm>

#include "ui/models/event_words.h"
#include "ui/models/time_text.h"
#include "ui/models/twin_words.h"

namespace tw::ui {
namespace {

using sim::SettingKind;
using sim::SettingLook;
using sim::SettingSecret;

QString valueText(const SettingLook& look) {
  if (look.secret != SettingSecret::kNone)
    return look.secret == SettingSecret::kSet ? SettingsTable::tr("set")
                                              : SettingsTable::tr("not set");
  if (look.kind == SettingKind::kFlag)
    return look.value == true ? SettingsTable::tr("on") : SettingsTable::tr("off");
  if (look.value.is_string()) return QString::fromStdString(look.value.get<std::string>());
  const QString number = QString::fromStdString(look.value.dump());
  const bool hasUnit = !look.unit.empty() && look.unit != "step";
  return hasUnit ? number + QLatin1Char(' ') + wordsFor(look.unit) : number;
}

// What an editor takes and gives back.
QVariant editValue(const SettingLook& look) {
  if (look.value.is_number_integer()) return static_cast<qlonglong>(look.value.get<int64_t>());
  if (look.value.is_string()) return QString::fromStdString(look.value.get<std::string>());
  return QString();
}

nlohmann::json jsonOf(const SettingLook& look, const QVariant& value) {
  switch (look.kind) {
    case SettingKind::kFlag:
      return value.toInt() == Qt::Checked;
    case SettingKind::kWhole:
      return static_cast<int64_t>(value.toLongLong());
    case SettingKind::kText:
    case SettingKind::kChoice:
      break;
  }
  return value.toString().toStdString();
}

bool sameNames(const sim::SettingLooks& a, const sim::SettingLooks& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const SettingLook& x, const SettingLook& y) { return x.name == y.name; });
}

}  // namespace

void SettingsTable::begin(const std::string& camera) {
  beginResetModel();
  camera_ = camera;
  looks_ = nullptr;
  next_ = 0;
  answers_.clear();
  wanted_.clear();
  endResetModel();
}

void SettingsTable::show(const Looks& looks, Instant at, const AppReach& reach) {
  const size_t before = next_;
  takeAnswers();
  const bool other = at != at_ || !(reach == reach_) || before != next_;
  at_ = at;
  reach_ = reach;
  take(looks);
  if (other && rowCount() > 0)
    Q_EMIT dataChanged(index(0, kAnswer), index(rowCount() - 1, kAnswer));
}

void SettingsTable::take(const Looks& looks) {
  if (looks == looks_) return;
  if (!looks || !looks_ || !sameNames(*looks, *looks_)) {
    beginResetModel();
    looks_ = looks;
    endResetModel();
    return;
  }
  const Looks before = std::exchange(looks_, looks);
  for (int row = 0; row < rowCount(); ++row) {
    const SettingLook& old = (*before)[static_cast<size_t>(row)];
    if (old.value != look(row).value || old.secret != look(row).secret)
      Q_EMIT dataChanged(index(row, kValue), index(row, kValue));
  }
}

void SettingsTable::takeAnswers() {
  events_.since(next_, [this](const sim::LoggedEvent& event) { takeAnswer(event); });
}

void SettingsTable::takeAnswer(const sim::LoggedEvent& event) {
  if (event.kind != "answer" || fieldText(event.fields, "do") != "settings.set") return;
  if (fieldText(event.fields, "camera") != camera_) return;
  const nlohmann::json& answer = fieldOf(event.fields, "answer");
  const bool accepted = fieldOf(answer, "ok") == true;
  const QString text = QString::fromStdString(fieldText(answer, "error"));
  for (const auto& [name, value] : fieldOf(fieldOf(event.fields, "request"), "values").items()) {
    answers_[name].push_back({event.at, accepted, text});
    const auto wanted = wanted_.find(name);
    if (wanted != wanted_.end() && wanted->second == value.dump()) wanted_.erase(wanted);
  }
}

QString SettingsTable::answerOf(const SettingLook& look) const {
  const std::string& name = look.name;
  if (const auto wanted = wanted_.find(name); wanted != wanted_.end())
    return look.secret != SettingSecret::kNone
               ? tr("asked")
               : tr("asked: %1").arg(QString::fromStdString(wanted->second));
  const Answer* latest = nullptr;
  if (const auto found = answers_.find(name); found != answers_.end())
    for (const Answer& answer : found->second)
      if (answer.at <= at_) latest = &answer;
  const bool old = latest && latest->at < reach_.since;
  if (!reach_.whyNot.isEmpty() && (!latest || old))
    return tr("the app cannot reach it: %1").arg(reach_.whyNot);
  if (!latest) return {};
  return latest->accepted ? tr("accepted at %1").arg(timeText(latest->at))
                          : tr("refused at %1: %2").arg(timeText(latest->at), latest->text);
}

QString SettingsTable::rangeOf(const SettingLook& look) const {
  switch (look.kind) {
    case SettingKind::kFlag:
      return tr("on or off");
    case SettingKind::kWhole:
      return tr("%1 to %2 %3").arg(look.min).arg(look.max).arg(wordsFor(look.unit));
    case SettingKind::kText:
      return tr("at most %1 bytes").arg(look.max);
    case SettingKind::kChoice:
      break;
  }
  QStringList choices;
  for (const std::string& choice : look.choices) choices << QString::fromStdString(choice);
  return choices.join(QStringLiteral(", "));
}

QVariant SettingsTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const SettingLook& one = look(index.row());
  if (role == Qt::ToolTipRole) {
    if (index.column() == kAnswer) return answerOf(one);
    return tr("%1: %2\n%3").arg(QString::fromStdString(one.name), wordsFor(one.doc), rangeOf(one));
  }
  if (index.column() == kName) return role == Qt::DisplayRole ? titleOf(one.name) : QVariant();
  if (index.column() == kAnswer) return role == Qt::DisplayRole ? answerOf(one) : QVariant();
  if (role == Qt::CheckStateRole && one.kind == SettingKind::kFlag)
    return one.value == true ? Qt::Checked : Qt::Unchecked;
  if (role == Qt::EditRole) return editValue(one);
  return role == Qt::DisplayRole ? valueText(one) : QVariant();
}

bool SettingsTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!(flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable))) return false;
  const SettingLook& one = look(index.row());
  const bool flag = one.kind == SettingKind::kFlag;
  if (role != (flag ? Qt::CheckStateRole : Qt::EditRole)) return false;
  const nlohmann::json wanted = jsonOf(one, value);
  if (wanted == one.value) return false;
  wanted_[one.name] = wanted.dump();
  Q_EMIT dataChanged(index, index.siblingAtColumn(kAnswer));
  Q_EMIT changeWanted(QString::fromStdString(one.name), wanted);
  return true;
}

Qt::ItemFlags SettingsTable::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid() || index.column() != kValue || !editable_) return flags;
  const bool flag = look(index.row()).kind == SettingKind::kFlag;
  return flags | (flag ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

QVariant SettingsTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString kTitles[] = {tr("Setting"), tr("Value"), tr("What the camera answered")};
  return kTitles[section];
}

}  // namespace tw::ui
