#include "sim/render/qt3d/light_parameters.h"

#include <QVariant>
#include <QVector4D>
#include <algorithm>

#include "sim/render/light_sum.h"
#include "sim/render/qt3d/qt_convert.h"
#include "sim/world/daylight.h"

namespace tw::sim {

using Qt3DRender::QParameter;

namespace {

double strength(const PassLight::Source& s) {
  return std::max({s.candela.r, s.candela.g, s.candela.b}) + s.infraredCd;
}

QVector4D placeOf(const Beam& beam) {
  return {toQt(beam.pose.position), static_cast<float>(beamExponent(beam.halfAngleDeg))};
}
Colour scaled(const Colour& c, double by) { return {c.r * by, c.g * by, c.b * by}; }
QVector3D axisOf(const Beam& beam) { return toQt(beam.pose.turn * Vec3{1, 0, 0}); }

}  // namespace

LightParameters::LightParameters(Qt3DRender::QTechniqueFilter* filter) : profiles_(filter) {
  const auto add = [&](const char* name, const QVariant& value) {
    auto* parameter = new QParameter(QLatin1String(name), value);
    filter->addParameter(parameter);
    return parameter;
  };
  sunTowards_ = add("sunTowards", QVector3D());
  sunLux_ = add("sunLux", 0.0F);
  discLuminance_ = add("discLuminance", 0.0F);
  skyLux_ = add("skyLux", 0.0F);
  groundLux_ = add("groundLux", 0.0F);
  add("infraredShare", static_cast<float>(kInfraredInDaylight));
  lampCount_ = add("lampCount", 0);
  stamp_ = add("stamp", 0.0F);
  // Qt 3D knows arrays by this ending alone and ignores them silently without it.
  lampPosition_ = add("lampPosition[0]", QVariantList());
  lampAxis_ = add("lampAxis[0]", QVariantList());
  lampIntensity_ = add("lampIntensity[0]", QVariantList());
  beamPosition_ = add("beamPosition[0]", QVariantList());
  beamAxis_ = add("beamAxis[0]", QVariantList());
  patchPosition_ = add("patchPosition[0]", QVariantList());
  patchAxis_ = add("patchAxis[0]", QVariantList());
  patchLight_ = add("patchLight[0]", QVariantList());
  lampSide_ = add("lampSide[0]", QVariantList());
  beamSide_ = add("beamSide[0]", QVariantList());
  profileShares_ = add("profileShares", QVariant());
  sunShadow_ = {add("shadowMap", QVariant()), add("shadowMatrix", QMatrix4x4())};
  beamShadows_ = {Shadow{add("beamShadow0", QVariant()), add("beamMatrix0", QMatrix4x4())},
                  Shadow{add("beamShadow1", QVariant()), add("beamMatrix1", QMatrix4x4())}};
}

void LightParameters::Shadow::set(const ShadowMap& of) const {
  map->setValue(QVariant::fromValue(of.texture()));
  matrix->setValue(QVariant::fromValue(of.view().toTexture));
}

std::vector<Profile> PassLight::profiles() const {
  std::vector<Profile> all;
  const auto add = [&](const Beam& beam) {
    if (beam.profile) all.push_back(beam.profile);
  };
  for (const Source& source : sources) add(source.beam);
  for (const Beam& beam : beams) add(beam);
  return all;
}

PassLight ambientOf(const SceneState& scene) {
  PassLight light{true, scene.sun, scene.skyLux};
  for (const Lamp& lamp : scene.placeLamps) {
    const Colour c = lamp.colour;
    const double cd = lamp.intensityCd;
    const PassLight::Source source{beamOf(lamp), {c.r * cd, c.g * cd, c.b * cd}, infraredCd(lamp)};
    if (strength(source) > 0) light.sources.push_back(source);
  }
  if (light.sources.size() <= kMostLamps) return light;
  std::stable_sort(light.sources.begin(), light.sources.end(),
                   [](const auto& a, const auto& b) { return strength(a) > strength(b); });
  light.sources.resize(kMostLamps);
  return light;
}

bool LightParameters::set(const PassLight& light, const Place& place, ShadowMaps& shadows) {
  const bool fresh = profiles_.hold(light.profiles());
  if (fresh) profileShares_->setValue(QVariant::fromValue(profiles_.texture()));
  sunTowards_->setValue(toQt(light.sun.towards));
  sunLux_->setValue(static_cast<float>(light.sun.illuminanceLux));
  discLuminance_->setValue(static_cast<float>(discLuminance(light.sun)));
  skyLux_->setValue(static_cast<float>(light.skyLux));
  groundLux_->setValue(static_cast<float>(diffuseLux({0, 0, -1}, light.sun, light.skyLux)));
  setSources(light.sources);
  setBeams(light.beams);
  setPatches(light);
  shadows.rest();
  if (light.sunShines()) sunShadow_.set(shadows.aimSun(light.sun, place));
  for (size_t i = 0; i < light.beams.size(); ++i)
    beamShadows_[i].set(shadows.aimLamp(light.beams[i].pose));
  return shadows.takeFresh() || fresh;
}

// Where C0 lies; w: the block of its profile, below 0 of a cos^m.
QVector4D LightParameters::sideOf(const Beam& beam) const {
  return {toQt(beam.pose.turn * Vec3{0, -1, 0}),
          static_cast<float>(profiles_.blockOf(beam.profile))};
}

void LightParameters::setStamp(int stamp) {
  stamp_->setValue(static_cast<float>(stamp) / 65535.0F);
}

// Whole arrays each time; those added are dark.
void LightParameters::setSources(std::vector<PassLight::Source> sources) {
  lampCount_->setValue(static_cast<int>(sources.size()));
  sources.resize(kMostLamps);
  QVariantList positions, axes, intensities, sides;
  for (const auto& source : sources) {
    positions << placeOf(source.beam);
    axes << QVector4D(axisOf(source.beam), 0);
    intensities << QVector4D(toQt(source.candela), static_cast<float>(source.infraredCd));
    sides << sideOf(source.beam);
  }
  lampPosition_->setValue(positions);
  lampAxis_->setValue(axes);
  lampIntensity_->setValue(intensities);
  lampSide_->setValue(sides);
}

void LightParameters::setBeams(const std::vector<Beam>& beams) {
  QVariantList positions, axes, sides;
  for (size_t i = 0; i < kMostBeams; ++i) {
    const Beam beam = i < beams.size() ? beams[i] : Beam{};
    positions << placeOf(beam);
    axes << QVector4D(axisOf(beam), i < beams.size() ? static_cast<float>(kBeamCd) : 0);
    sides << sideOf(beam);
  }
  beamPosition_->setValue(positions);
  beamAxis_->setValue(axes);
  beamSide_->setValue(sides);
}

static_assert(kMostPatches == 3);  // as part.frag adds them up
static_assert(ProfileStore::kColumns == 361 && ProfileStore::kRows == 145);  // as it looks them up

// As many for each beam; those that it has not are dark.
void LightParameters::setPatches(const PassLight& light) {
  QVariantList positions, axes, lights;
  for (const Beam& beam : light.beams)
    for (size_t i = 0; i < light.patches(); ++i) {
      const Patch patch = beam.thrown && i < beam.thrown->size() ? (*beam.thrown)[i] : Patch{};
      const Beam as{patch.pose};
      positions << placeOf(as);
      axes << QVector4D(axisOf(as), 0);
      lights << QVector4D(toQt(scaled(patch.visible, kBeamCd)),
                          static_cast<float>(kBeamCd * patch.infrared));
    }
  patchPosition_->setValue(positions);
  patchAxis_->setValue(axes);
  patchLight_->setValue(lights);
}

}  // namespace tw::sim
