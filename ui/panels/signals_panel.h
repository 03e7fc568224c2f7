// All signals: a tree with search, plots and lanes of those that are chosen, two cursors, export.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include "ui/models/signal_tree.h"
#include "ui/panels/desk.h"
#include "ui/panels/fitting_scroll.h"
#include "ui/panels/logic_strip.h"
#include "ui/panels/signal_plot.h"
#include "ui/panels/time_mouse.h"

namespace tw::ui {

class SignalsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SignalsPanel(Desk& desk);

  SignalTree& tree() { return tree_; }
  const TimeWindow& timeWindow() const { return window_; }
  // As the menu does once a file is chosen: says what it wrote, or tells the problem; false then.
  bool exportCsv(const QString& file, bool all);
  bool exportVcd(const QString& file);
  void refresh();  // what is seen; a timer does
  QSize sizeHint() const override;

  bool eventFilter(QObject* watched, QEvent* event) override;

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeTree();
  QWidget* makePlots();
  QLayout* makeControls();
  QToolButton* button(const char* name, const QString& text, const QString& tip);
  void makeExportMenu();
  void connectAll();
  void begin();
  void takeChoice();
  void search();
  void treeMenu(const QPoint& place);
  void schedule();
  void refreshTree();
  void showCursors();
  void lookAt(Instant at);
  QString chooseFile(const QString& title, const QString& ending);
  bool told(const QString& file, const QString& problem);

  RunModel& run_;
  SignalTree tree_;
  SignalSearch search_;
  std::optional<QStringList>& plotted_;  // outlives the panel
  TimeWindow window_;
  TimeMouse mouse_;
  QTreeView* view_ = nullptr;
  QLineEdit* searchText_ = nullptr;
  QToolButton *fit_ = nullptr, *follow_ = nullptr, *noCursors_ = nullptr, *export_ = nullptr;
  SignalPlot* plot_ = nullptr;
  LogicStrip* strip_ = nullptr;
  TimeRuler* ruler_ = nullptr;
  QScrollArea* plots_ = nullptr;
  FittingScroll* cursorRoom_ = nullptr;
  QLabel *hint_ = nullptr, *cursors_ = nullptr, *written_ = nullptr;
  QTimer plotTimer_, treeTimer_;
};

}  // namespace tw::ui
