#include "ui/models/expectation_table.h"

#include <QCoreApplication>
#include <algorithm>

#include "sim/scenario/words.h"

namespace tw::ui {

ExpectationState stateOf(const sim::ExpectationResult& expectation, const SeenFrom& seen) {
  const auto decided = expectation.decidedAt ? expectation.decidedAt : expectation.to;
  if (seen.then && (expectation.open || !decided || *decided > *seen.then))
    return ExpectationState::kOpen;
  if (expectation.open) {
    if (seen.ended) return ExpectationState::kOpen;
    return expectation.passed ? ExpectationState::kHoldsSoFar : ExpectationState::kNotYet;
  }
  if (expectation.passed) return ExpectationState::kPassed;
  return seen.ended ? ExpectationState::kFailed : ExpectationState::kBroken;
}

QString words(ExpectationState state) {
  const auto translated = [](const char* text) {
    return QCoreApplication::translate("Expectations", text);
  };
  switch (state) {
    case ExpectationState::kNotYet:
      return translated(QT_TRANSLATE_NOOP("Expectations", "not yet"));
    case ExpectationState::kHoldsSoFar:
      return translated(QT_TRANSLATE_NOOP("Expectations", "holds so far"));
    case ExpectationState::kPassed:
      return translated(QT_TRANSLATE_NOOP("Expectations", "passed"));
    case ExpectationState::kBroken:
      return translated(QT_TRANSLATE_NOOP("Expectations", "broken"));
    case ExpectationState::kFailed:
      return translated(QT_TRANSLATE_NOOP("Expectations", "failed"));
    case ExpectationState::kOpen:
      break;
  }
  return translated(QT_TRANSLATE_NOOP("Expectations", "undecided"));
}

void ExpectationTable::show(const std::vector<sim::ExpectationResult>& expectations,
                            const SeenFrom& seen) {
  const bool others = expectations.size() != rows_.size();
  if (others) beginResetModel();
  rows_.resize(expectations.size());
  for (size_t i = 0; i < expectations.size(); ++i) {
    Row row = rowOf(expectations[i], seen);
    if (row == rows_[i]) continue;
    rows_[i] = std::move(row);
    const int at = static_cast<int>(i);
    if (!others) Q_EMIT dataChanged(index(at, 0), index(at, kColumns - 1));
  }
  if (others) endResetModel();
}

int ExpectationTable::count(ExpectationState state) const {
  return static_cast<int>(std::count_if(rows_.begin(), rows_.end(),
                                        [state](const Row& row) { return row.state == state; }));
}

ExpectationTable::Row ExpectationTable::rowOf(const sim::ExpectationResult& expectation,
                                              const SeenFrom& seen) {
  Row row{.state = stateOf(expectation, seen),
          .title = QString::fromStdString(expectation.title.empty() ? expectation.words
                                                                    : expectation.title),
          .words = QString::fromStdString(expectation.id + ": " + expectation.words)};
  if (seen.then && row.state == ExpectationState::kOpen) {
    row.detail = tr("was not decided then");
    return row;
  }
  row.margin = QString::fromStdString(sim::marginWords(expectation.margin));
  row.detail = QString::fromStdString(expectation.margin.text);
  if (row.state == ExpectationState::kOpen)
    row.detail = tr("the run was ended before it was decided: %1").arg(row.detail);
  if (expectation.decidedAt)
    row.detail += tr(" (at %1)")
                      .arg(QString::fromStdString(sim::roundedSeconds(
                          toSeconds(expectation.decidedAt->time_since_epoch()))));
  // Of what may still come a margin says nothing yet.
  if (row.state == ExpectationState::kNotYet || row.state == ExpectationState::kOpen)
    row.margin.clear();
  else if (expectation.margin.measured)
    row.relative = expectation.margin.relative;
  return row;
}

QString ExpectationTable::detail(int row) const {
  if (row < 0 || row >= rowCount()) return {};
  const Row& shown = rows_[static_cast<size_t>(row)];
  return QStringList{shown.words, shown.detail}.join(QLatin1Char('\n'));
}

int ExpectationTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ExpectationTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QString ExpectationTable::text(const Row& row, int column) const {
  switch (column) {
    case kState:
      return ui::words(row.state);
    case kTitle:
      return row.title;
    case kMargin:
      return row.margin;
    default:
      return row.detail;
  }
}

QVariant ExpectationTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<size_t>(index.row())];
  if (role == Qt::DisplayRole) return text(row, index.column());
  if (role == Qt::ToolTipRole)  // the word may have had no room
    return ui::words(row.state) + QLatin1Char('\n') + detail(index.row());
  if (role == kStateRole) return static_cast<int>(row.state);
  if (role == kRelativeRole && row.relative) return *row.relative;
  return {};
}

QVariant ExpectationTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case kState:
      return tr("State");
    case kTitle:
      return tr("Expectation");
    case kMargin:
      return tr("Margin");
    default:
      return tr("How");
  }
}

}  // namespace tw::ui
