#include "sim/render/qt3d/egl_display.h"

#define EGL_NO_X11
#define MESA_EGL_NO_X11_HEADERS
#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

bool hasWord(const char* words, std::string_view word) {
  if (!words) return false;
  std::string_view rest(words);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == word) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

template <class Function>
Function entry(const char* name) {
  return reinterpret_cast<Function>(eglGetProcAddress(name));
}

std::string errorText() {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "EGL error 0x%04x", eglGetError());
  return text.data();
}

// Empty when OpenGL 3.3 works on it, else what is missing. Ends it again when it does not.
std::string whyUnfit(EGLDisplay display) {
  if (!eglInitialize(display, nullptr, nullptr)) return "cannot be initialised, " + errorText();
  const auto unfit = [&](const std::string& why) {
    eglTerminate(display);
    return why;
  };
  if (!eglBindAPI(EGL_OPENGL_API)) return unfit("has no desktop OpenGL");
  const std::array<EGLint, 7> wanted{EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                     EGL_OPENGL_BIT,   EGL_DEPTH_SIZE,  24,
                                     EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (!eglChooseConfig(display, wanted.data(), &config, 1, &count) || count < 1)
    return unfit("has no configuration for drawing off screen");
  const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION,
                                      3,
                                      EGL_CONTEXT_MINOR_VERSION,
                                      3,
                                      EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                      EGL_NONE};
  const EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
  if (context == EGL_NO_CONTEXT) return unfit("has no OpenGL 3.3, " + errorText());
  eglDestroyContext(display, context);
  return {};
}

struct Candidate {
  EGLDisplay display;
  std::string name;
};

// Hardware before software, in the driver's own order.
std::vector<Candidate> deviceDisplays(PFNEGLGETPLATFORMDISPLAYEXTPROC platformDisplay) {
  const auto list = entry<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
  const auto text = entry<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
  std::array<EGLDeviceEXT, 16> devices{};
  EGLint count = 0;
  if (!list || !text || !list(devices.size(), devices.data(), &count)) return {};
  std::vector<Candidate> found;
  for (EGLint i = 0; i < count; ++i) {
    const EGLDeviceEXT device = devices[static_cast<size_t>(i)];
    const char* words = text(device, EGL_EXTENSIONS);
    if (hasWord(words, "EGL_MESA_device_software")) continue;
    const char* file =
        hasWord(words, "EGL_EXT_device_drm") ? text(device, EGL_DRM_DEVICE_FILE_EXT) : nullptr;
    const EGLDisplay display = platformDisplay(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
    const std::string name = "EGL device " + (file ? std::string(file) : std::to_string(i));
    if (display != EGL_NO_DISPLAY) found.push_back({display, name});
  }
  return found;
}

std::vector<Candidate> candidates() {
  const char* client = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  const auto platformDisplay = entry<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
  std::vector<Candidate> all;
  if (platformDisplay && hasWord(client, "EGL_EXT_platform_device"))
    all = deviceDisplays(platformDisplay);
  if (platformDisplay && hasWord(client, "EGL_MESA_platform_surfaceless"))
    all.push_back({platformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr),
                   "EGL surfaceless"});
  return all;
}

EglDisplay open() {
  std::string tried;
  for (const Candidate& candidate : candidates()) {
    const std::string why =
        candidate.display == EGL_NO_DISPLAY ? "cannot be opened" : whyUnfit(candidate.display);
    if (why.empty()) return {candidate.display, candidate.name};
    tried += (tried.empty() ? "" : "; ") + candidate.name + " " + why;
  }
  throw RenderError(
      "no EGL display can draw (" + (tried.empty() ? "EGL offers none" : tried) +
      "); a GPU's driver or the packages libegl-mesa0 and libgl1-mesa-dri would help");
}

}  // namespace

const EglDisplay& eglDisplay() {
  static std::optional<EglDisplay> display;
  if (!display) display = open();
  return *display;
}

}  // namespace tw::sim
