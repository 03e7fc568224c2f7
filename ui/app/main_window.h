// The workbench's window: panels as docks, menus, what is remembered.
#pragma once

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>

#include "ui/app/notice_bar.h"
#include "ui/panels/panel_list.h"

namespace tw::ui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Borrows all; they outlive it. No renderer: nothing can be drawn here.
  MainWindow(RunModel& run, Kept& kept, sim::Renderer* viewRenderer, QSettings& settings);

  // False when the file is no good: the window says why, keeps its run and shows the text.
  bool open(const QString& file);
  void tell(const QString& problem);  // above the panels, until it is closed
  QStringList notices() const { return notices_->notices(); }
  void rememberLayout();  // for the next window

 Q_SIGNALS:
  void languageChosen();  // the settings say which; this window keeps its texts

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;  // a dock's drops

 private:
  void makeDocks();
  void arrange();
  void makeMenus();
  void makeRunMenu();
  void makeGoToMenu(QMenu& view);
  void fillRecent();
  void refuse(const QString& file, const QString& problem);
  void remember(const QString& file);
  void chooseFile();
  void resetLayout();
  void showTitle();

  Desk desk_;
  QSettings& settings_;
  QMenu* recent_ = nullptr;
  NoticeBar* notices_ = nullptr;
  QString openProblem_;
  std::vector<std::pair<Place, QDockWidget*>> docks_;  // in the order of the list
};

}  // namespace tw::ui
