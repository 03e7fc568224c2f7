// How a chosen fault is to be: its magnitude, when it comes, and for how long. Says beforehand why
// something cannot be ordered.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>

#include "ui/models/fault_order.h"
#include "ui/models/fault_scale.h"
#include "ui/models/run_model.h"
#include "ui/panels/condition_form.h"

namespace tw::ui {

class FaultEditor : public QWidget {
  Q_OBJECT

 public:
  explicit FaultEditor(RunModel& run);

  // `magnitude`: what it has now; 0: what is usual is proposed. Null: none is chosen.
  void edit(const RunFacts::Fault* fault, double magnitude);
  void showState();  // whether it can be ordered as the run stands

 private:
  QWidget* makeForm();
  QWidget* makeMagnitude();
  QWidget* makeWhen();
  QWidget* makeDuration();
  QLayout* makeButtons();
  void showMagnitude(double magnitude);
  void showMagnitudeFields();
  void showWhen();
  void orderChanged();
  void apply();
  void mend();
  double magnitude() const;
  QString whyNotNow() const;

  RunModel& run_;
  std::optional<FaultOrder> order_;  // as it stands in the form
  QLabel *name_, *doc_, *note_;
  QComboBox *switch_, *when_;
  QSlider* slider_;
  QDoubleSpinBox *spin_, *lasts_;
  QLineEdit* at_;
  QCheckBox* isLasting_;
  ConditionForm* condition_;
  QPushButton *apply_, *mend_;
};

}  // namespace tw::ui
