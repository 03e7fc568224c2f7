// Where a scenario is to be saved, asked of whoever is at the desk.
#pragma once

#include <QWidget>

namespace tw::ui {

// With a scenario's ending; nothing that is there is replaced unasked. Empty: nowhere.
QString chooseScenarioFile(QWidget* parent, const QString& title, const QString& proposal);

}  // namespace tw::ui
