// How the firmware's parts stand, and what app and cloud know of the camera: one row a signal,
// under titles. A value that has just changed stands out for a moment.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/models/signal_store.h"

namespace tw::ui {

class StateTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kValue, kColumns };
  static constexpr qint64 kBrightMs = 1000;

  // The store outlives this.
  explicit StateTable(const SignalStore& store, QObject* parent = nullptr)
      : QAbstractTableModel(parent), store_(store) {}

  void begin(const std::string& camera);  // of a run, or another camera
  // `nowMs`: any clock of the window's. True: something stands out, so call it again.
  bool show(Instant at, qint64 nowMs);
  bool isTitle(int row) const { return !rows_[static_cast<size_t>(row)].signal; }

  int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
  }
  int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : kColumns;
  }
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Row {
    QString name;
    std::optional<sim::SignalId> signal;  // none: a title
    double value = 0;
    std::optional<qint64> brightUntil = {};
  };
  void addSection(const QString& title, const std::string& prefix);

  const SignalStore& store_;
  std::vector<Row> rows_;
  bool shown_ = false;  // since begin()
};

}  // namespace tw::ui
