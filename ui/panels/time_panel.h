// Run, pause, step, pace, seed, restart; the timeline; looking back and going on from there.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/panels/desk.h"
#include "ui/panels/timeline_view.h"

namespace tw::ui {

class TimePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TimePanel(Desk& desk);

 private:
  QToolButton* button(const char* name, const QString& text, const QString& tip, QKeySequence key,
                      void (TimePanel::*what)());
  QLayout* makeControls();
  void fillPaces();
  void playOrPause();
  void step();
  void restart();
  void goOnFromHere();
  void showNow();
  void showState();
  void showTime();

  RunModel& run_;
  QToolButton *play_, *step_, *restart_, *goOn_, *now_;
  QComboBox* pace_;
  QLineEdit* seed_;
  QLabel *time_, *state_;
  TimelineView* timeline_;
};

}  // namespace tw::ui
