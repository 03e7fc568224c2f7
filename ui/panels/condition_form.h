// What to wait for, as a form: a signal, what it has to be, the how-manieth time, how much later.
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QStringListModel>

#include "ui/models/condition_text.h"
#include "ui/models/run_model.h"

namespace tw::ui {

class ConditionForm : public QWidget {
  Q_OBJECT

 public:
  explicit ConditionForm(const RunModel& run);

  ConditionRead read() const;
  int64_t nth() const { return nth_->value(); }
  Duration delay() const { return fromSeconds(delay_->value()); }

 Q_SIGNALS:
  void changed();

 private:
  QWidget* makeComparison();
  QWidget* makeCounting();
  void takeNames();   // of the run's signals
  void showSignal();  // the operators and values that fit it
  void showOperator();
  void fillValues(const sim::SignalSpec& spec);
  ConditionText text() const;
  std::optional<sim::SignalId> signal() const;

  const RunModel& run_;
  std::optional<sim::SignalId> shown_;  // whose operators are offered
  QLineEdit* signal_;
  QStringListModel* names_;
  QComboBox *operator_, *value_;
  QDoubleSpinBox *number_, *delay_;
  QSpinBox* nth_;
};

}  // namespace tw::ui
