// The firmware's log as a table: filtered by level and text; or all that happened in the run.
#pragma once

#include "ui/models/event_rows.h"

namespace tw::ui {

enum class LogGrade { kDebug, kInfo, kWarning, kError };

struct LogFilter {
  std::string camera = {};  // whose firmware; empty: everything, whoever says it
  LogGrade least = LogGrade::kDebug;
  std::string text = {};  // in part or text, large or small letters

  bool operator==(const LogFilter&) const = default;
};

class LogTable : public EventRows {
  Q_OBJECT

 public:
  enum Column { kTime, kLevel, kPart, kText, kColumns };

  using EventRows::EventRows;

  void setFilter(const LogFilter& filter);
  QString lineOf(int row) const;  // for the clipboard, columns apart by tabs

  int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : kColumns;
  }
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 protected:
  bool wants(const sim::LoggedEvent& event) const override;

 private:
  QString textAt(const sim::LoggedEvent& event, int column) const;

  LogFilter filter_;
  std::string source_;  // of the wanted camera's firmware
};

}  // namespace tw::ui
