// The shaders as Qt 3D effects: one a kind of surface, one for the sky.
#pragma once

#include <QByteArray>
#include <QString>
#include <Qt3DRender/QEffect>
#include <Qt3DRender/QShaderProgram>
#include <array>
#include <string>
#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

// Which part of a picture draws a pass; matched by the frame graph's filters.
inline constexpr auto kPassKey = "pass";
inline constexpr auto kPartPass = "part";          // what stands in the world
inline constexpr auto kBackdropPass = "backdrop";  // ground planes and sky, behind it
inline constexpr auto kShadowPass = "shadow";      // from the sun

// Shaders are made for fixed numbers of lamps; the smallest that suffices is used.
inline constexpr std::array<int, 4> kLampSteps{0, 1, 4, 16};
inline constexpr int kMostLamps = kLampSteps.back();

inline constexpr size_t kMostBeams = 3;  // that are drawn at once, each into its own texture

// What lights a picture: shaders leave out what does not.
struct Lighting {
  bool sun = true;   // or the moon: anything that throws the shadow map's shadows
  size_t lamps = 0;  // of the ambient light
  size_t beams = 0;
};

// kPartPass or kBackdropPass in its variant for this light.
QString passFor(const char* pass, const Lighting& lighting);

class Materials {
 public:
  // Owned by `parent`.
  explicit Materials(Qt3DCore::QNode* parent);

  // Planes are drawn last, since they usually lie under everything else.
  Qt3DRender::QEffect* part(Surface surface, bool plane) const {
    return parts_[static_cast<size_t>(surface)][plane];
  }
  Qt3DRender::QEffect* sky() const { return sky_; }

  // Throws RenderError with the compiler's words when a shader was refused; meaningful after the
  // first frames that used it.
  void checkCompiled() const;

 private:
  using Passes = std::vector<std::pair<QString, Qt3DRender::QShaderProgram*>>;

  void addSurface(Qt3DCore::QNode* parent, size_t surface, Qt3DRender::QShaderProgram* shadow);
  Qt3DRender::QShaderProgram* program(Qt3DCore::QNode* parent, const char* name,
                                      const QByteArray& defines = {});
  static Qt3DRender::QEffect* effect(Qt3DCore::QNode* parent, const Passes& passes);

  std::array<std::array<Qt3DRender::QEffect*, 2>, 6> parts_{};
  Qt3DRender::QEffect* sky_ = nullptr;
  std::vector<std::pair<std::string, Qt3DRender::QShaderProgram*>> programs_;
};

}  // namespace tw::sim
