#include "ui/app/desktop.h"

#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/render/render_error.h"

namespace tw::ui {

Desktop::Desktop(QSettings& settings)
    : lensRenderer_(makeRenderer()),
      viewRenderer_(makeRenderer()),
      run_(std::make_unique<RunModel>(lensRenderer_.get())),
      desk_(std::make_unique<Desk>(Desk{*run_, viewRenderer_.get()})),
      window_(std::make_unique<MainWindow>(*desk_, settings)) {
  if (!whyNotDrawn_.isEmpty()) window_->tell(whyNotDrawn_);
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
