// The firmware's settings as they are, and the app's wishes to change them.
#pragma once

#include <QLabel>
#include <QTableView>

#include "ui/models/settings_table.h"
#include "ui/panels/firmware_tab.h"

namespace tw::ui {

class FirmwareSettings : public FirmwareTab {
  Q_OBJECT

 public:
  explicit FirmwareSettings(Desk& desk);

 protected:
  void begin() override;
  void refresh() override;

 private:
  QString note(const AppReach& reach) const;

  SettingsTable settings_;
  QTableView* table_;
  QLabel* note_;
};

}  // namespace tw::ui
