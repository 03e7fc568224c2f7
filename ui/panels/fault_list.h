// The faults that are active, each with a button that mends it, and those that wait.
#pragma once

#include <QTreeWidget>
#include <optional>
#include <vector>

#include "ui/models/fault_table.h"
#include "ui/models/waiting_faults.h"

namespace tw::ui {

class FaultList : public QTreeWidget {
  Q_OBJECT

 public:
  explicit FaultList(const FaultTable& faults);

  void showFaults(const std::vector<FaultTable::Active>& active,
                  const std::vector<WaitingFaults::Waiting>& waiting);
  void setMendable(bool can);

 Q_SIGNALS:
  void mend(size_t fault);

 private:
  struct Row {
    QString key;  // the same while it is the same fault
    QString what, how, tip;
    std::optional<size_t> fault = {};  // to be mended
  };
  Row rowOf(const FaultTable::Active& active) const;
  static Row rowOf(const WaitingFaults::Waiting& waiting);
  void removeBut(const std::vector<Row>& rows);
  void showRow(int place, const Row& row);
  QWidget* mendButton(size_t fault);

  const FaultTable& faults_;
  bool mendable_ = false;
};

}  // namespace tw::ui
