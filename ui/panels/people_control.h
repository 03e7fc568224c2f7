// Those of the scene who can walk, drive or run through it: sent on their way, and stopped.
#pragma once

#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <vector>

#include "ui/models/run_model.h"

namespace tw::ui {

class PeopleControl : public QGroupBox {
  Q_OBJECT

 public:
  explicit PeopleControl(RunModel& run);  // outlives this

  void begin();  // another run: those of its scene
  void showState(const QString& whyNot);

 private:
  struct Row {
    std::string name;
    QLabel* place;
    std::vector<QWidget*> buttons;
  };
  void addRow(const std::string& name);
  QWidget* button(const std::string& name, const QString& text, const char* action);

  RunModel& run_;
  std::vector<Row> rows_;
  QGridLayout* grid_;
};

}  // namespace tw::ui
