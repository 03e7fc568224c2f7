#include "ui/panels/parameter_field.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <utility>

#include "sim/core/json_reader.h"
#include "ui/models/twin_words.h"

namespace tw::ui {
namespace {

using sim::ParameterKind;

struct FieldWords {
  Q_DECLARE_TR_FUNCTIONS(ParameterField)
};

// A name's unit, and what people write for it.
constexpr std::pair<const char*, const char*> kUnits[] = {
    {"_mb_per_s", " MB/s"}, {"_deg", "°"}, {"_gb", " GB"}, {"_s", " s"}, {"_percent", " %"}};

std::pair<std::string, QString> withUnit(const std::string& name) {
  for (const auto& [ending, unit] : kUnits)
    if (name.ends_with(ending))
      return {name.substr(0, name.size() - std::string(ending).size()), QString::fromUtf8(unit)};
  return {name, {}};
}

}  // namespace

ParameterField::ParameterField(const sim::ActionParameter& parameter, const QString& name)
    : parameter_(parameter) {
  const QString words = titleOf(withUnit(parameter.name).first);
  editor_ = makeEditor();
  editor_->setObjectName(name);
  editor_->setAccessibleName(words);
  editor_->setToolTip(wordsFor(parameter.doc));
  if (parameter.required || parameter.kind == ParameterKind::kFlag) {
    label_ = new QLabel(words);
  } else {
    label_ = given_ = new QCheckBox(words);
    given_->setObjectName(name + QStringLiteral("_given"));
    editor_->setEnabled(false);
    QObject::connect(given_, &QCheckBox::toggled, editor_, &QWidget::setEnabled);
  }
  label_->setToolTip(editor_->toolTip());
}

QWidget* ParameterField::makeEditor() const {
  switch (parameter_.kind) {
    case ParameterKind::kNumber:
      return parameter_.values.empty() ? makeNumber() : makeChoices();
    case ParameterKind::kChoice:
      return makeChoices();
    case ParameterKind::kFlag:
      return new QCheckBox;
    case ParameterKind::kText:
    case ParameterKind::kObject:
    case ParameterKind::kAny:
      break;
  }
  auto* line = new QLineEdit;
  if (parameter_.kind == ParameterKind::kObject) line->setPlaceholderText(QStringLiteral("{}"));
  return line;
}

QWidget* ParameterField::makeNumber() const {
  auto* number = new QDoubleSpinBox;
  number->setDecimals(parameter_.max - parameter_.min > 1000 ? 1 : 2);
  number->setRange(parameter_.min, parameter_.max);
  number->setValue(std::clamp(0.0, parameter_.min, parameter_.max));
  number->setSuffix(withUnit(parameter_.name).second);
  return number;
}

QWidget* ParameterField::makeChoices() const {
  auto* list = new QComboBox;
  for (const std::string& choice : parameter_.choices)
    list->addItem(QString::fromStdString(choice));
  for (const double value : parameter_.values) list->addItem(QString::number(value), value);
  return list;
}

std::optional<nlohmann::json> ParameterField::value() const {
  if (given_ && !given_->isChecked()) return std::nullopt;
  if (const auto* flag = qobject_cast<const QCheckBox*>(editor_)) {
    if (!flag->isChecked() && !parameter_.required) return std::nullopt;
    return flag->isChecked();
  }
  if (const auto* number = qobject_cast<const QDoubleSpinBox*>(editor_)) return number->value();
  if (const auto* list = qobject_cast<const QComboBox*>(editor_)) {
    if (!parameter_.values.empty()) return list->currentData().toDouble();
    return list->currentText().toStdString();
  }
  return parsed(qobject_cast<const QLineEdit*>(editor_)->text());
}

nlohmann::json ParameterField::parsed(const QString& text) const {
  const std::string plain = text.toStdString();
  if (parameter_.kind == ParameterKind::kText) {
    if (plain.empty())
      throw sim::InputError(FieldWords::tr("'%1' is empty; expected: %2")
                                .arg(titleOf(parameter_.name), wordsFor(parameter_.doc))
                                .toStdString());
    return plain;
  }
  const auto value = nlohmann::json::parse(plain, nullptr, false);
  if (parameter_.kind == ParameterKind::kAny)
    return value.is_discarded() ? nlohmann::json(plain) : value;
  if (plain.empty()) return nlohmann::json::object();
  if (!value.is_object())
    throw sim::InputError(
        FieldWords::tr("'%1' is no JSON object; one is written like {\"limit\": 5}")
            .arg(titleOf(parameter_.name))
            .toStdString());
  return value;
}

}  // namespace tw::ui
