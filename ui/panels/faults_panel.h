// Faults: all that can fail, by the run's registry; one chosen and ordered; the active ones.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include "ui/models/fault_table.h"
#include "ui/models/waiting_faults.h"
#include "ui/panels/desk.h"
#include "ui/panels/fault_editor.h"
#include "ui/panels/fault_list.h"
#include "ui/panels/fault_tree.h"

namespace tw::ui {

class FaultsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FaultsPanel(Desk& desk);
  QSize sizeHint() const override { return {340, 620}; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeChoice();
  QWidget* makeActive();
  void begin();
  void takeEvents();
  void refreshSoon();
  void refresh();
  void editChosen();
  void mend(size_t fault);
  void mendAll();

  RunModel& run_;
  FaultTable faults_;
  WaitingFaults waiting_;
  QTimer refresh_;
  QLineEdit* search_;
  FaultTree* tree_;
  FaultEditor* editor_;
  FaultList* list_;
  QLabel* count_;
  QPushButton* mendAll_;
};

}  // namespace tw::ui
