// All signals of a run as a tree by the parts of their names (camera, device, signal), with value
// and unit; a check mark says which ones are chosen to be plotted.
//
// A run with the same signals keeps the tree, so that what is open in a view stays open; the choice
// is kept by names, and where nobody has chosen yet there is a first one.
#pragma once

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>
#include <QStringList>

#include "ui/models/signal_store.h"

namespace tw::ui {

class SignalTree : public QAbstractItemModel {
  Q_OBJECT

 public:
  enum Column { kName, kValue, kUnit, kColumns };
  static constexpr int kSearchRole = Qt::UserRole;  // name and doc of a signal; of groups nothing

  explicit SignalTree(const SignalStore& store, QObject* parent = nullptr);

  void begin();                          // another run: takes the store's signals
  void showAt(Instant at) { at_ = at; }  // of values; who shows them asks again
  bool isSignal(const QModelIndex& index) const;
  std::optional<sim::SignalId> signalAt(const QModelIndex& index) const;

  // In the order in which they were chosen.
  const std::vector<sim::SignalId>& chosen() const { return chosen_; }
  const std::optional<QStringList>& choice() const { return choice_; }  // whoever made one
  void choose(sim::SignalId id, bool yes);
  void setChosen(const QStringList& names);  // those that there are

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 Q_SIGNALS:
  void chosenChanged();

 private:
  struct Node {
    QString name;
    int parent = -1, row = 0;  // places in nodes_; 0 is the root
    std::vector<int> children = {};
    std::optional<sim::SignalId> signal = {};
  };
  int nodeOf(const QModelIndex& index) const;
  int childOf(int parent, const QString& name);
  void build();
  bool hasTheSame() const;
  void takeChoice();
  QStringList firstChoice() const;
  QVariant textOf(const Node& node, int column) const;
  QString tipOf(sim::SignalId id) const;

  const SignalStore& store_;
  std::vector<Node> nodes_;
  std::vector<std::string> names_;  // of the signals in nodes_
  std::optional<QStringList> choice_;
  std::vector<sim::SignalId> chosen_;
  Instant at_{};
};

// Those whose name or doc holds what is searched for, under their groups.
class SignalSearch : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit SignalSearch(SignalTree& tree, QObject* parent = nullptr);
};

}  // namespace tw::ui
