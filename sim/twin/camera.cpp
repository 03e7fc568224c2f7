#include "sim/twin/camera.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware_core/base/hex.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

// As it looks: as strong as can be, however little the eye sees of it.
Colour pure(Colour light) {
  const double most = std::max({light.r, light.g, light.b});
  return {light.r / most, light.g / most, light.b / most};
}

AxisMotorParameters plantOf(const AxisModel& axis) {
  return {.minDeg = axis.minDeg,
          .maxDeg = axis.maxDeg,
          .degPerStep = axis.stepDeg,
          .backlashDeg = axis.backlashDeg};
}

std::string drawn(RandomStream& random, std::string_view alphabet, size_t length) {
  std::string text;
  while (text.size() < length) text += alphabet[random.below(alphabet.size())];
  return text;
}

fw::ProductConfig configOf(const CameraModel& model) {
  auto config = fw::parseProductConfig(model.firmware.dump());
  if (config) return config.value();
  const std::string& detail = config.error().detail;  // begins with the path
  const bool inAxes = detail.starts_with("/axes");    // which have a place of their own in the file
  throw InputError(model.file + ": " + (inAxes ? "" : "/firmware") + detail);
}

Bytes factoryPartition(const QrContent& label, const hal::Key32& seed, const hal::Key32& cloudKey) {
  const nlohmann::json data{{"serial", label.serial},
                            {"verification_code", label.code},
                            {"device_key_seed", toHex(seed)},
                            {"cloud_key", toHex(cloudKey)}};
  const std::string text = data.dump();
  return Bytes(text.begin(), text.end());
}

}  // namespace

Camera::Factory Camera::makeFactory(const Bench& bench) {
  RandomStream random = bench.random("factory");
  Factory factory;
  factory.label.serial = "TW" + drawn(random, "0123456789", 9);
  factory.label.code = drawn(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6);
  random.fill(factory.deviceSeed);
  random.fill(factory.mac);
  factory.mac[0] = 0x02;  // locally administered, one host
  return factory;
}

Camera::Camera(CameraPlace place, const CameraModel& model, std::unique_ptr<PictureSource> pictures,
               const hal::Key32& cloudKey)
    : place_(std::move(place)),
      model_(model),
      pictures_(std::move(pictures)),
      factory_(makeFactory(place_.bench)),
      power_(
          place_.bench, [this] { powerCame(); }, [this] { powerWent(); }),
      led_(place_.bench),
      resetButton_(place_.bench, "reset_button"),
      widePan_(place_.bench, "wide_pan", plantOf(model.widePan)),
      ptzPan_(place_.bench, "ptz_pan", plantOf(model.ptzPan)),
      ptzTilt_(place_.bench, "ptz_tilt", plantOf(model.ptzTilt)),
      spotlight_(place_.bench, model.spotlight.name, {.fullIntensity = model.spotlight.intensity}),
      infrared_(place_.bench, model.infrared.name,
                {.fullIntensity = model.infrared.intensity, .radiant = true}),
      redAlarm_(place_.bench, model.redAlarm.name, {.fullIntensity = model.redAlarm.intensity}),
      blueAlarm_(place_.bench, model.blueAlarm.name, {.fullIntensity = model.blueAlarm.intensity}),
      ambient_(place_.bench,
               [this] { return Lux{place_.illuminance(place_.mount.pose.position, facing())}; }),
      irCut_(place_.bench),
      wideGlass_(place_.bench, "wide_glass"),
      ptzGlass_(place_.bench, "ptz_glass"),
      cover_(place_.bench, slotCoverSpec()),
      portKit_(place_.bench, portKitSpec(),
               [this](double wetness) { ethernet_.setWetness(wetness); }),
      card_(place_.bench),
      flash_(place_.bench,
             {.factory = factoryPartition(factory_.label, factory_.deviceSeed, cloudKey)}),
      ethernet_(place_.bench, place_.lan, factory_.mac),
      wifi_(place_.bench),
      network_(place_.bench, place_.lan, ethernet_),
      microphone_(place_.bench),
      speaker_(place_.bench),
      widePipeline_(place_.bench, hal::LensId::kWide, *this, *pictures_),
      ptzPipeline_(place_.bench, hal::LensId::kPtz, *this, *pictures_),
      wideSensor_(place_.bench, widePipeline_),
      ptzSensor_(place_.bench, ptzPipeline_),
      wideEncoder_(place_.bench, widePipeline_),
      ptzEncoder_(place_.bench, ptzPipeline_),
      jpeg_(place_.bench, {&wideEncoder_, &ptzEncoder_}),
      audio_(place_.bench),
      inference_(place_.bench, {&wideSensor_, &ptzSensor_}, classifier_),
      crypto_(place_.bench),
      entropy_(place_.bench),
      clock_(place_.bench),
      calendar_(place_.bench),
      watchdog_(place_.bench,
                [this] {
                  system_.bitten();
                  firmware_.restart();
                }),
      system_(place_.bench, [this] { firmware_.restart(); }),
      console_(place_.bench),
      hal_(makeHal()),
      firmware_(place_.bench, hal_, configOf(model), model.bootRom) {
  place_.bench.wake = [this] { firmware_.wake(); };
  firmware_.onReset([this] { resetDevices(); });
  card_.wetBy([this] { return cover_.wetness(); });
  if (place_.mount.coverClosed == false) cover_.open();
  if (place_.mount.portKit == false) portKit_.open();
  if (place_.mount.filmOn == true)
    for (LensGlass* glass : {&wideGlass_, &ptzGlass_}) glass->wearFilm();
}

Camera::~Camera() = default;

hal::Hal Camera::makeHal() {
  return {.console = console_,
          .system = system_,
          .clock = clock_,
          .calendar = calendar_,
          .watchdog = watchdog_,
          .entropy = entropy_,
          .crypto = crypto_,
          .flash = flash_,
          .led = led_,
          .resetButton = resetButton_,
          .sensors = {&wideSensor_, &ptzSensor_},
          .encoders = {&wideEncoder_, &ptzEncoder_},
          .jpeg = jpeg_,
          .inference = inference_,
          .widePan = widePan_,
          .ptzPan = ptzPan_,
          .ptzTilt = ptzTilt_,
          .spotlight = spotlight_,
          .infrared = infrared_,
          .redAlarm = redAlarm_,
          .blueAlarm = blueAlarm_,
          .ambient = ambient_,
          .irCut = irCut_,
          .card = card_,
          .ethernet = ethernet_,
          .wifi = wifi_,
          .network = network_,
          .microphone = microphone_,
          .speaker = speaker_,
          .audio = audio_};
}

std::vector<Device*> Camera::devices() {
  return {&power_,     &led_,        &resetButton_, &widePan_,     &ptzPan_,     &ptzTilt_,
          &spotlight_, &infrared_,   &redAlarm_,    &blueAlarm_,   &ambient_,    &irCut_,
          &card_,      &flash_,      &ethernet_,    &wifi_,        &network_,    &microphone_,
          &speaker_,   &wideSensor_, &ptzSensor_,   &wideEncoder_, &ptzEncoder_, &jpeg_,
          &audio_,     &inference_,  &crypto_,      &entropy_,     &clock_,      &calendar_,
          &watchdog_,  &system_,     &wideGlass_,   &ptzGlass_,    &cover_,      &portKit_};
}

hal::Key32 Camera::devicePublicKey() { return crypto_.signingKeys(factory_.deviceSeed).publicKey; }

void Camera::powerCame() {
  for (Device* device : devices()) device->powerOn();
  firmware_.powerOn();
}

void Camera::powerWent() {
  firmware_.powerOff();
  for (Device* device : devices()) device->powerOff();
}

void Camera::resetDevices() {
  for (Device* device : devices()) device->reset();
}

Vec3 Camera::facing() const { return place_.mount.pose.turn * Vec3{1, 0, 0}; }

Pose Camera::lensPose(hal::LensId lens) {
  if (lens == hal::LensId::kWide)
    return widePose(model_, place_.mount.pose, degrees(widePan_.angleDeg()));
  return ptzPose(model_, place_.mount.pose, degrees(ptzPan_.angleDeg()),
                 degrees(ptzTilt_.angleDeg()));
}

Vec3 Camera::lensTurnRate(hal::LensId lens) {
  const auto rate = [](const VirtualAxisMotor& axis) {
    return degrees(axis.speedDegPerSecond()).value;
  };
  if (lens == hal::LensId::kWide)
    return sim::lensTurnRate(degrees(widePan_.angleDeg()), degrees(model_.rig.wideHandTiltDeg),
                             rate(widePan_), 0);
  return sim::lensTurnRate(degrees(ptzPan_.angleDeg()), degrees(ptzTilt_.angleDeg()), rate(ptzPan_),
                           rate(ptzTilt_));
}

LensModel Camera::lensModel(hal::LensId lens) const {
  return lens == hal::LensId::kWide ? model_.wideLens : model_.ptzLens;
}

void Camera::peelFilm() {
  for (LensGlass* glass : {&wideGlass_, &ptzGlass_}) glass->peelFilm();
}

void Camera::rain(double mmH) {
  if (!place_.mount.outdoors) return;
  for (Seal* seal : {&cover_, &portKit_}) seal->rain(mmH);
  for (LensGlass* glass : {&wideGlass_, &ptzGlass_}) glass->rain(mmH);
}

CameraLook Camera::look() {
  CameraLook look{.name = name(),
                  .serial = label().serial,
                  .body = place_.mount.pose,
                  .settings = firmware_.settings()};
  for (const hal::LensId lens : hal::kLenses) {
    look.lensPoses[hal::index(lens)] = lensPose(lens);
    look.lenses[hal::index(lens)] = lensModel(lens);
    look.seen[hal::index(lens)] = (lens == hal::LensId::kWide ? wideSensor_ : ptzSensor_).seen();
  }
  addBody(look);
  for (const LitLamp& lit : litLamps())
    look.zones.push_back(zones_.zoneOf(lit.model.name, sourceOf(lit)));
  return look;
}

void Camera::addBody(CameraLook& look) const {
  look.parts = bodyParts(model_, place_.mount.pose,
                         {widePan_.angleDeg(), ptzPan_.angleDeg(), ptzTilt_.angleDeg()});
  for (size_t i = 0; i < look.parts.size(); ++i) {
    Glow glow = glowOf(model_.body[i].light);
    if (glow.strength <= 0) continue;
    glow.at = look.parts[i].pose.position;
    glow.towards = facing();
    look.glows.push_back(glow);
  }
}

// Colour and strength, now.
Glow Camera::glowOf(BodyPart::Light light) const {
  const auto share = [](const VirtualLight& lamp, const LampModel& model) {
    return std::min(1.0, lamp.intensity() / model.intensity);
  };
  switch (light) {
    case BodyPart::Light::kNone:
      break;
    case BodyPart::Light::kLed:
      return {.colour = {led_.redLit() ? 1.0 : 0, 0.05, led_.blueLit() ? 1.0 : 0},
              .strength = led_.redLit() || led_.blueLit() ? 1.0 : 0};
    case BodyPart::Light::kSpotlight:
      return {.colour = pure(model_.spotlight.colour),
              .strength = share(spotlight_, model_.spotlight)};
    case BodyPart::Light::kRedAlarm:
      return {.colour = pure(model_.redAlarm.colour),
              .strength = share(redAlarm_, model_.redAlarm)};
    case BodyPart::Light::kBlueAlarm:
      return {.colour = pure(model_.blueAlarm.colour),
              .strength = share(blueAlarm_, model_.blueAlarm)};
  }
  return {};
}

std::vector<Camera::LitLamp> Camera::litLamps() const {
  std::vector<LitLamp> lit;
  const auto add = [&](const LampModel& model, const VirtualLight& light) {
    const double intensity = light.intensity();
    if (intensity <= 0) return;
    lit.push_back(
        {model, lampOf(model, place_.mount.pose, intensity), intensity / model.intensity});
  };
  add(model_.spotlight, spotlight_);
  add(model_.redAlarm, redAlarm_);
  add(model_.blueAlarm, blueAlarm_);
  add(model_.infrared, infrared_);
  return lit;
}

void Camera::appendLamps(std::vector<Lamp>& lamps) const {
  for (const LitLamp& lit : litLamps()) lamps.push_back(lit.lamp);
}

EyeSource Camera::sourceOf(const LitLamp& lit) {
  return {lit.lamp, dimmed(lit.model.eye, lit.duty)};
}

void Camera::appendEyeSources(std::vector<EyeSource>& sources) const {
  for (const LitLamp& lit : litLamps()) sources.push_back(sourceOf(lit));
}

uint64_t Camera::framesHash() const {
  Hasher hasher;
  hasher.add(wideEncoder_.framesHash());
  hasher.add(ptzEncoder_.framesHash());
  return hasher.digest();
}

}  // namespace tw::sim
