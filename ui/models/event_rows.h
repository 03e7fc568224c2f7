// Those of a run's events that a table wants, as its rows: up to the time that is shown, and taken
// in bit by bit, so that no number of them holds the window up.
#pragma once

#include <QAbstractTableModel>
#include <deque>

#include "ui/models/event_store.h"

namespace tw::ui {

class EventRows : public QAbstractTableModel {
  Q_OBJECT

 public:
  static constexpr size_t kMostAtOnce = 4'000;  // events that one take() looks at

  // The store outlives this.
  explicit EventRows(const EventStore& events, QObject* parent = nullptr)
      : QAbstractTableModel(parent), events_(events) {}

  void clear();  // another run, or another filter: all is to be taken again
  // Shows what has come until `upTo`. True: there is more to look at, so call it again soon.
  bool take(Instant upTo);

  int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rows_);
  }
  const sim::LoggedEvent* event(int row) const;  // null where it is forgotten

 protected:
  virtual bool wants(const sim::LoggedEvent& event) const = 0;

 private:
  void forget();
  void show(Instant upTo);
  size_t countUntil(Instant at) const;

  const EventStore& events_;
  size_t next_ = 0;            // to be looked at
  std::deque<size_t> wanted_;  // their numbers
  size_t rows_ = 0;            // the first of them
};

}  // namespace tw::ui
