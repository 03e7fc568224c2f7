// How the firmware's parts stand at the time that is shown.
#pragma once

#include <QElapsedTimer>
#include <QTableView>

#include "ui/models/state_table.h"
#include "ui/panels/firmware_tab.h"

namespace tw::ui {

class FirmwareState : public FirmwareTab {
  Q_OBJECT

 public:
  explicit FirmwareState(Desk& desk);

 protected:
  void begin() override;
  void refresh() override;

 private:
  StateTable states_;
  QTableView* table_;
  QElapsedTimer clock_;  // for how long a change stands out
};

}  // namespace tw::ui
