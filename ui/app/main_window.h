// The workbench's window: panels as docks, menus, what is remembered.
#pragma once

#include <QLabel>
#include <QMainWindow>
#include <QSettings>

#include "ui/panels/desk.h"

namespace tw::ui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  // Borrows both; they outlive it.
  MainWindow(Desk& desk, QSettings& settings);

  // False when the file is no good: the window says why and keeps what it has.
  bool open(const QString& file);
  void tell(const QString& problem);  // above the panels, until it is closed

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeDocks();
  void makeMenus();
  void makeThemeMenu(QMenu& view);
  void fillRecent();
  void remember(const QString& file);
  void chooseFile();
  void resetLayout();
  void showTitle();

  Desk& desk_;
  QSettings& settings_;
  QMenu* recent_ = nullptr;
  QToolBar* notice_ = nullptr;
  QLabel* noticeText_ = nullptr;
  QByteArray firstLayout_;
};

}  // namespace tw::ui
