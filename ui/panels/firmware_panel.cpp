#include "ui/panels/firmware_panel.h"

#include <QTabBar>
#include <QVBoxLayout>

#include "ui/panels/firmware_app.h"
#include "ui/panels/firmware_log.h"
#include "ui/panels/firmware_messages.h"
#include "ui/panels/firmware_settings.h"
#include "ui/panels/firmware_state.h"

namespace tw::ui {

FirmwarePanel::FirmwarePanel(Desk& desk) : run_(desk.run) {
  camera_ = new CameraChoice(run_, "firmware_camera");
  tabs_ = new QTabWidget;
  tabs_->setObjectName(QStringLiteral("firmware_tabs"));
  tabs_->setDocumentMode(true);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(camera_);
  all->addWidget(tabs_, 1);
  add(new FirmwareLog(desk), tr("Log"));
  add(new FirmwareState(desk), tr("State"));
  add(new FirmwareSettings(desk), tr("Settings"));
  add(new FirmwareMessages(desk), tr("Messages"));
  add(new FirmwareApp(desk), tr("App"));
  connect(camera_, &CameraChoice::chosen, this, &FirmwarePanel::chooseCamera);
  chooseCamera();
}

void FirmwarePanel::add(FirmwareTab* tab, const QString& title) {
  all_.push_back(tab);
  tabs_->addTab(tab, title);
}

void FirmwarePanel::chooseCamera() {
  for (FirmwareTab* tab : all_) tab->setCamera(camera_->camera());
}

}  // namespace tw::ui
