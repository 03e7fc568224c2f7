// RESET: pressed as long as the button is held down, or for an exact virtual time.
#pragma once

#include <QDoubleSpinBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>

#include "ui/models/hardware_state.h"
#include "ui/panels/camera_hand.h"

namespace tw::ui {

class ResetControl : public QGroupBox {
  Q_OBJECT

 public:
  explicit ResetControl(CameraHand& hand);  // outlives this

  void showState(const HardwareState& state, const QString& whyNot);

 private:
  void press();
  void release();
  void holdForTime();
  void showHold();

  CameraHand& hand_;
  bool pressedHere_ = false;
  QPushButton *press_, *hold_;
  QDoubleSpinBox* seconds_;
  QLabel* words_;
};

}  // namespace tw::ui
