// Run, pause, step, pace, seed, restart; the timeline; looking back and going on from there.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

#include "ui/panels/desk.h"
#include "ui/panels/timeline_view.h"

namespace tw::ui {

class TimePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TimePanel(Desk& desk);

 private:
  QLayout* makeControls();
  void makeSeed();
  void fillPaces();
  void showState();
  void showTime();
  QString stateWords() const;

  RunModel& run_;
  RunActions& actions_;
  QComboBox* pace_;
  QLineEdit* seed_;
  QLabel *time_, *state_;
  TimelineView* timeline_;
};

}  // namespace tw::ui
