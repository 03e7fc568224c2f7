// What the owner does with the phone app, as buttons, until the phone has a face: every action of
// the table that is the app's.
#pragma once

#include <QLabel>

#include "ui/panels/firmware_tab.h"

class QVBoxLayout;

namespace tw::ui {

class FirmwareApp : public FirmwareTab {
  Q_OBJECT

 public:
  explicit FirmwareApp(Desk& desk);

 protected:
  void begin() override {}
  void refresh() override;

 private:
  void addGroup(QVBoxLayout& to, const QString& title, const std::vector<std::string>& actions);
  QString states() const;
  QString stateOf(const std::string& signal) const;

  QLabel* states_;
  QWidget* actions_;
};

}  // namespace tw::ui
