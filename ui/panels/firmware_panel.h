// The firmware: its log, the state of its parts, its settings, what goes between it, the cloud and
// the phone app, and the app's buttons until the phone has a face of its own.
#pragma once

#include <QTabWidget>

#include "ui/panels/camera_choice.h"
#include "ui/panels/firmware_tab.h"

namespace tw::ui {

class FirmwarePanel : public QWidget {
  Q_OBJECT

 public:
  explicit FirmwarePanel(Desk& desk);

  QSize sizeHint() const override { return {420, 420}; }

 private:
  void add(FirmwareTab* tab, const QString& title);
  void chooseCamera();

  RunModel& run_;
  CameraChoice* camera_;
  QTabWidget* tabs_;
  std::vector<FirmwareTab*> all_;
};

}  // namespace tw::ui
