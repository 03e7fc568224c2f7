// A camera's hardware as a person before it sees and touches it: plug, cable, cover, RESET, card,
// lights; and those who walk by.
#pragma once

#include <QCheckBox>
#include <QLabel>

#include "ui/panels/camera_choice.h"
#include "ui/panels/camera_face.h"
#include "ui/panels/card_control.h"
#include "ui/panels/desk.h"
#include "ui/panels/people_control.h"
#include "ui/panels/refresh_soon.h"
#include "ui/panels/reset_control.h"

namespace tw::ui {

class HardwarePanel : public QWidget {
  Q_OBJECT

 public:
  explicit HardwarePanel(Desk& desk);

  QSize sizeHint() const override { return {380, 480}; }

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* makeContent();
  QLayout* makeSwitches();
  QCheckBox* makeSwitch(const char* name, const QString& text, const QString& tip, const char* toOn,
                        const char* toOff);
  void chooseCamera();
  void refresh();
  void showState(const HardwareState& state);

  RunModel& run_;
  CameraHand hand_;
  HardwareSignals signals_;
  RefreshSoon due_{*this, [this] { refresh(); }};
  std::optional<Instant> lastShown_;  // lights are a blur since then
  CameraChoice* camera_;
  CameraFace* face_;
  QLabel* led_;
  QCheckBox *power_, *cable_, *kit_, *cover_;
  ResetControl* reset_;
  CardControl* card_;
  PeopleControl* people_;
};

}  // namespace tw::ui
