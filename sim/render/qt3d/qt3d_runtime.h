// What a program needs to draw with Qt 3D, on a machine with or without display and GPU. No Qt
// header leaks out of this folder.
//
//   Qt3dRuntime runtime;                      // in main(), before anything else of Qt; throws
//   auto renderer = makeQt3dRenderer();       // RenderError when drawing does not work here
#pragma once

#include <memory>
#include <string>

#include "sim/render/renderer.h"

namespace tw::sim {

// Qt's application object on an EGL display of our own choice. One in a process at a time, made and
// ended in the main thread; outlives every renderer. Throws RenderError with the cause.
class Qt3dRuntime {
 public:
  Qt3dRuntime();
  ~Qt3dRuntime();
  Qt3dRuntime(const Qt3dRuntime&) = delete;
  Qt3dRuntime& operator=(const Qt3dRuntime&) = delete;

  // Who draws, for reports: "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5 ..., EGL surfaceless".
  const std::string& description() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// The same for a program with windows: call it before its own application object is made, which
// then stands for the runtime.
void prepareForQt3d();

// Draws on a thread of its own; draw() may be called from any thread, one is served at a time. Made
// and ended in the runtime's thread. A known pattern has been drawn and found right when this
// returns, else RenderError.
std::unique_ptr<Renderer> makeQt3dRenderer();

}  // namespace tw::sim
