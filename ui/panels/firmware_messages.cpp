#include "ui/panels/firmware_messages.h"

#include <QFontDatabase>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/plain_table.h"

namespace tw::ui {

FirmwareMessages::FirmwareMessages(Desk& desk) : FirmwareTab(desk), messages_(desk.run.events()) {
  table_ = makePlainTable("message_table", tr("Messages"), &messages_, {10, 17, 22});
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  whole_ = new QPlainTextEdit;
  whole_->setObjectName(QStringLiteral("message_whole"));
  whole_->setAccessibleName(tr("The chosen message"));
  whole_->setPlaceholderText(tr("Choose a line to see all of it."));
  whole_->setReadOnly(true);
  whole_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  auto* both = new QSplitter(Qt::Vertical);
  both->addWidget(table_);
  both->addWidget(whole_);
  both->setStretchFactor(0, 2);
  both->setStretchFactor(1, 1);
  both->setChildrenCollapsible(false);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 4, 0, 0);
  all->addWidget(both);
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &FirmwareMessages::showWhole);
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
    if (const sim::LoggedEvent* event = messages_.event(index.row())) run().lookAt(event->at);
  });
}

void FirmwareMessages::begin() {
  messages_.clear();
  whole_->clear();
}

// Follows the run for as long as its end is seen.
void FirmwareMessages::refresh() {
  if (const sim::CameraLook* camera = look()) messages_.setCamera(camera->name, camera->serial);
  const QScrollBar& bar = *table_->verticalScrollBar();
  const bool atEnd = bar.value() == bar.maximum();
  const int before = messages_.rowCount();
  if (messages_.take(run().shownAt())) refreshIn(kGoOnMs);
  if (atEnd && messages_.rowCount() != before) table_->scrollToBottom();
}

void FirmwareMessages::showWhole() {
  const auto rows = table_->selectionModel()->selectedRows();
  whole_->setPlainText(rows.isEmpty() ? QString() : messages_.wholeOf(rows.first().row()));
}

}  // namespace tw::ui
