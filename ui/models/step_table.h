// A run's steps: what each does, and since when it is done or what it waits for.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "sim/scenario/scenario_run.h"
#include "ui/models/expectation_table.h"

namespace tw::ui {

class StepTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kWhat, kWhen, kColumns };
  static constexpr int kDoneRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  // The first `byScenario` are the scenario's, those after them hands'.
  void show(const std::vector<sim::StepResult>& steps, size_t byScenario, const SeenFrom& seen);
  int done() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    bool done = false;
    QString when = {}, what = {}, tip = {};
    bool operator==(const Row&) const = default;
  };
  static Row rowOf(const sim::StepResult& step, bool byHand, const SeenFrom& seen);

  std::vector<Row> rows_;
};

}  // namespace tw::ui
