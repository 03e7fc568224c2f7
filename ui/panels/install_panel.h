// The installation adviser: a run's camera tried elsewhere in its scene, on a plan, and what the
// manual's rules of installation say of it there. The run goes on as it is.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>

#include "ui/models/install_trial.h"
#include "ui/panels/camera_choice.h"
#include "ui/panels/desk.h"
#include "ui/panels/install_plan.h"

namespace tw::ui {

class InstallPanel : public QWidget {
  Q_OBJECT

 public:
  explicit InstallPanel(Desk& desk);
  QSize sizeHint() const override { return {340, 620}; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QLayout* makeControls();
  void begin();
  void showMounts();
  void showPose();
  void showFindings();

  RunModel& run_;
  InstallTrial trial_;
  CameraChoice* cameras_ = nullptr;
  QComboBox* mounts_ = nullptr;
  QPushButton* back_ = nullptr;
  QLabel* pose_ = nullptr;
  QTextBrowser* findings_ = nullptr;
};

}  // namespace tw::ui
