#include "ui/panels/fault_list.h"

#include <QHeaderView>
#include <QToolButton>
#include <algorithm>

#include "ui/models/time_text.h"

namespace tw::ui {
namespace {
constexpr int kKeyRole = Qt::UserRole;
constexpr int kMendColumn = 2, kMendRoom = 24, kNameWidth = 140, kMostLines = 12;
}  // namespace

FaultList::FaultList(const FaultTable& faults) : faults_(faults) {
  setObjectName(QStringLiteral("fault_list"));
  setAccessibleName(tr("Active and waiting faults"));
  setHeaderLabels({tr("Fault"), tr("State"), QString()});
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setSelectionMode(QAbstractItemView::NoSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  header()->setStretchLastSection(false);
  const int mendWidth = fontMetrics().horizontalAdvance(tr("Mend")) + kMendRoom;
  header()->setMinimumSectionSize(mendWidth);
  header()->resizeSection(0, kNameWidth);
  header()->setSectionResizeMode(1, QHeaderView::Stretch);
  header()->setSectionResizeMode(kMendColumn, QHeaderView::Fixed);
  header()->resizeSection(kMendColumn, mendWidth);
  setMinimumHeight(48);
  setMaximumHeight(fontMetrics().lineSpacing() * kMostLines);
  setSizeAdjustPolicy(AdjustToContents);
}

FaultList::Row FaultList::rowOf(const FaultTable::Active& active) const {
  const RunFacts::Fault& fault = faults_[active.fault];
  const QString what = faultName(fault);
  return {.key = what,
          .what = what,
          .how = tr("%1 since %2")
                     .arg(magnitudeText(fault.spec, active.magnitude), timeText(active.since)),
          .tip = QString::fromStdString(fault.spec.doc),
          .fault = active.fault};
}

FaultList::Row FaultList::rowOf(const WaitingFaults::Waiting& waiting) {
  return {.key = QString::number(waiting.step),
          .what = waiting.what,
          .how = tr("waits: %1").arg(waiting.until),
          .tip = waiting.byHand ? tr("Left by hand. It cannot be taken back but by a restart; mend "
                                     "it when it has come.")
                                : tr("A step of the scenario.")};
}

void FaultList::showFaults(const std::vector<FaultTable::Active>& active,
                           const std::vector<WaitingFaults::Waiting>& waiting) {
  std::vector<Row> rows;
  for (const auto& one : active) rows.push_back(rowOf(one));
  for (const auto& one : waiting) rows.push_back(rowOf(one));
  removeBut(rows);
  for (size_t i = 0; i < rows.size(); ++i) showRow(static_cast<int>(i), rows[i]);
}

void FaultList::removeBut(const std::vector<Row>& rows) {
  for (int i = topLevelItemCount() - 1; i >= 0; --i) {
    const QString key = topLevelItem(i)->data(0, kKeyRole).toString();
    const bool stays =
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row.key == key; });
    if (!stays) delete takeTopLevelItem(i);
  }
}

// A row that is somewhere else is made anew: an item that moves loses its button.
void FaultList::showRow(int place, const Row& row) {
  QTreeWidgetItem* item = topLevelItem(place);
  if (!item || item->data(0, kKeyRole).toString() != row.key) {
    for (int i = place; i < topLevelItemCount(); ++i)
      if (topLevelItem(i)->data(0, kKeyRole).toString() == row.key) {
        delete takeTopLevelItem(i);
        break;
      }
    item = new QTreeWidgetItem;
    item->setData(0, kKeyRole, row.key);
    insertTopLevelItem(place, item);
    if (row.fault) setItemWidget(item, kMendColumn, mendButton(*row.fault));
  }
  if (item->text(0) == row.what && item->text(1) == row.how) return;
  item->setText(0, row.what);
  item->setText(1, row.how);
  const QString tip = row.what + QLatin1Char('\n') + row.how + QLatin1Char('\n') + row.tip;
  for (int column : {0, 1}) {
    item->setToolTip(column, tip);
    if (!row.fault) item->setForeground(column, palette().placeholderText());
  }
}

QWidget* FaultList::mendButton(size_t fault) {
  auto* made = new QToolButton;
  made->setObjectName(QStringLiteral("mend ") + faultName(faults_[fault]));
  made->setText(tr("Mend"));
  made->setAccessibleName(tr("Mend %1").arg(faultName(faults_[fault])));
  made->setEnabled(mendable_);
  connect(made, &QToolButton::clicked, this, [this, fault] { Q_EMIT mend(fault); });
  return made;
}

void FaultList::setMendable(bool can) {
  if (can == mendable_) return;
  mendable_ = can;
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (QWidget* button = itemWidget(topLevelItem(i), kMendColumn)) button->setEnabled(can);
}

}  // namespace tw::ui
