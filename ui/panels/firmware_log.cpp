#include "ui/panels/firmware_log.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/plain_table.h"

namespace tw::ui {

FirmwareLog::FirmwareLog(Desk& desk) : FirmwareTab(desk), lines_(desk.run.events()) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 4, 0, 0);
  all->addLayout(makeControls());
  makeTable();
  all->addWidget(table_, 1);
}

QLayout* FirmwareLog::makeControls() {
  text_ = new QLineEdit;
  text_->setObjectName(QStringLiteral("log_text"));
  text_->setAccessibleName(tr("Text to be found"));
  text_->setPlaceholderText(tr("Filter"));
  text_->setClearButtonEnabled(true);
  text_->setMinimumWidth(fontMetrics().averageCharWidth() * 8);
  level_ = new QComboBox;
  level_->setObjectName(QStringLiteral("log_level"));
  level_->setAccessibleName(tr("Level"));
  level_->addItems({tr("All levels"), tr("Info and up"), tr("Warnings and up"), tr("Errors")});
  source_ = new QComboBox;
  source_->setObjectName(QStringLiteral("log_source"));
  source_->setAccessibleName(tr("Source"));
  source_->addItems({tr("Firmware"), tr("Everything")});
  follow_ = new QCheckBox(tr("Follow"));
  follow_->setObjectName(QStringLiteral("log_follow"));
  follow_->setToolTip(tr("Scrolls along with the run"));
  follow_->setChecked(true);
  connect(text_, &QLineEdit::textChanged, this, &FirmwareLog::filter);
  connect(level_, &QComboBox::activated, this, &FirmwareLog::filter);
  connect(source_, &QComboBox::activated, this, &FirmwareLog::filter);
  connect(follow_, &QCheckBox::clicked, this, [this](bool on) {
    if (on) table_->scrollToBottom();
  });
  auto* rows = new QGridLayout;
  rows->setVerticalSpacing(4);
  rows->addWidget(text_, 0, 0);
  rows->addWidget(follow_, 0, 1);
  auto* choices = new QHBoxLayout;
  choices->addWidget(level_);
  choices->addWidget(source_);
  choices->addStretch();
  rows->addLayout(choices, 1, 0, 1, 2);
  return rows;
}

void FirmwareLog::makeTable() {
  table_ = makePlainTable("log_table", tr("Log"), &lines_, {9, 6, 10});
  table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table_->setToolTip(tr("Double click or Enter looks back to a line's time; Ctrl+C copies lines"));
  connect(table_, &QTableView::activated, this, &FirmwareLog::lookBack);
  connect(table_->verticalScrollBar(), &QScrollBar::valueChanged, this, &FirmwareLog::scrolled);
  auto* copy = new QShortcut(QKeySequence::Copy, table_);
  copy->setContext(Qt::WidgetShortcut);
  connect(copy, &QShortcut::activated, this, &FirmwareLog::copy);
}

void FirmwareLog::begin() {
  lines_.clear();
  filter();
}

void FirmwareLog::filter() {
  const bool all = source_->currentIndex() == 1;
  lines_.setFilter({.camera = all ? std::string() : camera(),
                    .least = static_cast<LogGrade>(level_->currentIndex()),
                    .text = text_->text().trimmed().toStdString()});
  refreshIn(0);
}

void FirmwareLog::refresh() {
  const int before = lines_.rowCount();
  if (lines_.take(run().shownAt())) refreshIn(kGoOnMs);
  if (follow_->isChecked() && lines_.rowCount() != before) table_->scrollToBottom();
}

// Up from the end by whoever reads: what comes then must not pull the lines away.
void FirmwareLog::scrolled(int value) {
  if (value < table_->verticalScrollBar()->maximum()) follow_->setChecked(false);
}

void FirmwareLog::lookBack(const QModelIndex& index) {
  if (const sim::LoggedEvent* event = lines_.event(index.row())) run().lookAt(event->at);
}

void FirmwareLog::copy() {
  auto rows = table_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const QModelIndex& row : rows) lines << lines_.lineOf(row.row());
  QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace tw::ui
