// How a run's expectations and steps stand, live; looked back, as they stood.
#pragma once

#include <QLabel>
#include <QTreeView>

#include "ui/models/expectation_table.h"
#include "ui/models/run_model.h"
#include "ui/models/step_table.h"
#include "ui/panels/refresh_soon.h"

namespace tw::ui {

class ExpectationsView : public QWidget {
  Q_OBJECT

 public:
  explicit ExpectationsView(RunModel& run);

  const ExpectationTable& expectations() const { return expectations_; }
  const StepTable& steps() const { return steps_; }
  void refresh();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QTreeView* makeTable(const char* name, const QString& title, QAbstractItemModel& model);
  void showSummary();
  void showDetail();
  int wide(const QString& text) const;  // a cell with it, px
  void layColumns();

  RunModel& run_;
  ExpectationTable expectations_;
  StepTable steps_;
  QLabel *summary_, *detail_;
  QTreeView *table_, *stepList_;
  RefreshSoon soon_{*this, [this] { refresh(); }};
};

}  // namespace tw::ui
