#include "sim/render/qt3d/materials.h"

#include <QFile>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QTechnique>

#include "firmware_core/base/check.h"
#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

using Qt3DRender::QEffect;
using Qt3DRender::QShaderProgram;

QByteArray shaderText(const QByteArray& name, const QByteArray& defines) {
  QFile file(QStringLiteral(":/tweelens/") + QLatin1String(name));
  TW_CHECK(file.open(QIODevice::ReadOnly));  // linked into the program
  return file.readAll().replace("#version 330 core", "#version 330 core\n" + defines);
}

QByteArray define(const char* name, size_t value) {
  return QByteArray("#define ") + name + ' ' + QByteArray::number(static_cast<uint>(value)) + '\n';
}

std::vector<Lighting> variants(size_t beams) {
  std::vector<Lighting> all;
  for (const bool sun : {false, true})
    for (const int lamps : kLampSteps) all.push_back({sun, static_cast<size_t>(lamps), beams});
  return all;
}

}  // namespace

QString passFor(const char* pass, const Lighting& lighting) {
  for (const int step : kLampSteps)
    if (lighting.lamps <= static_cast<size_t>(step))
      return QLatin1String(pass) + QLatin1String(lighting.sun ? "Sun" : "") +
             QString::number(step) + QLatin1String("Beams") + QString::number(lighting.beams);
  TW_CHECK(!"more lamps than shaders are made for");
}

Materials::Materials(Qt3DCore::QNode* parent) {
  auto* shadow = program(parent, "shadow");
  for (size_t surface = 0; surface < parts_.size(); ++surface) addSurface(parent, surface, shadow);
  Passes passes;
  for (size_t beams = 0; beams <= kMostBeams; ++beams) {
    auto* drawn = program(parent, "sky", define("BEAMS", beams));
    for (const Lighting& lighting : variants(beams))
      passes.emplace_back(passFor(kBackdropPass, lighting), drawn);
  }
  sky_ = effect(parent, passes);
}

void Materials::addSurface(Qt3DCore::QNode* parent, size_t surface, QShaderProgram* shadow) {
  Passes standing{{QLatin1String(kShadowPass), shadow}}, lying;
  for (size_t beams = 0; beams <= kMostBeams; ++beams)
    for (const Lighting& lighting : variants(beams)) {
      const QByteArray defines =
          define("SURFACE", surface) + define("SUN", lighting.sun ? 1 : 0) +
          define("LAMPS", lighting.lamps) + define("BEAMS", beams);
      auto* drawn = program(parent, "part", defines);
      standing.emplace_back(passFor(kPartPass, lighting), drawn);
      lying.emplace_back(passFor(kBackdropPass, lighting), drawn);
    }
  parts_[surface] = {effect(parent, standing), effect(parent, lying)};
}

QShaderProgram* Materials::program(Qt3DCore::QNode* parent, const char* name,
                                   const QByteArray& defines) {
  auto* program = new QShaderProgram(parent);
  program->setVertexShaderCode(shaderText(QByteArray(name) + ".vert", defines));
  program->setFragmentShaderCode(shaderText(QByteArray(name) + ".frag", defines));
  programs_.emplace_back(name + (" " + defines.simplified()).toStdString(), program);
  return program;
}

QEffect* Materials::effect(Qt3DCore::QNode* parent, const Passes& passes) {
  auto* effect = new QEffect(parent);
  auto* technique = new Qt3DRender::QTechnique;
  auto* api = technique->graphicsApiFilter();
  api->setApi(Qt3DRender::QGraphicsApiFilter::OpenGL);
  api->setProfile(Qt3DRender::QGraphicsApiFilter::CoreProfile);
  api->setMajorVersion(3);
  api->setMinorVersion(3);
  for (const auto& [key, program] : passes) {
    auto* pass = new Qt3DRender::QRenderPass;
    auto* filter = new Qt3DRender::QFilterKey;
    filter->setName(QLatin1String(kPassKey));
    filter->setValue(key);
    pass->addFilterKey(filter);
    pass->setShaderProgram(program);
    technique->addRenderPass(pass);
  }
  effect->addTechnique(technique);
  return effect;
}

void Materials::checkCompiled() const {
  for (const auto& [name, program] : programs_)
    if (program->status() == QShaderProgram::Error)
      throw RenderError("the graphics driver refuses shader " + name + ": " +
                        program->log().simplified().toStdString());
}

}  // namespace tw::sim
