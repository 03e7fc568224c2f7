#include "ui/panels/camera_choice.h"

#include <QSignalBlocker>

namespace tw::ui {

CameraChoice::CameraChoice(RunModel& run, const char* name) : run_(run) {
  setObjectName(QLatin1String(name));
  setAccessibleName(tr("Camera"));
  setToolTip(tr("Which camera is shown"));
  connect(&run, &RunModel::opened, this, &CameraChoice::fill);
  connect(&run, &RunModel::begun, this, &CameraChoice::fill);
  connect(this, &QComboBox::currentIndexChanged, this, &CameraChoice::chosen);
  fill();
}

void CameraChoice::fill() {
  if (run_.facts()) {
    const QSignalBlocker quiet(this);
    const QString before = currentText();
    clear();
    for (const std::string& name : run_.facts()->cameras) addItem(QString::fromStdString(name));
    setCurrentIndex(std::max(0, findText(before)));
  }
  setVisible(count() > 1);
  Q_EMIT chosen();
}

}  // namespace tw::ui
