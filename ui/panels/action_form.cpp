#include "ui/panels/action_form.h"

#include <QGridLayout>

#include "sim/core/json_reader.h"
#include "ui/models/twin_words.h"

namespace tw::ui {
namespace {

QString asTitle(QString words) {
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return words;
}

}  // namespace

ActionForm::ActionForm(const sim::ActionSpec& action) : action_(action) {
  button_ = new QPushButton(asTitle(titleOf(action.name)));
  button_->setObjectName(QString::fromStdString("action_" + action.name));
  button_->setAccessibleName(button_->text());
  button_->setToolTip(wordsFor(action.doc));
  problem_ = new QLabel;
  problem_->setWordWrap(true);
  problem_->hide();
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  grid->addWidget(button_, 0, 0, Qt::AlignTop);
  grid->setColumnStretch(action.parameters.empty() ? 0 : 3, 1);
  fields_.reserve(action.parameters.size());
  int row = 0;
  for (const sim::ActionParameter& parameter : action.parameters) {
    fields_.emplace_back(parameter, QString::fromStdString(action.name + "_" + parameter.name));
    grid->addWidget(fields_.back().label(), row, 1);
    grid->addWidget(fields_.back().editor(), row++, 2);
    fields_.back().editor()->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
  }
  grid->addWidget(problem_, std::max(row, 1), 0, 1, 4);
  connect(button_, &QPushButton::clicked, this, &ActionForm::press);
}

nlohmann::json ActionForm::args() const {
  nlohmann::json args = nlohmann::json::object();
  for (const ParameterField& field : fields_)
    if (auto value = field.value()) args[field.parameter().name] = std::move(*value);
  sim::checkArguments(action_, args);
  return args;
}

void ActionForm::press() {
  try {
    const nlohmann::json given = args();
    problem_->hide();
    Q_EMIT wanted(given);
  } catch (const sim::InputError& error) {
    problem_->setText(QString::fromStdString(error.what()));
    problem_->show();
  }
}

}  // namespace tw::ui
