// A run's expectations as a table: how each stands, what was asked for, with what margin, and how
// that came.
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "sim/scenario/margin.h"

namespace tw::ui {

enum class ExpectationState {
  kNotYet,  // must come yet
  kHoldsSoFar,
  kPassed,  // whatever comes
  kBroken,  // whatever comes, while the run goes on
  kFailed,  // at the run's end
  kOpen     // not decided: the run was ended before, or one looks back to before
};

// When it is looked at: now, or back.
struct SeenFrom {
  bool ended = false;                // the run
  std::optional<Instant> then = {};  // looked back to
};

ExpectationState stateOf(const sim::ExpectationResult& expectation, const SeenFrom& seen);

class ExpectationTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kState, kTitle, kMargin, kDetail, kColumns };
  static constexpr int kStateRole = Qt::UserRole;         // int of an ExpectationState
  static constexpr int kRelativeRole = Qt::UserRole + 1;  // margin, -1..1; none: not measured

  using QAbstractTableModel::QAbstractTableModel;

  // Only what changed is told to views, so that it may be called often.
  void show(const std::vector<sim::ExpectationResult>& expectations, const SeenFrom& seen);
  int count(ExpectationState state) const;
  QString detail(int row) const;  // all of it, in lines

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    ExpectationState state = ExpectationState::kNotYet;
    QString title = {}, words = {}, margin = {}, detail = {};
    std::optional<double> relative = {};
    bool operator==(const Row&) const = default;
  };
  static Row rowOf(const sim::ExpectationResult& expectation, const SeenFrom& seen);
  QString text(const Row& row, int column) const;

  std::vector<Row> rows_;
};

QString words(ExpectationState state);

}  // namespace tw::ui
