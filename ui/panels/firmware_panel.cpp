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
  camera_ = new QComboBox;
  camera_->setObjectName(QStringLiteral("firmware_camera"));
  camera_->setAccessibleName(tr("Camera"));
  camera_->setToolTip(tr("Whose firmware"));
  camera_->hide();
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
  connect(camera_, &QComboBox::activated, this, &FirmwarePanel::chooseCamera);
  connect(&run_, &RunModel::begun, this, &FirmwarePanel::takeCameras);
  if (run_.facts()) takeCameras();
}

void FirmwarePanel::add(FirmwareTab* tab, const QString& title) {
  all_.push_back(tab);
  tabs_->addTab(tab, title);
}

// The chosen one stays so where the new run has it.
void FirmwarePanel::takeCameras() {
  const QString chosen = camera_->currentText();
  camera_->clear();
  for (const std::string& name : run_.facts()->cameras)
    camera_->addItem(QString::fromStdString(name));
  camera_->setCurrentIndex(std::max(0, camera_->findText(chosen)));
  camera_->setVisible(camera_->count() > 1);
  chooseCamera();
}

void FirmwarePanel::chooseCamera() {
  for (FirmwareTab* tab : all_) tab->setCamera(camera_->currentText().toStdString());
}

}  // namespace tw::ui
