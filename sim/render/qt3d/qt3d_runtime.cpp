#include "sim/render/qt3d/qt3d_runtime.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QSurfaceFormat>
#include <QtPlugin>

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/egl_display.h"
#include "sim/render/qt3d/mutex_destroy.h"
#include "sim/render/qt3d/qt3d_messages.h"
#include "sim/render/render_error.h"

Q_IMPORT_PLUGIN(TweelensEglPlugin)

namespace tw::sim {

namespace {

struct KeptMessages {
  KeptMessages() { keepQtMessages(true); }
  ~KeptMessages() { keepQtMessages(false); }
};

void prepareProcess() {
  checkMutexDestroy();
  QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
  QSurfaceFormat format;
  format.setVersion(3, 3);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  QSurfaceFormat::setDefaultFormat(format);
  qputenv("QT3D_RENDERER", "opengl");  // "rhi" crashes without a window
}

// Qt would end the process where it finds no display: that is asked before Qt starts.
struct Application {
  Application() {
    TW_CHECK(QCoreApplication::instance() == nullptr);
    display = eglDisplay().name;
    prepareProcess();
    application.emplace(argc, argv);
  }
  std::string display;
  int argc = 3;  // QGuiApplication keeps references to both
  char name[9] = "tweelens", option[10] = "-platform", platform[13] = "tweelens_egl";
  char* argv[4] = {name, option, platform, nullptr};
  std::optional<QGuiApplication> application;
};

std::string describe(const std::string& display) {
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (!context.create() || !context.makeCurrent(&surface))
    throw RenderError("no OpenGL context on " + display + lastQtMessage());
  const auto say = [&](GLenum what) -> std::string {
    const auto* text = reinterpret_cast<const char*>(context.functions()->glGetString(what));
    return text ? text : "unknown";
  };
  return say(GL_RENDERER) + ", OpenGL " + say(GL_VERSION) + ", " + display;
}

}  // namespace

void prepareForQt3d() {
  prepareProcess();
  dropIdleQtMessages();
}

struct Qt3dRuntime::Parts {
  KeptMessages messages;
  Application application;
  std::string description;
};

Qt3dRuntime::Qt3dRuntime() : parts_(std::make_unique<Parts>()) {
  parts_->description = describe(parts_->application.display);
}

Qt3dRuntime::~Qt3dRuntime() = default;

const std::string& Qt3dRuntime::description() const { return parts_->description; }

}  // namespace tw::sim
