#include "sim/render/qt3d/materials.h"

#include <QFile>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QRenderPass>
#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/render/footprint.h"
#include "sim/render/render_error.h"
#include "sim/world/daylight.h"

namespace tw::sim {

namespace {

using Qt3DRender::QEffect;
using Qt3DRender::QShaderProgram;

QByteArray shaderText(const QByteArray& name, const QByteArray& defines) {
  QFile file(QStringLiteral(":/tweelens/") + QLatin1String(name));
  TW_CHECK(file.open(QIODevice::ReadOnly));  // linked into the program
  return file.readAll().replace("#version 330 core", "#version 330 core\n" + defines);
}

QByteArray define(const char* name, const QByteArray& value) {
  return QByteArray("#define ") + name + ' ' + value + '\n';
}

QByteArray define(const char* name, size_t value) {
  return define(name, QByteArray::number(static_cast<uint>(value)));
}

int lampStep(size_t lamps) {
  for (const int step : kLampSteps)
    if (lamps <= static_cast<size_t>(step)) return step;
  TW_CHECK(!"more lamps than shaders are made for");
}

}  // namespace

QString passFor(const char* pass, const Lighting& lighting) {
  return QLatin1String(pass) + QLatin1String(lighting.ambient ? "Ambient" : "") +
         QLatin1String(lighting.sun ? "Sun" : "") + QString::number(lampStep(lighting.lamps)) +
         QLatin1String("Beams") + QString::number(lighting.beams) + QLatin1String("Patches") +
         QString::number(lighting.patches) + QLatin1String(lighting.profiles ? "Profiles" : "");
}

Materials::Effect::Effect(Qt3DCore::QNode* parent)
    : effect(new QEffect(parent)), technique(new Qt3DRender::QTechnique) {
  auto* api = technique->graphicsApiFilter();
  api->setApi(Qt3DRender::QGraphicsApiFilter::OpenGL);
  api->setProfile(Qt3DRender::QGraphicsApiFilter::CoreProfile);
  api->setMajorVersion(3);
  api->setMinorVersion(3);
  effect->addTechnique(technique);
}

void Materials::Effect::addPass(const QString& key, QShaderProgram* program) {
  auto* pass = new Qt3DRender::QRenderPass;
  auto* filter = new Qt3DRender::QFilterKey;
  filter->setName(QLatin1String(kPassKey));
  filter->setValue(key);
  pass->addFilterKey(filter);
  pass->setShaderProgram(program);
  technique->addRenderPass(pass);
  passes.push_back(key);
}

bool Materials::Effect::has(const QString& key) const {
  return std::find(passes.begin(), passes.end(), key) != passes.end();
}

Materials::Materials(Qt3DCore::QNode* parent) : parent_(parent), sky_(parent) {
  auto* shadow = program("shadow");
  for (auto& [standing, lying] : parts_) {
    standing.emplace(parent).addPass(QLatin1String(kShadowPass), shadow);
    lying.emplace(parent);
  }
}

bool Materials::make(const Lighting& lighting) {
  const QString key = passFor(kPartPass, lighting), backdrop = passFor(kBackdropPass, lighting);
  const QByteArray layers = define("AMBIENT", lighting.ambient) + define("BEAMS", lighting.beams);
  bool fresh = !sky_.has(backdrop);
  if (fresh)
    sky_.addPass(
        backdrop,
        program("sky", layers + define("DISC_COSINE", QByteArray::number(kDiscCosine, 'g', 9))));
  for (size_t surface = 0; surface < parts_.size(); ++surface) {
    auto& [standing, lying] = parts_[surface];
    if (!used_[surface] || standing->has(key)) continue;
    fresh = true;
    auto* drawn =
        program("part", define("SURFACE", surface) + define("SUN", lighting.sun ? 1 : 0) +
                            define("LAMPS", static_cast<size_t>(lampStep(lighting.lamps))) +
                            layers + define("PATCHES", lighting.patches) +
                            define("PROFILES", lighting.profiles ? 1 : 0) +
                            define("SHADOW_LIFT", QByteArray::number(kShadowLiftM)));
    standing->addPass(key, drawn);
    lying->addPass(backdrop, drawn);
  }
  return fresh;
}

QShaderProgram* Materials::program(const char* name, const QByteArray& defines) {
  auto* program = new QShaderProgram(parent_);
  program->setVertexShaderCode(shaderText(QByteArray(name) + ".vert", defines));
  program->setFragmentShaderCode(shaderText(QByteArray(name) + ".frag", defines));
  programs_.emplace_back(name + (" " + defines.simplified()).toStdString(), program);
  return program;
}

void Materials::checkCompiled() const {
  for (const auto& [name, program] : programs_)
    if (program->status() == QShaderProgram::Error)
      throw RenderError("the graphics driver refuses shader " + name + ": " +
                        program->log().simplified().toStdString());
}

}  // namespace tw::sim
