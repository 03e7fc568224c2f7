#include "ui/models/step_table.h"

#include <algorithm>

#include "sim/scenario/words.h"

namespace tw::ui {

void StepTable::show(const std::vector<sim::StepResult>& steps, size_t byScenario,
                     const SeenFrom& seen) {
  const bool others = steps.size() != rows_.size();
  if (others) beginResetModel();
  rows_.resize(steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    Row row = rowOf(steps[i], i >= byScenario, seen);
    if (row == rows_[i]) continue;
    rows_[i] = std::move(row);
    const int at = static_cast<int>(i);
    if (!others) Q_EMIT dataChanged(index(at, 0), index(at, kColumns - 1));
  }
  if (others) endResetModel();
}

int StepTable::done() const {
  return static_cast<int>(
      std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return row.done; }));
}

StepTable::Row StepTable::rowOf(const sim::StepResult& step, bool byHand, const SeenFrom& seen) {
  Row row;
  row.done = step.firedAt && (!seen.then || *step.firedAt <= *seen.then);
  const QString trigger = QString::fromStdString(step.trigger);
  if (row.done)
    row.when = tr("done at %1")
                   .arg(QString::fromStdString(
                       sim::roundedSeconds(toSeconds(step.firedAt->time_since_epoch()))));
  else if (seen.ended && !seen.then)
    row.when = tr("did not come: %1").arg(trigger);
  else
    row.when = tr("waits: %1").arg(trigger);
  row.what = QString::fromStdString(step.id.empty() ? step.words : step.id + ": " + step.words);
  if (byHand) row.what = tr("by hand: %1").arg(row.what);
  if (!step.camera.empty()) row.what += QLatin1String(", ") + QString::fromStdString(step.camera);
  row.tip = row.what + QLatin1Char('\n') + trigger;
  if (step.optional) row.tip += QLatin1Char('\n') + tr("may stay out without failing the run");
  return row;
}

int StepTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int StepTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant StepTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<size_t>(index.row())];
  if (role == Qt::DisplayRole) return index.column() == kWhen ? row.when : row.what;
  if (role == Qt::ToolTipRole) return row.tip + QLatin1Char('\n') + row.when;
  if (role == kDoneRole) return row.done;
  return {};
}

QVariant StepTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == kWhen ? tr("Done") : tr("Step");
}

}  // namespace tw::ui
