// The workbench put together: renderers, run, window. For the program and for tests of it.
#pragma once

#include <QSettings>
#include <memory>

#include "sim/render/renderer.h"
#include "ui/app/main_window.h"
#include "ui/app/precedence.h"

namespace tw::ui {

class Desktop {
 public:
  // `settings`: where the window's are kept; outlives this. The application object is there, made
  // after sim::prepareForQt3d(). Where drawing does not work, the window says so and lives on.
  explicit Desktop(QSettings& settings);
  ~Desktop();

  MainWindow& window() { return *window_; }  // another one after a change of language
  RunModel& run() { return *run_; }

 private:
  std::unique_ptr<sim::Renderer> makeRenderer();
  void makeWindow();
  void makeWindowAnew();

  QSettings& settings_;
  const Precedence precedence_;  // taken before anything that computes
  QString whyNotDrawn_;
  std::unique_ptr<sim::Renderer> lensRenderer_, viewRenderer_;
  std::unique_ptr<RunModel> run_;
  Kept kept_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace tw::ui
