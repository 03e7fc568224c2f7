#include "ui/panels/people_control.h"

#include <QPushButton>
#include <algorithm>

#include "ui/panels/camera_hand.h"

namespace tw::ui {

PeopleControl::PeopleControl(RunModel& run) : run_(run) {
  setTitle(tr("People and others in the scene"));
  grid_ = new QGridLayout(this);
  grid_->setContentsMargins(6, 4, 6, 4);
  grid_->setColumnStretch(0, 1);
  hide();
}

void PeopleControl::begin() {
  const auto names = run_.facts() ? run_.facts()->actorNames : std::vector<std::string>();
  setVisible(!names.empty());
  if (std::ranges::equal(names, rows_, {}, {}, &Row::name)) return;
  while (QLayoutItem* item = grid_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  rows_.clear();
  for (const std::string& name : names) addRow(name);
}

void PeopleControl::addRow(const std::string& name) {
  const int row = static_cast<int>(rows_.size());
  auto* place = new QLabel;
  place->setObjectName(QString::fromStdString("place_" + name));
  Row made{name,
           place,
           {button(name, tr("Start"), "start_walk"), button(name, tr("Stop"), "stop_walk")}};
  made.buttons[0]->setToolTip(tr("Goes its path from the start"));
  made.buttons[1]->setToolTip(tr("Stands still where it is"));
  grid_->addWidget(new QLabel(QString::fromStdString(name)), row, 0);
  grid_->addWidget(place, row, 1);
  grid_->addWidget(made.buttons[0], row, 2);
  grid_->addWidget(made.buttons[1], row, 3);
  rows_.push_back(std::move(made));
}

QWidget* PeopleControl::button(const std::string& name, const QString& text, const char* action) {
  auto* made = new QPushButton(text);
  made->setFixedWidth(made->fontMetrics().horizontalAdvance(text) + 20);  // the dock may be narrow
  made->setObjectName(QLatin1String(action) + QLatin1Char('_') + QString::fromStdString(name));
  made->setAccessibleName(tr("%1 %2").arg(text, QString::fromStdString(name)));
  connect(made, &QPushButton::clicked, this, [this, name, action] {
    run_.send(sim::Command{{}, {}, action, {{"actor", name}}});
  });
  return made;
}

void PeopleControl::showState(const QString& whyNot) {
  const auto& there = run_.shown().actors;
  for (Row& row : rows_) {
    for (QWidget* made : row.buttons) allow(*made, whyNot);
    const auto found = std::ranges::find(there, row.name, &sim::ActorLook::name);
    const QString text = found == there.end() ? tr("not there")
                         : found->walks       ? tr("on the way")
                                              : tr("stands");
    if (text != row.place->text()) row.place->setText(text);
  }
}

}  // namespace tw::ui
