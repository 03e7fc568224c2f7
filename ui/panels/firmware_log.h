// The firmware's log, or everything that happened: filtered, followed, copied; a double click looks
// back to a line's time.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

#include "ui/models/log_table.h"
#include "ui/panels/firmware_tab.h"

namespace tw::ui {

class FirmwareLog : public FirmwareTab {
  Q_OBJECT

 public:
  explicit FirmwareLog(Desk& desk);

 protected:
  void begin() override;
  void refresh() override;

 private:
  QLayout* makeControls();
  void makeTable();
  void filter();
  void scrolled(int value);
  void lookBack(const QModelIndex& index);
  void copy();

  LogTable lines_;
  QLineEdit* text_;
  QComboBox *level_, *source_;
  QCheckBox* follow_;
  QTableView* table_;
};

}  // namespace tw::ui
