#include "firmware_core/imaging/exposure_control.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr double kStartSeconds = 0.01;    // exposure to begin with: one flicker period, no gain
constexpr double kLeastLuminance = 1e-6;  // of full scale; below lies nothing but rounding
constexpr double kSurelyClipped = 0.98;   // mean luma that only a burnt-out picture has

// The camera's transfer curve backwards (ITU-R BT.709): display-referred 0..1 to linear 0..1.
double linear(double luma) {
  if (luma < 0.081) return luma / 4.5;
  return std::pow((luma + 0.099) / 1.099, 1 / 0.45);
}

double stopsBetween(double amount, double reference) { return std::log2(amount / reference); }

double longestShutter(const hal::SensorLimits& limits, Duration flickerPeriod) {
  const Duration whole = limits.maxShutter / flickerPeriod * flickerPeriod;
  return toSeconds(whole > Duration::zero() ? whole : limits.maxShutter);
}

double shutterFor(double amount, const hal::SensorLimits& limits, Duration flickerPeriod) {
  const double period = toSeconds(flickerPeriod);
  const double longest = longestShutter(limits, flickerPeriod);
  if (amount >= longest) return longest;
  if (amount >= period) return std::floor(amount / period + 1e-9) * period;
  return std::max(amount, toSeconds(limits.minShutter));
}

}  // namespace

double exposureAmount(const hal::Exposure& exposure) {
  return toSeconds(exposure.shutter) * std::pow(10.0, exposure.gainDb / 20);
}

hal::Exposure splitExposure(double amount, const hal::SensorLimits& limits,
                            Duration flickerPeriod) {
  TW_CHECK(amount > 0 && flickerPeriod > Duration::zero());
  TW_CHECK(limits.minShutter > Duration::zero() && limits.maxShutter >= limits.minShutter);
  const double shutter = shutterFor(amount, limits, flickerPeriod);
  const double gainDb = 20 * std::log10(amount / shutter);
  return {std::clamp(fromSeconds(shutter), limits.minShutter, limits.maxShutter),
          std::clamp(gainDb, 0.0, limits.maxGainDb)};
}

ExposureControl::ExposureControl(hal::ImageSensor& sensor, const ExposureParameters& parameters)
    : sensor_(sensor), parameters_(parameters), limits_(sensor.limits()) {
  ask(splitExposure(kStartSeconds, limits_, parameters_.flickerPeriod));
}

void ExposureControl::judge(const hal::AnalysisFrame& frame) {
  const double taken = exposureAmount(frame.exposure);
  const double plain = taken * wantedFactor(frame);
  spareHighlights(frame, plain);
  const double wanted = plain * std::exp2(-highlightStops_);
  const hal::Exposure before = asked_;
  approach(wanted);
  const bool good = std::abs(stopsBetween(wanted, taken)) <= parameters_.deadband;
  const bool bestPossible = asked_ == before && frame.exposure == asked_;
  settled_ = good || bestPossible;
}

// What the frame's exposure should have been multiplied by. Of a burnt-out picture the mean tells a
// part only: the more is clipped, the further the step down.
double ExposureControl::wantedFactor(const hal::AnalysisFrame& frame) const {
  const double seen = std::max(linear(frame.meanLuma), kLeastLuminance);
  const double known = linear(parameters_.targetLuma) / seen;
  const double clipped = frame.meanLuma >= kSurelyClipped ? 1 : frame.clippedShare;
  const double unknownShare =
      std::clamp((clipped - parameters_.burntOutShare) / (1 - parameters_.burntOutShare), 0.0, 1.0);
  const double factor = known * std::pow(parameters_.burntOutStep, -unknownShare);
  return std::min(factor, parameters_.darkStep);
}

// A ratchet: darker while too much is clipped, and kept so until the scene itself has changed. A
// value that went back as soon as nothing is clipped would make the picture breathe.
void ExposureControl::spareHighlights(const hal::AnalysisFrame& frame, double wanted) {
  const double error = stopsBetween(wanted, exposureAmount(frame.exposure)) - highlightStops_;
  const bool nearTarget = std::abs(error) < 2 * parameters_.highlightStep;
  if (nearTarget && frame.clippedShare > parameters_.clippedLimit) {
    highlightStops_ =
        std::min(highlightStops_ + parameters_.highlightStep, parameters_.highlightMost);
    highlightReference_ = wanted;
  } else if (highlightStops_ > 0 &&
             std::abs(stopsBetween(wanted, highlightReference_)) > parameters_.highlightKeep) {
    highlightStops_ = std::max(highlightStops_ - parameters_.highlightStep, 0.0);
  }
}

void ExposureControl::approach(double wanted) {
  const double now = exposureAmount(asked_);
  const double error = stopsBetween(wanted, now);
  if (std::abs(error) <= parameters_.deadband) return;
  const double left = std::abs(error) > parameters_.jumpStops ? 0 : parameters_.damping;
  ask(splitExposure(now * std::exp2(error * (1 - left)), limits_, parameters_.flickerPeriod));
}

void ExposureControl::ask(const hal::Exposure& exposure) {
  if (exposure == asked_) return;
  const Result<void> taken = sensor_.setExposure(exposure);
  TW_CHECK(taken.ok());  // splitExposure stays within the limits
  asked_ = exposure;
}

}  // namespace tw::fw
