// The firmware's settings as they are, with what they may be, and what became of the app's requests
// to change them. An edit is a wish: the value stands once the firmware has it.
#pragma once

#include <QAbstractTableModel>
#include <map>
#include <memory>
#include <vector>

#include "sim/twin/setting_look.h"
#include "ui/models/app_reach.h"
#include "ui/models/event_store.h"

namespace tw::ui {

class SettingsTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kValue, kAnswer, kColumns };
  using Looks = std::shared_ptr<const sim::SettingLooks>;

  explicit SettingsTable(const EventStore& events, QObject* parent = nullptr)
      : QAbstractTableModel(parent), events_(events) {}

  void begin(const std::string& camera);  // of a run, or another camera
  // Null: the firmware has not started yet.
  void show(const Looks& looks, Instant at, const AppReach& reach);
  void setEditable(bool editable) { editable_ = editable; }
  const sim::SettingLook& look(int row) const { return (*looks_)[static_cast<size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() || !looks_ ? 0 : static_cast<int>(looks_->size());
  }
  int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : kColumns;
  }
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  // The value stays; changeWanted() is told of it.
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 Q_SIGNALS:
  void changeWanted(const QString& name, const nlohmann::json& value);

 private:
  struct Answer {
    Instant at;
    bool accepted = false;
    QString text;
  };
  void takeAnswers();
  void takeAnswer(const sim::LoggedEvent& event);
  void take(const Looks& looks);
  QString answerOf(const sim::SettingLook& look) const;
  QString rangeOf(const sim::SettingLook& look) const;

  const EventStore& events_;
  std::string camera_;
  Looks looks_;
  bool editable_ = true;
  Instant at_{};
  AppReach reach_;
  size_t next_ = 0;                                     // event to be looked at
  std::map<std::string, std::vector<Answer>> answers_;  // by setting, in order
  std::map<std::string, std::string> wanted_;           // by setting: not answered yet, as JSON
};

}  // namespace tw::ui
