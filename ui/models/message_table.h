// What went between camera, cloud and phone app, as a table: requests of the app with the answers
// to them, messages, clips that it fetched, and who came online or went.
#pragma once

#include "ui/models/event_rows.h"

namespace tw::ui {

class MessageTable : public EventRows {
  Q_OBJECT

 public:
  enum Column { kTime, kDirection, kWhat, kDetails, kColumns };

  using EventRows::EventRows;

  // Of this camera, and what is of none; the cloud knows it by its serial number.
  void setCamera(const std::string& camera, const std::string& serial);
  QString wholeOf(int row) const;  // all its fields, one a line

  int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : kColumns;
  }
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 protected:
  bool wants(const sim::LoggedEvent& event) const override;

 private:
  std::string camera_, serial_;
};

}  // namespace tw::ui
