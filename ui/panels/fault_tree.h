// All faults that there are, by camera and device, with what they are now.
#pragma once

#include <QTreeWidget>
#include <optional>
#include <vector>

#include "ui/models/fault_table.h"

namespace tw::ui {

class FaultTree : public QTreeWidget {
  Q_OBJECT

 public:
  explicit FaultTree(const FaultTable& faults);

  void fill();  // with other faults than before
  void showMagnitudes(Instant at);
  // Shows those that match. One alone is chosen.
  void search(const QString& text);
  void chooseFirst();  // of those shown
  std::optional<size_t> chosen() const;

 Q_SIGNALS:
  void faultChosen();  // or none

 private:
  QTreeWidgetItem* groupOf(const RunFacts::Fault& fault);
  QTreeWidgetItem* child(QTreeWidgetItem* parent, const QString& text);
  void showMatches(const QString& text);
  void choose(size_t fault);

  const FaultTable& faults_;
  std::vector<QTreeWidgetItem*> items_;  // by fault
  std::vector<double> shown_;            // magnitudes
};

}  // namespace tw::ui
