// A button for an action, with an editor for each of its parameters: made from the table of
// actions, so that a new one needs nothing here.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <vector>

#include "ui/panels/parameter_field.h"

namespace tw::ui {

class ActionForm : public QWidget {
  Q_OBJECT

 public:
  // Named `action_<action>`, its editors `<action>_<parameter>`. The action outlives this.
  explicit ActionForm(const sim::ActionSpec& action);

  const sim::ActionSpec& action() const { return action_; }

 Q_SIGNALS:
  void wanted(const nlohmann::json& args);  // they fit the action

 private:
  void press();
  nlohmann::json args() const;  // throws InputError

  const sim::ActionSpec& action_;
  std::vector<ParameterField> fields_;
  QPushButton* button_;
  QLabel* problem_;
};

}  // namespace tw::ui
