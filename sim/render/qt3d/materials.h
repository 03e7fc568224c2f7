// The shaders as Qt 3D effects: one a kind of surface, one for the sky.
#pragma once

#include <QByteArray>
#include <QString>
#include <Qt3DRender/QEffect>
#include <Qt3DRender/QShaderProgram>
#include <Qt3DRender/QTechnique>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

// Which part of a picture draws a pass; matched by the frame graph's filters.
inline constexpr auto kPassKey = "pass";
inline constexpr auto kPartPass = "part";          // what stands in the world
inline constexpr auto kBackdropPass = "backdrop";  // ground planes and sky, behind it
inline constexpr auto kShadowPass = "shadow";      // from a light

// Shaders are made for fixed numbers of lamps; the smallest that suffices is used.
inline constexpr std::array<int, 4> kLampSteps{0, 1, 4, 16};
inline constexpr int kMostLamps = kLampSteps.back();

inline constexpr size_t kMostBeams = 2;  // that are drawn at once, each into its own texture

// What lights a picture: shaders leave out what does not.
struct Lighting {
  bool ambient = true;  // wanted at all, as a layer
  bool sun = true;      // or the moon: anything that throws the shadow map's shadows
  size_t lamps = 0;     // of the ambient light
  size_t beams = 0;
  size_t patches = 0;     // that throw a beam's light back: of the beam that has most
  bool profiles = false;  // some lamp has a measured beam
  size_t layers() const { return ambient + beams; }
};

// kPartPass or kBackdropPass in its variant for this light.
QString passFor(const char* pass, const Lighting& lighting);

class Materials {
 public:
  // Owned by `parent`.
  explicit Materials(Qt3DCore::QNode* parent);

  // Planes are drawn last, since they usually lie under everything else.
  Qt3DRender::QEffect* part(Surface surface, bool plane) {
    used_[static_cast<size_t>(surface)] = true;
    return parts_[static_cast<size_t>(surface)][plane]->effect;
  }
  Qt3DRender::QEffect* sky() const { return sky_.effect; }

  // Makes the shaders for this light, of the surfaces that were asked for, where they are new; true
  // then. Qt 3D looks through all passes of an effect for each part and frame, so that those that
  // nobody needs would cost time, and a shader takes the driver 1 MB.
  bool make(const Lighting& lighting);

  // Throws RenderError with the compiler's words when a shader was refused; meaningful after the
  // first frames that used it.
  void checkCompiled() const;

 private:
  struct Effect {
    explicit Effect(Qt3DCore::QNode* parent);
    void addPass(const QString& key, Qt3DRender::QShaderProgram* program);
    bool has(const QString& key) const;
    Qt3DRender::QEffect* effect;
    Qt3DRender::QTechnique* technique;
    std::vector<QString> passes{};
  };

  Qt3DRender::QShaderProgram* program(const char* name, const QByteArray& defines = {});

  Qt3DCore::QNode* parent_;
  std::array<std::array<std::optional<Effect>, 2>, 6> parts_{};
  std::array<bool, 6> used_{};  // surfaces
  Effect sky_;
  std::vector<std::pair<std::string, Qt3DRender::QShaderProgram*>> programs_;
};

}  // namespace tw::sim
