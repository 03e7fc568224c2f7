#include "ui/app/desktop.h"

#include <QApplication>
#include <QTimer>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/render/render_error.h"
#include "ui/app/language.h"
#include "ui/app/look_menus.h"

namespace tw::ui {

Desktop::Desktop(QSettings& settings)
    : settings_(settings),
      lensRenderer_(makeRenderer()),
      viewRenderer_(makeRenderer()),
      run_(std::make_unique<RunModel>(lensRenderer_.get())) {
  QObject::connect(run_.get(), &RunModel::begun, run_.get(), [this] { precedence_.apply(); });
  makeWindow();
}

void Desktop::makeWindow() {
  applyLanguage(languageOf(settings_));
  window_ = std::make_unique<MainWindow>(*run_, kept_, viewRenderer_.get(), settings_);
  QObject::connect(window_.get(), &MainWindow::languageChosen, window_.get(),
                   [this] { QTimer::singleShot(0, run_.get(), [this] { makeWindowAnew(); }); });
  if (!whyNotDrawn_.isEmpty())
    window_->tell(
        QCoreApplication::translate(
            "Desktop",
            "The 3D view stays empty and runs show test patterns, for nothing can be drawn "
            "here: %1. OpenGL 3.3 is needed, of a graphics driver or of Mesa "
            "(libgl1-mesa-dri).")
            .arg(whyNotDrawn_));
}

// Texts are made once, with their widgets; the run goes on, and what is being written stays.
void Desktop::makeWindowAnew() {
  QApplication::setQuitOnLastWindowClosed(false);
  window_->rememberLayout();
  const QStringList notices = window_->notices();
  makeWindow();
  for (const QString& notice : notices) window_->tell(notice);
  window_->show();
  precedence_.apply();  // the new view's thread
  QApplication::setQuitOnLastWindowClosed(true);
}

// The window first, whose events the renderers' end still serves.
Desktop::~Desktop() {
  window_.reset();
  run_.reset();
}

std::unique_ptr<sim::Renderer> Desktop::makeRenderer() {
  if (!whyNotDrawn_.isEmpty()) return nullptr;
  try {
    return sim::makeQt3dRenderer();
  } catch (const sim::RenderError& error) {
    whyNotDrawn_ = QString::fromStdString(error.what());
    return nullptr;
  }
}

}  // namespace tw::ui
