#include "firmware_core/imaging/exposure_control.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr double kStartSeconds = 0.01;    // exposure to begin with: one flicker period, no gain
constexpr double kLeastLuminance = 1e-6;  // of full scale; below lies nothing but rounding
constexpr double kSurelyClipped = 0.98;   // mean luma that only a burnt-out picture has
constexpr double kClippedHaste = 3;       // steps down are at most so much longer, all clipped

// The camera's transfer curve backwards (ITU-R BT.709): display-referred 0..1 to linear 0..1.
double linear(double luma) {
  if (luma < 0.081) return luma / 4.5;
  return std::pow((luma + 0.099) / 1.099, 1 / 0.45);
}

double display(double linear) {
  if (linear < 0.018) return 4.5 * linear;
  return 1.099 * std::pow(linear, 0.45) - 0.099;
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

// Of what is clipped, between two shares of the picture.
double clippedPart(const hal::AnalysisFrame& frame, double from, double to) {
  const double clipped = frame.meanLuma >= kSurelyClipped ? 1 : frame.clippedShare;
  return std::clamp((clipped - from) / (to - from), 0.0, 1.0);
}

double sparedStops(const hal::AnalysisFrame& frame, const ExposureParameters& rule) {
  return clippedPart(frame, rule.clippedLimit, rule.clippedMuch) * rule.highlightMost;
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

double exposureError(const hal::AnalysisFrame& frame, const ExposureParameters& rule) {
  const double unknown = clippedPart(frame, rule.burntOutShare, 1) * std::log2(rule.burntOutStep);
  const double seen = std::max(linear(frame.meanLuma), kLeastLuminance);
  return std::min(stopsBetween(linear(rule.targetLuma), seen) - sparedStops(frame, rule) - unknown,
                  std::log2(rule.darkStep));
}

ExposureControl::ExposureControl(hal::ImageSensor& sensor, const ExposureParameters& parameters)
    : sensor_(sensor), parameters_(parameters), limits_(sensor.limits()) {
  TW_CHECK(parameters.clippedLimit < parameters.clippedMuch && parameters.burntOutShare < 1);
  ask(splitExposure(kStartSeconds, limits_, parameters_.flickerPeriod));
}

void ExposureControl::judge(const hal::AnalysisFrame& frame) {
  if (held_) {
    if (looksHeld(frame)) return;
    held_.reset();
    tooDark_.reset();
    tooBright_.reset();
  }
  const double wrong = exposureError(frame, parameters_);
  learn(frame, wrong);
  const bool current = frame.exposure == asked_;
  if (current && found(wrong)) return hold(frame);
  const double wanted = next(frame, wrong);
  // An old frame knows nothing of the small correction that is under way.
  if (!current && std::abs(stopsBetween(wanted, exposureAmount(asked_))) <= parameters_.deadband)
    return;
  ask(splitExposure(wanted, limits_, parameters_.flickerPeriod));
  if (current && frame.exposure == asked_) hold(frame);  // the limits allow no better
}

bool ExposureControl::looksHeld(const hal::AnalysisFrame& frame) const {
  const double seen = std::max(linear(frame.meanLuma), kLeastLuminance);
  return frame.exposure == asked_ &&
         std::abs(stopsBetween(seen, held_->luminance)) <= parameters_.holdStops &&
         std::abs(frame.clippedShare - held_->clipped) <= parameters_.holdClipped;
}

// What contradicts the newest frame was learnt of another scene.
void ExposureControl::learn(const hal::AnalysisFrame& frame, double error) {
  const double taken = exposureAmount(frame.exposure);
  if (error > 0) {
    tooDark_ = std::max(tooDark_.value_or(taken), taken);
    if (tooBright_ && (tooBright_->amount <= taken || (narrow() && error > leap()))) {
      tooBright_.reset();
      tooDark_ = taken;
    }
  } else {
    if (tooDark_ && *tooDark_ >= taken) tooDark_.reset();
    if (!tooBright_ || taken <= tooBright_->amount)
      tooBright_ = Bright{taken, sparedStops(frame, parameters_)};
  }
}

bool ExposureControl::narrow() const {
  return tooDark_ && tooBright_ &&
         stopsBetween(tooBright_->amount, *tooDark_) <= parameters_.narrowStops;
}

// The most that a picture can be too dark just below where it is too bright: what highlights make.
double ExposureControl::leap() const { return tooBright_->spared + parameters_.narrowStops; }

// Right, or as bright as can be without highlights that are burnt out.
bool ExposureControl::found(double error) const {
  return std::abs(error) <= parameters_.deadband || (error > 0 && narrow());
}

double ExposureControl::next(const hal::AnalysisFrame& frame, double error) const {
  const double now = exposureAmount(asked_);
  const double seen = exposureAmount(frame.exposure) * std::exp2(stepFor(frame, error));
  const double stops = stopsBetween(seen, now);
  const double left = std::abs(stops) > parameters_.jumpStops ? 0 : parameters_.damping;
  const double wanted = now * std::exp2(stops * (1 - left));
  if (!tooDark_ || !tooBright_ || (wanted > *tooDark_ && wanted < tooBright_->amount))
    return wanted;
  return narrow() ? *tooDark_ : std::sqrt(*tooDark_ * tooBright_->amount);
}

// The mean of a picture that is clipped in part moves less than its exposure: brighter, only the
// rest of it does; darker, nobody knows when the clipped part will begin to.
double ExposureControl::stepFor(const hal::AnalysisFrame& frame, double error) const {
  const double clipped = frame.clippedShare;
  if (clipped >= parameters_.burntOutShare) return error;  // reckoned with already
  const double sought = display(linear(frame.meanLuma) * std::exp2(error));
  const auto ofRest = [&](double luma) {
    return std::max(linear((luma - clipped) / (1 - clipped)), kLeastLuminance);
  };
  const double rest = stopsBetween(ofRest(sought), ofRest(frame.meanLuma));
  if (error < 0) return std::clamp(rest, error * (1 + kClippedHaste * clipped), error);
  return std::clamp(rest, error, std::log2(parameters_.darkStep));
}

void ExposureControl::hold(const hal::AnalysisFrame& frame) {
  held_ = Look{std::max(linear(frame.meanLuma), kLeastLuminance), frame.clippedShare};
}

void ExposureControl::ask(const hal::Exposure& exposure) {
  if (exposure == asked_) return;
  const Result<void> taken = sensor_.setExposure(exposure);
  TW_CHECK(taken.ok());  // splitExposure stays within the limits
  asked_ = exposure;
}

}  // namespace tw::fw
