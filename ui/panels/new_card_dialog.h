// Describes a card that is to be put in: its size and class; for experts what may be wrong with it.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QGroupBox>
#include <nlohmann/json.hpp>

namespace tw::ui {

class NewCardDialog : public QDialog {
  Q_OBJECT

 public:
  explicit NewCardDialog(QWidget* parent);

  nlohmann::json arguments() const;  // of the action insert_card

 private:
  QLayout* makePlainPart();
  void makeCapacity();
  QWidget* makeExpertPart();
  QWidget* makeButtons();
  QDoubleSpinBox* number(const char* parameter, const QString& none, const QString& unit);
  double capacity() const;
  void check();

  QComboBox *capacity_, *class_, *beyond_;
  QCheckBox* locked_;
  QDoubleSpinBox *real_, *rate_, *endurance_;
  QPushButton* ok_;
};

}  // namespace tw::ui
