// Which of a run's cameras a panel shows. Hidden while there is but one; another run keeps the
// choice where it has such a camera.
#pragma once

#include <QComboBox>

#include "ui/models/run_model.h"

namespace tw::ui {

class CameraChoice : public QComboBox {
  Q_OBJECT

 public:
  CameraChoice(RunModel& run, const char* name);

  std::string camera() const { return currentText().toStdString(); }  // empty: there is no run
  size_t number() const { return static_cast<size_t>(std::max(0, currentIndex())); }

 Q_SIGNALS:
  void chosen();  // another one, or another run has begun

 private:
  void fill();

  RunModel& run_;
};

}  // namespace tw::ui
