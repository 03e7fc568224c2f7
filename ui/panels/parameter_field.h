// The editor of one parameter of an action, as the table of actions describes it.
#pragma once

#include <QCheckBox>
#include <QWidget>
#include <optional>

#include "sim/twin/actions.h"

namespace tw::ui {

class ParameterField {
 public:
  // `name`: of the editor. Its widgets belong to where they are put. The parameter outlives this.
  ParameterField(const sim::ActionParameter& parameter, const QString& name);

  QWidget* label() const { return label_; }  // of one that may be left out: with a check box
  QWidget* editor() const { return editor_; }
  const sim::ActionParameter& parameter() const { return parameter_; }
  // Nothing: it is left out. Throws InputError where what is written cannot be meant.
  std::optional<nlohmann::json> value() const;

 private:
  QWidget* makeEditor() const;
  QWidget* makeNumber() const;
  QWidget* makeChoices() const;
  nlohmann::json parsed(const QString& text) const;

  const sim::ActionParameter& parameter_;
  QWidget* label_ = nullptr;
  QWidget* editor_ = nullptr;
  QCheckBox* given_ = nullptr;
};

}  // namespace tw::ui
