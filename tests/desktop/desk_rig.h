// The workbench as a user has it, with settings of its own.
#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <source_location>

#include "ui/app/desktop.h"

namespace tw::test {

// From a menu of the window, by what the action stands for.
void choose(ui::MainWindow& window, const char* menu, const char* data);

class DeskRig {
 public:
  // Shown, nothing open; of the docks only this one and the time, or all.
  explicit DeskRig(const char* dock = nullptr);
  void open(const std::string& scenario);  // of scenes/, without its ending; until its run is built
  ui::MainWindow& window() { return desktop_.window(); }
  ui::RunModel& run() { return desktop_.run(); }

  // Handles events until it holds; fails after `limitMs`.
  void until(const std::function<bool()>& holds, int limitMs = 60'000,
             std::source_location where = std::source_location::current());
  // Of the window, or of what is in it, by its object name; fails when there is none.
  template <class Widget>
  Widget& find(const char* name) {
    auto* found = window().findChild<Widget*>(QLatin1String(name));
    if (!found) throw std::runtime_error(std::string("no widget ") + name);
    return *found;
  }
  void click(QWidget& widget) { QTest::mouseClick(&widget, Qt::LeftButton); }
  // From what has the focus, by Tab alone; fails when it is not reached.
  void tabTo(QWidget& widget);
  void picture(const QString& name);  // screens/<width>x<height>/<name>.png, in pixels

 private:
  QTemporaryDir folder_;
  QSettings settings_;
  ui::Desktop desktop_;
};

}  // namespace tw::test
