#include "ui/panels/new_card_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleValidator>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "firmware_core/base/check.h"
#include "sim/twin/actions.h"

namespace tw::ui {
namespace {

// Ranges and texts are the action's own.
const sim::ActionParameter& cardParameter(const char* name) {
  const sim::ActionSpec* insert = sim::findAction("insert_card");
  TW_CHECK(insert != nullptr);
  for (const sim::ActionParameter& parameter : insert->parameters)
    if (parameter.name == name) return parameter;
  throw CheckFailed(std::string("insert_card has no parameter ") + name);
}

QString cardTip(const char* name) { return QString::fromStdString(cardParameter(name).doc); }

}  // namespace

NewCardDialog::NewCardDialog(QWidget* parent) : QDialog(parent) {
  setObjectName(QStringLiteral("new_card"));
  setWindowTitle(tr("New card"));
  auto* all = new QVBoxLayout(this);
  all->addLayout(makePlainPart());
  all->addWidget(makeExpertPart());
  all->addWidget(makeButtons());
  connect(capacity_, &QComboBox::currentTextChanged, this, &NewCardDialog::check);
  connect(real_, &QDoubleSpinBox::valueChanged, this, &NewCardDialog::check);
  check();
}

QLayout* NewCardDialog::makePlainPart() {
  makeCapacity();
  class_ = new QComboBox;
  class_->setObjectName(QStringLiteral("new_card_class"));
  for (const double value : cardParameter("speed_class").values)
    class_->addItem(tr("class %1").arg(value), static_cast<int>(value));
  class_->setCurrentIndex(class_->count() - 1);
  locked_ = new QCheckBox(tr("&Locked (write-protected)"));
  locked_->setObjectName(QStringLiteral("new_card_locked"));
  auto* form = new QFormLayout;
  form->addRow(tr("&Capacity in GB"), capacity_);
  form->addRow(tr("&Speed"), class_);
  form->addRow(QString(), locked_);
  return form;
}

void NewCardDialog::makeCapacity() {
  capacity_ = new QComboBox;
  capacity_->setObjectName(QStringLiteral("new_card_capacity"));
  capacity_->setEditable(true);
  for (const char* preset : {"4", "32", "128", "512"}) capacity_->addItem(QLatin1String(preset));
  const auto& range = cardParameter("capacity_gb");
  auto* validator = new QDoubleValidator(range.min, range.max, 3, capacity_);
  validator->setLocale(QLocale::c());
  capacity_->setValidator(validator);
  capacity_->setToolTip(tr("%1 to %2 GB, 1 GB = 1e9 bytes").arg(range.min).arg(range.max));
}

QWidget* NewCardDialog::makeButtons() {
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  ok_ = buttons->button(QDialogButtonBox::Ok);
  ok_->setText(tr("Put in"));
  ok_->setObjectName(QStringLiteral("new_card_ok"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  return buttons;
}

QWidget* NewCardDialog::makeExpertPart() {
  auto* expert = new QGroupBox(tr("For experts"));
  real_ = number("real_capacity_gb", tr("as it claims"), tr(" GB"));
  beyond_ = new QComboBox;
  beyond_->setObjectName(QStringLiteral("new_card_beyond"));
  beyond_->addItem(tr("writes it over its beginning"), QStringLiteral("wraps"));
  beyond_->addItem(tr("forgets it"), QStringLiteral("drops"));
  beyond_->setToolTip(cardTip("beyond"));
  rate_ = number("write_mb_per_s", tr("a fifth more than its class"), tr(" MB/s"));
  endurance_ = number("endurance_cycles", tr("never wears out"), tr(" erase cycles"));
  endurance_->setDecimals(0);
  auto* form = new QFormLayout(expert);
  form->addRow(tr("&Keeps no more than"), real_);
  form->addRow(tr("and with the &rest it"), beyond_);
  form->addRow(tr("Really &writes"), rate_);
  form->addRow(tr("Is read-only &after"), endurance_);
  return expert;
}

// 0 stands for nothing given.
QDoubleSpinBox* NewCardDialog::number(const char* parameter, const QString& none,
                                      const QString& unit) {
  auto* made = new QDoubleSpinBox;
  made->setObjectName(QStringLiteral("new_card_") + QLatin1String(parameter));
  made->setDecimals(3);
  made->setRange(0, cardParameter(parameter).max);
  made->setSpecialValueText(none);
  made->setSuffix(unit);
  made->setToolTip(cardTip(parameter));
  made->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  return made;
}

double NewCardDialog::capacity() const { return QLocale::c().toDouble(capacity_->currentText()); }

void NewCardDialog::check() {
  const bool counterfeit = real_->value() > 0;
  beyond_->setEnabled(counterfeit);
  const bool fits = real_->value() <= capacity();
  const bool good = capacity_->lineEdit()->hasAcceptableInput() && fits;
  ok_->setEnabled(good);
  ok_->setToolTip(good    ? QString()
                  : !fits ? tr("A card cannot keep more than it claims.")
                          : capacity_->toolTip());
}

nlohmann::json NewCardDialog::arguments() const {
  nlohmann::json card{{"capacity_gb", capacity()}, {"speed_class", class_->currentData().toInt()}};
  if (locked_->isChecked()) card["write_protected"] = true;
  if (real_->value() > 0) {
    card["real_capacity_gb"] = real_->value();
    card["beyond"] = beyond_->currentData().toString().toStdString();
  }
  if (rate_->value() > 0) card["write_mb_per_s"] = rate_->value();
  if (endurance_->value() > 0) card["endurance_cycles"] = endurance_->value();
  return card;
}

}  // namespace tw::ui
