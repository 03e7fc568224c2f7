#include "ui/panels/plain_table.h"

#include <QHeaderView>

namespace tw::ui {

QTableView* makePlainTable(const char* name, const QString& title, QAbstractItemModel* model,
                           std::initializer_list<int> widths) {
  auto* table = new QTableView;
  table->setObjectName(QLatin1String(name));
  table->setAccessibleName(title);
  table->setModel(model);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setShowGrid(false);
  table->setWordWrap(false);
  table->setTabKeyNavigation(false);
  table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table->verticalHeader()->hide();
  table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table->verticalHeader()->setMinimumSectionSize(1);
  table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 4);
  table->horizontalHeader()->setStretchLastSection(true);
  table->horizontalHeader()->setHighlightSections(false);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  int column = 0;
  for (const int width : widths)
    table->setColumnWidth(column++, table->fontMetrics().averageCharWidth() * width + 10);
  return table;
}

}  // namespace tw::ui
