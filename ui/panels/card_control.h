// The card and its slot: a new card, one from an image, back in, out, its lock.
#pragma once

#include <QCheckBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>

#include "ui/models/hardware_state.h"
#include "ui/panels/camera_hand.h"

namespace tw::ui {

class CardControl : public QGroupBox {
  Q_OBJECT

 public:
  explicit CardControl(CameraHand& hand);  // outlives this

  void showState(const HardwareState& state, const QString& whyNot);
  void insertImage(const QString& file);

 private:
  QPushButton* button(const char* name, const QString& text, const QString& tip,
                      void (CardControl::*what)());
  void insertNew();
  void chooseImage();
  void putBack();
  void pull();

  CameraHand& hand_;
  QLabel* words_;
  QPushButton *new_, *image_, *putBack_, *pull_;
  QCheckBox* lock_;
  QString lastFolder_;
};

}  // namespace tw::ui
