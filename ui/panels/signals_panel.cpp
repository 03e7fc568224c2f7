#include "ui/panels/signals_panel.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/cursor_text.h"
#include "ui/models/signal_export.h"
#include "ui/models/text_file.h"
#include "ui/models/time_text.h"

namespace tw::ui {
namespace {
constexpr int kPlotMs = 40, kTreeMs = 100;  // at least, between two refreshes
constexpr int kCursorLines = 4;             // more are scrolled to
constexpr int kScreenShare = 4;
}  // namespace

SignalsPanel::SignalsPanel(Desk& desk)
    : run_(desk.run),
      tree_(run_.signalStore()),
      search_(tree_),
      plotted_(desk.kept.plotted),
      mouse_(window_) {
  setObjectName(QStringLiteral("signals_panel"));
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  auto* split = new QSplitter;
  split->addWidget(makeTree());
  split->addWidget(makePlots());
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 3);
  split->setSizes({300, 600});
  all->addWidget(split);
  for (QTimer* timer : {&plotTimer_, &treeTimer_}) timer->setSingleShot(true);
  plotTimer_.setInterval(kPlotMs);
  treeTimer_.setInterval(kTreeMs);
  connectAll();
  if (plotted_) tree_.setChosen(QStringList(*plotted_));
  search();
  begin();
}

// On a high screen there is room for all lanes.
QSize SignalsPanel::sizeHint() const {
  const QSize least = QWidget::sizeHint();
  return {least.width(), std::max(least.height(), screen()->size().height() / kScreenShare)};
}

QWidget* SignalsPanel::makeTree() {
  searchText_ = new QLineEdit;
  searchText_->setObjectName(QStringLiteral("signal_search"));
  searchText_->setPlaceholderText(tr("Search names and descriptions"));
  searchText_->setAccessibleName(tr("Search signals"));
  searchText_->setClearButtonEnabled(true);
  view_ = new QTreeView;
  view_->setObjectName(QStringLiteral("signal_tree"));
  view_->setAccessibleName(tr("Signals"));
  view_->setModel(&search_);
  view_->setUniformRowHeights(true);
  view_->setContextMenuPolicy(Qt::CustomContextMenu);
  view_->setIndentation(14);
  view_->header()->setStretchLastSection(false);
  view_->header()->setSectionResizeMode(SignalTree::kName, QHeaderView::Stretch);
  view_->header()->resizeSection(SignalTree::kValue, fontMetrics().averageCharWidth() * 14);
  view_->header()->resizeSection(SignalTree::kUnit, fontMetrics().averageCharWidth() * 9);
  auto* side = new QWidget;
  side->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(searchText_);
  column->addWidget(view_, 1);
  return side;
}

QWidget* SignalsPanel::makePlots() {
  plot_ = new SignalPlot(run_, window_);
  strip_ = new LogicStrip(run_, window_);
  ruler_ = new TimeRuler(run_, window_);
  hint_ = new QLabel(tr("Tick signals in the tree to see them over time."));
  hint_->setAlignment(Qt::AlignCenter);
  cursors_ = new QLabel;
  cursors_->setObjectName(QStringLiteral("cursor_values"));
  cursors_->setWordWrap(true);
  cursors_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  cursors_->setMinimumWidth(1);
  cursorRoom_ = new FittingScroll(cursors_);
  cursorRoom_->setMaximumHeight(fontMetrics().lineSpacing() * kCursorLines);
  auto* inner = new QWidget;
  auto* lanes = new QVBoxLayout(inner);
  lanes->setContentsMargins(0, 0, 0, 0);
  lanes->setSpacing(0);
  lanes->addWidget(strip_);
  lanes->addWidget(plot_, 1);
  lanes->addWidget(hint_);
  lanes->addStretch();
  plots_ = new QScrollArea;
  plots_->setWidget(inner);
  plots_->setWidgetResizable(true);
  plots_->setFrameShape(QFrame::NoFrame);
  plots_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addLayout(makeControls());
  column->addWidget(plots_, 1);
  column->addWidget(ruler_);
  column->addWidget(cursorRoom_);
  return side;
}

QToolButton* SignalsPanel::button(const char* name, const QString& text, const QString& tip) {
  auto* made = new QToolButton;
  made->setObjectName(QLatin1String(name));
  made->setText(text);
  made->setAccessibleName(text);
  made->setToolTip(tip);
  return made;
}

QLayout* SignalsPanel::makeControls() {
  fit_ = button("signals_fit", tr("Fit"), tr("The whole run so far"));
  follow_ = button("signals_follow", tr("Follow"), tr("Scrolls with the run"));
  follow_->setCheckable(true);
  follow_->setChecked(window_.follows());
  noCursors_ =
      button("signals_no_cursors", tr("No cursors"),
             tr("Takes both cursors away. A click in a plot sets A, with Shift B; a double "
                "click looks there."));
  export_ = button("signals_export", tr("Export"), tr("Writes a CSV or VCD file"));
  makeExportMenu();
  written_ = new QLabel;
  written_->setObjectName(QStringLiteral("signals_written"));
  written_->setMinimumWidth(1);
  auto* row = new QHBoxLayout;
  for (QToolButton* each : {fit_, follow_, noCursors_, export_}) row->addWidget(each);
  row->addWidget(written_, 1);
  return row;
}

void SignalsPanel::makeExportMenu() {
  auto* menu = new QMenu(export_);
  const auto csv = [this](bool all) {
    const QString file = chooseFile(tr("Export signals as CSV"), QStringLiteral("csv"));
    if (!file.isEmpty()) exportCsv(file, all);
  };
  menu->addAction(tr("Chosen signals as CSV..."), this, [csv] { csv(false); });
  menu->addAction(tr("All signals as CSV..."), this, [csv] { csv(true); });
  menu->addAction(tr("Whole run as VCD..."), this, [this] {
    const QString file = chooseFile(tr("Export the run as VCD"), QStringLiteral("vcd"));
    if (!file.isEmpty()) exportVcd(file);
  });
  export_->setMenu(menu);
  export_->setPopupMode(QToolButton::InstantPopup);
}

void SignalsPanel::connectAll() {
  mouse_.watch(*plot_);
  mouse_.watch(*strip_);
  plots_->viewport()->installEventFilter(this);
  connect(&mouse_, &TimeMouse::wantsToLookAt, this, &SignalsPanel::lookAt);
  connect(&plotTimer_, &QTimer::timeout, this, &SignalsPanel::refresh);
  connect(&treeTimer_, &QTimer::timeout, this, &SignalsPanel::refreshTree);
  connect(&window_, &TimeWindow::moved, this, &SignalsPanel::schedule);
  connect(&window_, &TimeWindow::cursorsChanged, this, &SignalsPanel::schedule);
  connect(&window_, &TimeWindow::followsChanged, this,
          [this] { follow_->setChecked(window_.follows()); });
  connect(follow_, &QToolButton::toggled, this, [this](bool yes) {
    window_.setNow(run_.now());
    window_.setFollows(yes);
  });
  connect(fit_, &QToolButton::clicked, this, [this] {
    window_.setNow(run_.now());
    window_.fit();
  });
  connect(noCursors_, &QToolButton::clicked, this, [this] {
    window_.set(TimeWindow::kA, {});
    window_.set(TimeWindow::kB, {});
  });
  connect(&tree_, &SignalTree::chosenChanged, this, &SignalsPanel::takeChoice);
  connect(&tree_, &SignalTree::modelReset, this, &SignalsPanel::search);
  connect(searchText_, &QLineEdit::textChanged, this, &SignalsPanel::search);
  connect(view_, &QWidget::customContextMenuRequested, this, &SignalsPanel::treeMenu);
  connect(&run_, &RunModel::begun, this, &SignalsPanel::begin);
  connect(&run_, &RunModel::advanced, this, &SignalsPanel::schedule);
  connect(&run_, &RunModel::shownChanged, this, &SignalsPanel::schedule);
}

void SignalsPanel::begin() {
  tree_.begin();
  window_.begin();
  written_->clear();
  export_->setEnabled(run_.facts() != nullptr);
}

void SignalsPanel::takeChoice() {
  plotted_ = tree_.choice();
  plot_->choose(tree_.chosen());
  strip_->choose(tree_.chosen());
  plot_->setVisible(plot_->lanes() > 0);
  strip_->setVisible(!strip_->lanes().empty());
  hint_->setVisible(tree_.chosen().empty());
  view_->viewport()->update();
  schedule();
}

void SignalsPanel::search() {
  const QString text = searchText_->text().trimmed();
  search_.setFilterFixedString(text);
  if (text.isEmpty())
    view_->expandToDepth(0);
  else
    view_->expandAll();
}

void SignalsPanel::treeMenu(const QPoint& place) {
  const auto id = tree_.signalAt(search_.mapToSource(view_->indexAt(place)));
  QMenu menu;
  if (id) {
    const QString name = QString::fromStdString(run_.signalStore().spec(*id).name);
    menu.addAction(tr("Plot only %1").arg(name), this, [this, name] { tree_.setChosen({name}); });
  }
  menu.addAction(tr("Plot none"), this, [this] { tree_.setChosen({}); });
  menu.exec(view_->viewport()->mapToGlobal(place));
}

void SignalsPanel::schedule() {
  if (!isVisible()) return;
  if (!plotTimer_.isActive()) plotTimer_.start();
  if (!treeTimer_.isActive()) treeTimer_.start();
}

void SignalsPanel::refresh() {
  if (!isVisible()) return;
  window_.setNow(run_.now());
  plotTimer_.stop();  // what this moved is shown now
  plot_->refresh();
  strip_->update();
  ruler_->update();
  showCursors();
}

// The view asks anew for the rows that are seen, and for no others.
void SignalsPanel::refreshTree() {
  tree_.showAt(run_.shownAt());
  view_->viewport()->update();
}

void SignalsPanel::showCursors() {
  const QStringList lines = cursorText(run_.signalStore(), tree_.chosen(), window_);
  cursorRoom_->setVisible(!lines.isEmpty());
  noCursors_->setEnabled(!lines.isEmpty());
  const QString text = lines.join(QStringLiteral("   \u00b7   "));
  if (text == cursors_->text()) return;
  cursors_->setText(text);
  cursors_->setToolTip(lines.join(QLatin1Char('\n')));
}

void SignalsPanel::lookAt(Instant at) {
  run_.lookAt(at >= run_.now() ? std::nullopt : std::optional(std::max(at, Instant{})));
}

QString SignalsPanel::chooseFile(const QString& title, const QString& ending) {
  const QString name = QString::fromStdString(run_.scenario().name) + QLatin1Char('.') + ending;
  return QFileDialog::getSaveFileName(this, title, QDir::home().filePath(name),
                                      QStringLiteral("*.") + ending);
}

bool SignalsPanel::exportCsv(const QString& file, bool all) {
  return told(file, writeFile(file, [this, all](std::ostream& out) {
                writeSignalCsv(run_.signalStore(), all ? nullptr : &tree_.chosen(), out);
              }));
}

bool SignalsPanel::exportVcd(const QString& file) {
  const Instant end = run_.result() ? Instant{run_.result()->duration} : run_.now();
  return told(file, writeFile(file, [this, end](std::ostream& out) {
                writeSignalVcd(run_.signalStore(), end, out);
              }));
}

bool SignalsPanel::told(const QString& file, const QString& problem) {
  if (!problem.isEmpty()) {
    Q_EMIT run_.problem(problem);
    return false;
  }
  const Instant from = run_.signalStore().wholeFrom();
  QString text = tr("Written: %1").arg(QDir::toNativeSeparators(file));
  if (from > Instant{}) text += tr(" (from %1 on; earlier is forgotten)").arg(timeText(from));
  written_->setText(text);
  written_->setToolTip(text);
  return true;
}

// The scroll bar of the plots takes room from them, not from the ruler below.
bool SignalsPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == plots_->viewport() && event->type() == QEvent::Resize)
    ruler_->setPlotWidth(plots_->viewport()->width());
  return QWidget::eventFilter(watched, event);
}

void SignalsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
  refreshTree();
}

}  // namespace tw::ui
