#include "firmware_core/system/guard.h"

#include <algorithm>

#include "firmware_core/imaging/analysis_loop.h"

namespace tw::fw {
namespace {

constexpr double kSoftSiren = 0.3;  // of loud; 10 dB less

double sirenLevel(AlarmSound sound) {
  switch (sound) {
    case AlarmSound::kSilent:
      return 0;
    case AlarmSound::kSoft:
      return kSoftSiren;
    case AlarmSound::kLoud:
      break;
  }
  return 1;
}

}  // namespace

Guard::Guard(const hal::Hal& hal, const ProductConfig& config, const LensAxes& axes,
             Recorder& recorder, Snapshots& snapshots, DetectionEvents::Tell tell)
    : config_(config),
      axes_(axes),
      dayNight_(hal.ambient),
      illumination_(hal.spotlight, hal.infrared, hal.irCut, hal.console),
      alarm_(hal.redAlarm, hal.blueAlarm, hal.speaker, hal.console),
      detection_(hal.sensors, hal.inference, {.size = AnalysisLoop::kSize}),
      events_(recorder, snapshots, alarm_, hal.calendar, hal.console, std::move(tell)) {}

Instant Guard::poll(Instant now, const Settings& settings) {
  follow(settings);
  followViews();
  Instant next = detection_.poll(now);
  takeSightings(now);
  next = std::min(next, alarm_.poll(now));
  dayNight_.poll(now);
  illumination_.poll(wishes());
  next = std::min(next, dayNight_.lit(now, {.white = illumination_.spotlightDuty(),
                                            .flashing = alarm_.state() != 0}));
  noteLights(now);
  return next;
}

void Guard::follow(const Settings& settings) {
  if (configured_ && settings == settings_) return;
  configured_ = true;
  settings_ = settings;
  const double volume = static_cast<double>(settings.speakerVolume) / 100;
  alarm_.configure({.lights = settings.alarmLights,
                    .siren = sirenLevel(settings.alarmSound) * volume,
                    .byHandSiren = volume,
                    .asleep = settings.sleep});
  detection_.apply({.human = settings.detectHuman && !settings.sleep,
                    .humanSensitivity = static_cast<int>(settings.humanSensitivity)});
}

void Guard::followViews() {
  followView(hal::LensId::kWide, axes_.widePan.moving(), true, config_.wideTilt);
  followView(hal::LensId::kPtz, axes_.ptzPan.moving() || axes_.ptzTilt.moving(),
             axes_.ptzTilt.homed(), axes_.ptzTilt.angle());
}

void Guard::followView(hal::LensId lens, bool moving, bool known, Radians tilt) {
  std::optional<LensView>& told = views_[hal::index(lens)];
  if (moving) {
    told.reset();
    return detection_.moving(lens);
  }
  const LensGeometry& geometry = config_.lenses[hal::index(lens)];
  LensView now{geometry.projection, geometry.focalPx, 0, {}};
  if (known) {
    now.heightM = static_cast<double>(settings_.mountingHeightCm) / 100;
    now.tilt = tilt;
  }
  if (told == now) return;
  told = now;
  detection_.setView(lens, now);
}

void Guard::takeSightings(Instant now) {
  while (const auto sighting = detection_.take()) events_.sighted(*sighting, now);
}

LightWishes Guard::wishes() const {
  return {.asleep = settings_.sleep,
          .night = night(),
          .picture = settings_.nightMode,
          .detection = alarm_.detection(),
          .spotlightOnDetection = settings_.spotlightOnDetection,
          .spotlightDuty = static_cast<double>(settings_.spotlightBrightness) / 100,
          .lookWithout = dayNight_.wantsDark()};
}

void Guard::noteLights(Instant now) {
  constexpr int kAlarmBit = 4;
  const uint32_t lights = illumination_.state() | alarm_.state() << kAlarmBit;
  if (lights == lights_) return;
  const bool filterMoves = ((lights ^ lights_) & Illumination::kFilterOut) != 0;
  lights_ = lights;
  detection_.lights(now, static_cast<int>(lights),
                    filterMoves ? Illumination::kFilterMove : Duration::zero());
}

}  // namespace tw::fw
