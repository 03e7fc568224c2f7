// A table of rows to be read: as tight as its text, chosen by whole rows.
#pragma once

#include <QTableView>

namespace tw::ui {

// `widths`: of its columns but the last, which takes the rest, in letters.
QTableView* makePlainTable(const char* name, const QString& title, QAbstractItemModel* model,
                           std::initializer_list<int> widths);

}  // namespace tw::ui
