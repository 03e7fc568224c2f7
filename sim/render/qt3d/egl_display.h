// Which EGL display is drawn on: a GPU's where there is one, else Mesa's software renderer. Neither
// needs an X server, a Wayland compositor or a login.
#pragma once

#include <string>

namespace tw::sim {

struct EglDisplay {
  void* handle = nullptr;  // an EGLDisplay, initialised
  std::string name;        // "EGL device /dev/dri/card0", "EGL surfaceless"
};

// Opens it at the first call; always the same afterwards, until the process ends. A context of
// OpenGL 3.3 was made on it. Throws RenderError with what was tried.
const EglDisplay& eglDisplay();

}  // namespace tw::sim
