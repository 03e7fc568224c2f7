// A tool bar's buttons are reached by Tab as well: Qt leaves them to the mouse.
#pragma once

#include <QAction>
#include <QToolBar>

namespace tw::ui {

inline QWidget* addTabButton(QToolBar& bar, QAction* action) {
  bar.addAction(action);
  QWidget* button = bar.widgetForAction(action);
  button->setFocusPolicy(Qt::TabFocus);
  button->setAccessibleName(action->text());
  return button;
}

}  // namespace tw::ui
