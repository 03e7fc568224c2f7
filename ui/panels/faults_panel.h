// Faults: all that can fail, by the run's registry; one chosen and ordered; the active ones.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/models/fault_table.h"
#include "ui/models/waiting_faults.h"
#include "ui/panels/desk.h"
#include "ui/panels/fault_editor.h"
#include "ui/panels/fault_list.h"
#include "ui/panels/fault_tree.h"
#include "ui/panels/refresh_soon.h"

namespace tw::ui {

class FaultsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FaultsPanel(Desk& desk);
  QSize sizeHint() const override { return {340, 620}; }

 private:
  QWidget* makeChoice();
  QWidget* makeActive();
  void begin();
  void takeEvents();
  void refresh();
  void editChosen();
  void mend(size_t fault);
  void mendAll();

  RunModel& run_;
  FaultTable faults_;
  WaitingFaults waiting_;
  RefreshSoon refresh_{*this, [this] { refresh(); }};
  QLineEdit* search_;
  FaultTree* tree_;
  FaultEditor* editor_;
  FaultList* list_;
  QLabel* count_;
  QPushButton* mendAll_;
};

}  // namespace tw::ui
