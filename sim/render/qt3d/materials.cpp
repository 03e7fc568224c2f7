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

QByteArray shaderText(const char* name, const QByteArray& define) {
  QFile file(QStringLiteral(":/tweelens/") + QLatin1String(name));
  TW_CHECK(file.open(QIODevice::ReadOnly));  // linked into the program
  return file.readAll().replace("#version 330 core", "#version 330 core\n" + define);
}

}  // namespace

Materials::Materials(Qt3DCore::QNode* parent) {
  auto* shadow = program(parent, "shadow", "shadow.frag");
  for (size_t surface = 0; surface < parts_.size(); ++surface) {
    const auto define = "#define SURFACE " + QByteArray::number(static_cast<int>(surface));
    auto* drawn = program(parent, "part", "part.frag", define);
    parts_[surface][0] = effect(parent, {{kPartPass, drawn}, {kShadowPass, shadow}});
    parts_[surface][1] = effect(parent, {{kBackdropPass, drawn}});
  }
  sky_ = effect(parent, {{kBackdropPass, program(parent, "sky", "sky.frag")}});
}

QShaderProgram* Materials::program(Qt3DCore::QNode* parent, const char* name, const char* fragment,
                                   const QByteArray& define) {
  auto* program = new QShaderProgram(parent);
  program->setVertexShaderCode(shaderText((QByteArray(name) + ".vert").constData(), define));
  program->setFragmentShaderCode(shaderText(fragment, define));
  programs_.emplace_back(name + (define.isEmpty() ? "" : " (" + define.toStdString() + ")"),
                         program);
  return program;
}

QEffect* Materials::effect(Qt3DCore::QNode* parent,
                           std::initializer_list<std::pair<const char*, QShaderProgram*>> passes) {
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
    filter->setValue(QLatin1String(key));
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
