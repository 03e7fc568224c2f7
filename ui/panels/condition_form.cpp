#include "ui/panels/condition_form.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tw::ui {

ConditionForm::ConditionForm(const RunModel& run) : run_(run) {
  signal_ = new QLineEdit;
  signal_->setObjectName(QStringLiteral("condition_signal"));
  signal_->setAccessibleName(tr("Signal"));
  signal_->setPlaceholderText(tr("signal, such as cam/led.pattern"));
  signal_->setToolTip(tr("Type a part of its name. What holds already counts at once."));
  names_ = new QStringListModel(this);
  auto* completer = new QCompleter(names_, this);
  completer->setFilterMode(Qt::MatchContains);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  signal_->setCompleter(completer);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(signal_);
  all->addWidget(makeComparison());
  all->addWidget(makeCounting());
  connect(signal_, &QLineEdit::textChanged, this, &ConditionForm::showSignal);
  connect(&run, &RunModel::begun, this, &ConditionForm::takeNames);
  takeNames();
}

QWidget* ConditionForm::makeComparison() {
  operator_ = new QComboBox;
  operator_->setObjectName(QStringLiteral("condition_operator"));
  operator_->setAccessibleName(tr("Comparison"));
  value_ = new QComboBox;
  value_->setObjectName(QStringLiteral("condition_value"));
  value_->setAccessibleName(tr("Value"));
  value_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  number_ = new QDoubleSpinBox;
  number_->setObjectName(QStringLiteral("condition_number"));
  number_->setAccessibleName(tr("Number"));
  connect(operator_, &QComboBox::currentIndexChanged, this, &ConditionForm::showOperator);
  connect(value_, &QComboBox::currentTextChanged, this, &ConditionForm::changed);
  connect(number_, &QDoubleSpinBox::valueChanged, this, &ConditionForm::changed);
  auto* made = new QWidget;
  auto* row = new QHBoxLayout(made);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(operator_);
  row->addWidget(value_, 1);
  row->addWidget(number_, 1);
  return made;
}

QWidget* ConditionForm::makeCounting() {
  nth_ = new QSpinBox;
  nth_->setObjectName(QStringLiteral("condition_nth"));
  nth_->setAccessibleName(tr("How often"));
  nth_->setToolTip(tr("Comes when it becomes true for this time, counted from now"));
  nth_->setRange(1, 1'000'000);
  nth_->setPrefix(tr("time no. "));
  delay_ = new QDoubleSpinBox;
  delay_->setObjectName(QStringLiteral("condition_delay"));
  delay_->setAccessibleName(tr("Later by"));
  delay_->setToolTip(tr("So long after that"));
  delay_->setRange(0, 1e6);
  delay_->setDecimals(3);
  delay_->setSuffix(tr(" s later"));
  connect(nth_, &QSpinBox::valueChanged, this, &ConditionForm::changed);
  connect(delay_, &QDoubleSpinBox::valueChanged, this, &ConditionForm::changed);
  auto* made = new QWidget;
  auto* row = new QHBoxLayout(made);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(nth_, 1);
  row->addWidget(delay_, 1);
  return made;
}

void ConditionForm::takeNames() {
  QStringList names;
  for (sim::SignalId id = 0; id < run_.signalStore().size(); ++id)
    names << QString::fromStdString(run_.signalStore().spec(id).name);
  if (names != names_->stringList()) {
    names_->setStringList(names);
    shown_.reset();  // its number may be another signal's now
  }
  showSignal();
}

std::optional<sim::SignalId> ConditionForm::signal() const {
  return run_.signalStore().find(signal_->text().trimmed().toStdString());
}

void ConditionForm::showSignal() {
  const auto id = signal();
  operator_->setEnabled(id.has_value());
  if (id && id != shown_) {
    const sim::SignalSpec& spec = run_.signalStore().spec(*id);
    operator_->clear();
    for (const auto is : operatorsOf(spec))
      operator_->addItem(operatorText(is), static_cast<int>(is));
    fillValues(spec);
  }
  shown_ = id;
  showOperator();
}

void ConditionForm::fillValues(const sim::SignalSpec& spec) {
  const bool counts = spec.kind == sim::SignalKind::kCount;
  value_->clear();
  value_->setEditable(spec.kind == sim::SignalKind::kText);
  if (spec.kind == sim::SignalKind::kFlag)
    value_->addItems({QStringLiteral("true"), QStringLiteral("false")});
  for (const std::string& label : spec.labels) value_->addItem(QString::fromStdString(label));
  number_->setDecimals(counts ? 0 : 3);
  number_->setRange(counts ? 0 : spec.min, counts ? 1e9 : spec.max);
  number_->setSuffix(spec.unit.empty() ? QString()
                                       : QLatin1Char(' ') + QString::fromStdString(spec.unit));
  number_->setValue(counts ? 1 : (spec.min + spec.max) / 2);
}

void ConditionForm::showOperator() {
  const ConditionText asked = text();
  const bool number = comparesNumbers(asked.is);
  number_->setVisible(number);
  value_->setVisible(!number);
  value_->setEnabled(shown_ && asked.is != ConditionText::Operator::kChanges);
  Q_EMIT changed();
}

ConditionText ConditionForm::text() const {
  const auto is = static_cast<ConditionText::Operator>(operator_->currentData().toInt());
  return {.signal = signal_->text(),
          .is = is,
          .value = comparesNumbers(is) ? QString::number(number_->value(), 'g', 15)
                                       : value_->currentText()};
}

ConditionRead ConditionForm::read() const { return conditionFrom(text(), run_.signalStore()); }

}  // namespace tw::ui
