// What went between camera, cloud and app, one line each; the chosen one whole below.
#pragma once

#include <QPlainTextEdit>
#include <QTableView>

#include "ui/models/message_table.h"
#include "ui/panels/firmware_tab.h"

namespace tw::ui {

class FirmwareMessages : public FirmwareTab {
  Q_OBJECT

 public:
  explicit FirmwareMessages(Desk& desk);

 protected:
  void begin() override;
  void refresh() override;

 private:
  void showWhole();

  MessageTable messages_;
  QTableView* table_;
  QPlainTextEdit* whole_;
};

}  // namespace tw::ui
