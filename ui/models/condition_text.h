// A condition of one signal as a form has it, in texts, and as the twin has it.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "sim/scenario/scenario.h"
#include "ui/models/signal_store.h"

namespace tw::ui {

struct ConditionText {
  using Operator = sim::Condition::Kind;  // none of those that join conditions
  QString signal = {};
  Operator is = Operator::kIs;
  QString value = {};  // a label, "true", "false", a number; nothing for kChanges
};

struct ConditionRead {
  std::optional<sim::Condition> condition = {};
  QString wrong = {};  // what, and what would be right; empty when there is a condition
};

// What can be asked of a signal, the usual one first.
std::vector<ConditionText::Operator> operatorsOf(const sim::SignalSpec& spec);
QString operatorText(ConditionText::Operator is);  // "is not", "above"
bool comparesNumbers(ConditionText::Operator is);

ConditionRead conditionFrom(const ConditionText& text, const SignalStore& known);

}  // namespace tw::ui
