// What can be done with a run, as actions: for the menu, whose keys work wherever one is, and for
// the buttons of the Time panel.
#pragma once

#include <QAction>

#include "ui/models/run_model.h"

namespace tw::ui {

class RunActions : public QObject {
  Q_OBJECT

 public:
  RunActions(RunModel& run, QObject* parent);

  // To restart with; empty: the run's own. What is no seed is told when it is asked for.
  void setSeed(const QString& text) { seed_ = text; }

  QAction *const play, *const step, *const restart, *const end, *const goOn, *const now;

 private:
  QAction* action(const char* name, QKeySequence key, void (RunActions::*what)());
  void playOrPause();
  void stepOnce();
  void restartWithSeed();
  void endHere();
  void goOnFromHere();
  void lookAtNow();
  void showState();
  void showLook();

  RunModel& run_;
  QString seed_;
};

}  // namespace tw::ui
