// Qt platform plugin for drawing off screen with OpenGL through EGL, linked statically. Windows
// exist for Qt's sake only and show nothing; fonts, input and the clipboard are left out.
#define QT_EGL_NO_X11
#define EGL_NO_X11
#define MESA_EGL_NO_X11_HEADERS
#include <QtGui/private/qeglconvenience_p.h>
#include <QtGui/private/qeglpbuffer_p.h>
#include <QtGui/private/qeglplatformcontext_p.h>
#include <QtGui/private/qgenericunixeventdispatcher_p.h>
#include <qpa/qplatformbackingstore.h>
#include <qpa/qplatformfontdatabase.h>
#include <qpa/qplatformintegration.h>
#include <qpa/qplatformintegrationplugin.h>
#include <qpa/qplatformoffscreensurface.h>
#include <qpa/qplatformscreen.h>
#include <qpa/qplatformwindow.h>
#include <qpa/qwindowsysteminterface.h>

#include <QImage>

#include "sim/render/qt3d/egl_display.h"

namespace tw::sim {

namespace {

class EglScreen : public QPlatformScreen {
 public:
  QRect geometry() const override { return {0, 0, 1920, 1080}; }
  int depth() const override { return 32; }
  QImage::Format format() const override { return QImage::Format_ARGB32_Premultiplied; }
};

class EglBackingStore : public QPlatformBackingStore {
 public:
  using QPlatformBackingStore::QPlatformBackingStore;
  QPaintDevice* paintDevice() override { return &image_; }
  void flush(QWindow*, const QRegion&, const QPoint&) override {}
  void resize(const QSize& size, const QRegion&) override {
    image_ = QImage(size, QImage::Format_ARGB32_Premultiplied);
  }

 private:
  QImage image_;
};

class NoFonts : public QPlatformFontDatabase {
 public:
  void populateFontDatabase() override {}
};

class EglContext : public QEGLPlatformContext {
 public:
  using QEGLPlatformContext::QEGLPlatformContext;

 protected:
  EGLSurface eglSurfaceForPlatformSurface(QPlatformSurface* surface) override {
    if (surface->surface()->surfaceClass() != QSurface::Offscreen) return EGL_NO_SURFACE;
    return static_cast<QEGLPbuffer*>(surface)->pbuffer();
  }
};

class EglIntegration : public QPlatformIntegration {
 public:
  explicit EglIntegration(EGLDisplay display) : display_(display) {}
  ~EglIntegration() override {
    if (screen_) QWindowSystemInterface::handleScreenRemoved(screen_);
  }

  void initialize() override {
    screen_ = new EglScreen;  // Qt deletes it
    QWindowSystemInterface::handleScreenAdded(screen_);
  }
  bool hasCapability(Capability capability) const override {
    switch (capability) {
      case OpenGL:
      case ThreadedOpenGL:
      case ThreadedPixmaps:
      case MultipleWindows:
        return true;
      default:
        return QPlatformIntegration::hasCapability(capability);
    }
  }
  QPlatformWindow* createPlatformWindow(QWindow* window) const override {
    return new QPlatformWindow(window);
  }
  QPlatformBackingStore* createPlatformBackingStore(QWindow* window) const override {
    return new EglBackingStore(window);
  }
  QAbstractEventDispatcher* createEventDispatcher() const override {
    return createUnixEventDispatcher();
  }
  QPlatformFontDatabase* fontDatabase() const override { return &fonts_; }
  QPlatformOffscreenSurface* createPlatformOffscreenSurface(
      QOffscreenSurface* surface) const override {
    // Without NoSurfaceless there would be no pbuffer, and Qt 3D crashes Mesa in its first frame.
    return new QEGLPbuffer(display_, surface->requestedFormat(), surface,
                           QEGLPlatformContext::NoSurfaceless);
  }
  QPlatformOpenGLContext* createPlatformOpenGLContext(QOpenGLContext* context) const override {
    EGLConfig config = q_configFromGLFormat(display_, context->format(), false, EGL_PBUFFER_BIT);
    return new EglContext(context->format(), context->shareHandle(), display_, &config);
  }

 private:
  EGLDisplay display_;
  EglScreen* screen_ = nullptr;
  mutable NoFonts fonts_;
};

}  // namespace

}  // namespace tw::sim

// At global scope: that is where Qt's macro for importing it looks.
class TweelensEglPlugin : public QPlatformIntegrationPlugin {
  Q_OBJECT
  Q_PLUGIN_METADATA(IID QPlatformIntegrationFactoryInterface_iid FILE "egl_platform.json")

 public:
  QPlatformIntegration* create(const QString& key, const QStringList&) override {
    if (key != QLatin1String("tweelens_egl")) return nullptr;
    return new tw::sim::EglIntegration(tw::sim::eglDisplay().handle);
  }
};

#include "egl_platform.moc"
