#include "ui/panels/fault_editor.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/models/fault_table.h"
#include "ui/models/hands.h"
#include "ui/models/time_text.h"
#include "ui/panels/fitting_scroll.h"

namespace tw::ui {
namespace {

using When = FaultOrder::When;
constexpr int kSpacing = 4;

QHBoxLayout* rowIn(QWidget* widget) {
  auto* row = new QHBoxLayout(widget);
  row->setContentsMargins(0, 0, 0, 0);
  return row;
}

template <class Widget>
Widget* named(const char* name, const QString& accessible) {
  auto* made = new Widget;
  made->setObjectName(QLatin1String(name));
  made->setAccessibleName(accessible);
  return made;
}

QLabel* wrapping(const char* name) {
  auto* made = new QLabel;
  made->setObjectName(QLatin1String(name));
  made->setWordWrap(true);
  return made;
}

}  // namespace

FaultEditor::FaultEditor(RunModel& run) : run_(run) {
  note_ = wrapping("fault_note");
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(kSpacing);
  all->addWidget(new FittingScroll(makeForm()));
  all->addWidget(note_);
  all->addLayout(makeButtons());
  edit(nullptr, 0);
}

QWidget* FaultEditor::makeForm() {
  name_ = wrapping("fault_name");
  QFont bold = name_->font();
  bold.setBold(true);
  name_->setFont(bold);
  doc_ = wrapping("fault_doc");
  condition_ = new ConditionForm(run_);
  connect(condition_, &ConditionForm::changed, this, &FaultEditor::orderChanged);
  auto* made = new QWidget;
  auto* form = new QFormLayout(made);
  form->setContentsMargins(0, 0, 4, 0);
  form->setVerticalSpacing(kSpacing);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(name_);
  form->addRow(doc_);
  form->addRow(tr("How much"), makeMagnitude());
  form->addRow(tr("When"), makeWhen());
  form->addRow(condition_);
  form->addRow(tr("How long"), makeDuration());
  return made;
}

QWidget* FaultEditor::makeMagnitude() {
  switch_ = named<QComboBox>("fault_switch", tr("Magnitude"));
  switch_->addItem(tr("on"), 1);
  switch_->addItem(tr("off"), 0);
  slider_ = named<QSlider>("fault_slider", tr("Magnitude, roughly"));
  slider_->setOrientation(Qt::Horizontal);
  slider_->setRange(0, FaultScale::kPlaces);
  spin_ = named<QDoubleSpinBox>("fault_magnitude", tr("Magnitude"));
  connect(switch_, &QComboBox::currentIndexChanged, this, &FaultEditor::orderChanged);
  connect(slider_, &QSlider::valueChanged, this, [this](int place) {
    if (order_) spin_->setValue(FaultScale(order_->fault.spec).magnitudeAt(place));
  });
  connect(spin_, &QDoubleSpinBox::valueChanged, this, [this](double magnitude) {
    const QSignalBlocker quiet(slider_);
    if (order_) slider_->setValue(FaultScale(order_->fault.spec).placeOf(magnitude));
    orderChanged();
  });
  auto* made = new QWidget;
  auto* row = rowIn(made);
  row->addWidget(switch_);
  row->addWidget(slider_, 1);
  row->addWidget(spin_);
  return made;
}

QWidget* FaultEditor::makeWhen() {
  when_ = named<QComboBox>("fault_when", tr("When"));
  when_->addItem(tr("now"), static_cast<int>(When::kNow));
  when_->addItem(tr("at a time"), static_cast<int>(When::kAt));
  when_->addItem(tr("when a condition holds"), static_cast<int>(When::kCondition));
  at_ = named<QLineEdit>("fault_at", tr("Time"));
  at_->setPlaceholderText(tr("m:ss.mmm"));
  at_->setToolTip(tr("From the start of the run: minutes:seconds, such as 2:30.5"));
  connect(when_, &QComboBox::currentIndexChanged, this, &FaultEditor::showWhen);
  connect(at_, &QLineEdit::textChanged, this, &FaultEditor::orderChanged);
  auto* made = new QWidget;
  auto* row = rowIn(made);
  row->addWidget(when_);
  row->addWidget(at_, 1);
  row->addStretch();
  return made;
}

QWidget* FaultEditor::makeDuration() {
  isLasting_ = named<QCheckBox>("fault_is_lasting", tr("Mended by itself"));
  isLasting_->setText(tr("mended after"));
  lasts_ = named<QDoubleSpinBox>("fault_lasts", tr("Duration"));
  lasts_->setRange(0, 1e6);
  lasts_->setDecimals(3);
  lasts_->setValue(10);
  lasts_->setSuffix(tr(" s"));
  connect(isLasting_, &QCheckBox::toggled, this, &FaultEditor::orderChanged);
  connect(lasts_, &QDoubleSpinBox::valueChanged, this, &FaultEditor::orderChanged);
  auto* made = new QWidget;
  auto* row = rowIn(made);
  row->addWidget(isLasting_);
  row->addWidget(lasts_);
  row->addStretch();
  return made;
}

QLayout* FaultEditor::makeButtons() {
  apply_ = named<QPushButton>("fault_apply", tr("Apply this fault"));
  apply_->setText(tr("Apply"));
  mend_ = named<QPushButton>("fault_mend", tr("Mend this fault now"));
  mend_->setText(tr("Mend"));
  connect(apply_, &QPushButton::clicked, this, &FaultEditor::apply);
  connect(mend_, &QPushButton::clicked, this, &FaultEditor::mend);
  auto* row = new QHBoxLayout;
  row->addWidget(apply_);
  row->addWidget(mend_);
  return row;
}

void FaultEditor::edit(const RunFacts::Fault* fault, double magnitude) {
  order_.reset();
  setEnabled(fault != nullptr);
  name_->setText(fault ? faultName(*fault) : tr("Choose a fault above."));
  doc_->setText(fault ? QString::fromStdString(fault->spec.doc) : QString());
  doc_->setVisible(fault != nullptr);
  if (fault) {
    order_ = FaultOrder{.fault = *fault};
    showMagnitude(magnitude);
  }
  showMagnitudeFields();
  showWhen();
}

void FaultEditor::showMagnitude(double magnitude) {
  const QSignalBlocker quietSlider(slider_), quietSpin(spin_), quietSwitch(switch_);
  const sim::FaultSpec& spec = order_->fault.spec;
  const FaultScale scale(spec);
  const double shown = magnitude != 0 ? magnitude : scale.usual();
  switch_->setCurrentIndex(0);
  spin_->setDecimals(scale.decimals());
  spin_->setRange(scale.least(), scale.most());
  spin_->setSuffix(QLatin1Char(' ') + QString::fromStdString(spec.unit));
  spin_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  spin_->setToolTip(QString::fromStdString(spec.range()));
  slider_->setToolTip(spin_->toolTip());
  spin_->setValue(shown);
  slider_->setValue(scale.placeOf(shown));
}

void FaultEditor::showMagnitudeFields() {
  const bool number = order_ && !order_->fault.spec.isSwitch();
  switch_->setVisible(!number);
  slider_->setVisible(number);
  spin_->setVisible(number);
}

double FaultEditor::magnitude() const {
  const sim::FaultSpec& spec = order_->fault.spec;
  return spec.isSwitch() ? switch_->currentData().toInt() * spec.max : spin_->value();
}

void FaultEditor::showWhen() {
  const auto when = static_cast<When>(when_->currentData().toInt());
  at_->setVisible(when == When::kAt);
  condition_->setVisible(when == When::kCondition);
  orderChanged();
}

void FaultEditor::orderChanged() {
  if (order_) {
    order_->magnitude = magnitude();
    order_->when = static_cast<When>(when_->currentData().toInt());
    order_->at = timeFrom(at_->text());
    order_->condition = condition_->read();
    order_->nth = condition_->nth();
    order_->delay = condition_->delay();
    order_->lasts =
        isLasting_->isChecked() ? std::optional(fromSeconds(lasts_->value())) : std::nullopt;
  }
  showState();
}

QString FaultEditor::whyNotNow() const {
  if (!order_ || !run_.facts()) return {};
  const QString noHand = whyNoHand(run_);
  return noHand.isEmpty() ? whyNot(*order_, run_.now(), run_.facts()->end) : noHand;
}

void FaultEditor::showState() {
  const QString wrong = whyNotNow();
  if (note_->text() != wrong) note_->setText(wrong);
  note_->setVisible(!wrong.isEmpty());
  apply_->setEnabled(order_ && wrong.isEmpty());
  mend_->setEnabled(order_ && whyNoHand(run_).isEmpty());
}

void FaultEditor::apply() {
  if (order_ && whyNotNow().isEmpty()) run_.send(handOf(*order_, run_.now()));
}

void FaultEditor::mend() {
  if (order_) run_.send(mendOf(order_->fault));
}

}  // namespace tw::ui
