#include "sim/render/qt3d/light_parameters.h"

#include <QVariant>
#include <QVector4D>
#include <algorithm>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/qt_convert.h"
#include "sim/render/renderer.h"
#include "sim/world/daylight.h"

namespace tw::sim {

using Qt3DRender::QParameter;

LightParameters::LightParameters(Qt3DRender::QTechniqueFilter* filter,
                                 Qt3DRender::QAbstractTexture* shadowMap) {
  const auto add = [&](const char* name, const QVariant& value) {
    auto* parameter = new QParameter(QLatin1String(name), value);
    filter->addParameter(parameter);
    return parameter;
  };
  sunTowards_ = add("sunTowards", QVector3D());
  sunLux_ = add("sunLux", 0.0F);
  skyLux_ = add("skyLux", 0.0F);
  groundLux_ = add("groundLux", 0.0F);
  shadowMatrix_ = add("shadowMatrix", QMatrix4x4());
  infraredShare_ = add("infraredShare", 0.0F);
  lampCount_ = add("lampCount", 0);
  stamp_ = add("stamp", 0.0F);
  // Qt 3D knows arrays by this ending alone and ignores them silently without it.
  lampPosition_ = add("lampPosition[0]", QVariantList());
  lampAxis_ = add("lampAxis[0]", QVariantList());
  lampIntensity_ = add("lampIntensity[0]", QVariantList());
  filter->addParameter(new QParameter(QStringLiteral("shadowMap"), shadowMap));
}

namespace {

// What a pixel gets of it on the axis at 1 m, as lux of white light.
double strength(const Lamp& lamp, bool nearInfrared) {
  return lamp.intensityCd + infraredCd(lamp, nearInfrared);
}

}  // namespace

std::vector<Lamp> lampsOf(const SceneState& scene, bool nearInfrared) {
  std::vector<Lamp> lamps;
  for (const Lamp& lamp : scene.lamps)
    if (strength(lamp, nearInfrared) > 0) lamps.push_back(lamp);
  if (lamps.size() <= kMostLamps) return lamps;
  std::stable_sort(lamps.begin(), lamps.end(), [&](const Lamp& a, const Lamp& b) {
    return strength(a, nearInfrared) > strength(b, nearInfrared);
  });
  lamps.resize(kMostLamps);
  return lamps;
}

void LightParameters::set(const SceneState& scene, const std::vector<Lamp>& lamps,
                          bool nearInfrared, const SunView& sun) {
  sunTowards_->setValue(toQt(scene.sun.towards));
  sunLux_->setValue(static_cast<float>(scene.sun.illuminanceLux));
  skyLux_->setValue(static_cast<float>(scene.skyLux));
  groundLux_->setValue(static_cast<float>(diffuseLux({0, 0, -1}, scene.sun, scene.skyLux)));
  shadowMatrix_->setValue(QVariant::fromValue(sun.toTexture));
  infraredShare_->setValue(static_cast<float>(nearInfrared ? kInfraredInDaylight : 0));
  setLamps(lamps, nearInfrared);
}

void LightParameters::setLamps(std::vector<Lamp> lamps, bool nearInfrared) {
  lampCount_->setValue(static_cast<int>(lamps.size()));
  QVariantList positions, axes, intensities;
  lamps.resize(kMostLamps);  // whole arrays each time; those added are dark
  for (const Lamp& lamp : lamps) {
    const auto exponent = static_cast<float>(beamExponent(lamp.halfAngleDeg));
    positions << QVector4D(toQt(lamp.pose.position), exponent);
    axes << QVector4D(toQt(lamp.pose.turn * Vec3{1, 0, 0}), 0);
    intensities << QVector4D(toQt(lamp.colour) * static_cast<float>(lamp.intensityCd),
                             static_cast<float>(infraredCd(lamp, nearInfrared)));
  }
  lampPosition_->setValue(positions);
  lampAxis_->setValue(axes);
  lampIntensity_->setValue(intensities);
}

}  // namespace tw::sim
