#include "ui/panels/expectations_view.h"

#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/expectation_delegates.h"

namespace tw::ui {
namespace {
constexpr int kWithWords = 460, kWithHow = 800;  // from these widths on there is room for them
constexpr int kSignRoom = 26, kCellRoom = 10;
}  // namespace

ExpectationsView::ExpectationsView(RunModel& run) : run_(run) {
  summary_ = new QLabel;
  summary_->setObjectName(QStringLiteral("expectation_summary"));
  summary_->setWordWrap(true);
  detail_ = new QLabel;
  detail_->setObjectName(QStringLiteral("expectation_detail"));
  detail_->setWordWrap(true);
  detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  detail_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  table_ = makeTable("expectations", tr("Expectations"), expectations_);
  table_->setItemDelegateForColumn(ExpectationTable::kState, new StateDelegate(table_));
  table_->setItemDelegateForColumn(ExpectationTable::kMargin, new MarginDelegate(table_));
  stepList_ = makeTable("steps", tr("Steps"), steps_);
  stepList_->setItemDelegateForColumn(StepTable::kWhat, new DoneDelegate(stepList_));
  auto* upper = new QWidget;
  auto* column = new QVBoxLayout(upper);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(table_, 1);
  column->addWidget(detail_);
  auto* parts = new QSplitter(Qt::Vertical);
  parts->addWidget(upper);
  parts->addWidget(stepList_);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 2);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(summary_);
  all->addWidget(parts, 1);
  for (const auto changed : {&RunModel::opened, &RunModel::begun, &RunModel::stateChanged,
                             &RunModel::advanced, &RunModel::shownChanged})
    connect(&run_, changed, &soon_, &RefreshSoon::soon);
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ExpectationsView::showDetail);
  refresh();
}

QTreeView* ExpectationsView::makeTable(const char* name, const QString& title,
                                       QAbstractItemModel& model) {
  auto* table = new QTreeView;
  table->setObjectName(QLatin1String(name));
  table->setAccessibleName(title);
  table->setModel(&model);
  table->setRootIsDecorated(false);
  table->setUniformRowHeights(true);
  table->setAlternatingRowColors(true);
  table->setAllColumnsShowFocus(true);
  table->setMinimumHeight(fontMetrics().lineSpacing() * 3);
  table->header()->setStretchLastSection(false);
  table->header()->setSectionsMovable(false);
  table->header()->setMinimumSectionSize(20);
  return table;
}

int ExpectationsView::wide(const QString& text) const {
  return fontMetrics().horizontalAdvance(text) + kCellRoom;
}

// Fixed widths but for one column, so that nothing has to be measured while a run goes on.
void ExpectationsView::layColumns() {
  using Column = ExpectationTable::Column;
  const bool words = width() >= kWithWords;
  QHeaderView& header = *table_->header();
  header.setSectionHidden(Column::kDetail, width() < kWithHow);
  header.setSectionResizeMode(Column::kState, QHeaderView::Fixed);
  header.setSectionResizeMode(Column::kTitle, QHeaderView::Stretch);
  header.setSectionResizeMode(Column::kMargin, QHeaderView::Fixed);
  header.setSectionResizeMode(Column::kDetail, QHeaderView::Stretch);
  const QVariant title = expectations_.headerData(Column::kState, Qt::Horizontal, Qt::DisplayRole);
  header.resizeSection(Column::kState,
                       words ? wide(tr("holds so far")) + kSignRoom : wide(title.toString()));
  header.resizeSection(Column::kMargin, wide(words ? QStringLiteral("-000.000 s (-100 %)")
                                                   : QStringLiteral("00.000 s (100 %)")));
  QHeaderView& steps = *stepList_->header();
  steps.setSectionResizeMode(StepTable::kWhat, QHeaderView::Stretch);
  steps.setSectionResizeMode(StepTable::kWhen, QHeaderView::Fixed);
  steps.resizeSection(StepTable::kWhen, width() * 2 / 5);
}

void ExpectationsView::resizeEvent(QResizeEvent*) { layColumns(); }

void ExpectationsView::refresh() {
  SeenFrom seen{.ended = run_.result() != nullptr};
  if (run_.looksBack()) seen.then = run_.shownAt();
  expectations_.show(run_.expectations(), seen);
  steps_.show(run_.steps(), run_.scenario().steps.size(), seen);
  showSummary();
  showDetail();
}

void ExpectationsView::showSummary() {
  using State = ExpectationState;
  QStringList parts;
  for (const State state : {State::kFailed, State::kBroken, State::kPassed, State::kHoldsSoFar,
                            State::kNotYet, State::kOpen})
    if (const int count = expectations_.count(state))
      parts << tr("%1 %2").arg(count).arg(words(state));
  if (expectations_.rowCount() == 0)
    parts << (run_.isOpen() ? tr("nothing is expected") : tr("no scenario is open"));
  if (steps_.rowCount() > 0)
    parts << tr("steps done: %1 of %2").arg(steps_.done()).arg(steps_.rowCount());
  const QString text = parts.join(QStringLiteral(", "));
  if (text != summary_->text()) summary_->setText(text);
  summary_->setToolTip(text);
}

void ExpectationsView::showDetail() {
  const QString text = expectations_.detail(table_->currentIndex().row());
  if (text != detail_->text()) detail_->setText(text);
  detail_->setVisible(!text.isEmpty());
}

}  // namespace tw::ui
