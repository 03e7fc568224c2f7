#include "ui/models/fault_scale.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

constexpr double kDecades = 1000;  // this many times the least: logarithmic

bool isWhole(const sim::FaultSpec& spec) { return spec.unit == "bits" || spec.unit == "B"; }

// Three digits of the largest, and three behind the point of what counts in ones.
int decimalsOf(const sim::FaultSpec& spec) {
  if (isWhole(spec)) return 0;
  const double largest = std::max(std::abs(spec.min), std::abs(spec.max));
  return 3 + std::max(0, -static_cast<int>(std::floor(std::log10(largest))));
}

}  // namespace

FaultScale::FaultScale(const sim::FaultSpec& spec)
    : least_(std::min(0.0, spec.min)),
      low_(spec.min > 0 ? spec.min : 1),
      most_(spec.max),
      logarithmic_(spec.min >= 0 && spec.max / low_ >= kDecades),
      isSwitch_(spec.isSwitch()),
      decimals_(decimalsOf(spec)) {
  if (!logarithmic_ && spec.min <= 0) low_ = least_ + (most_ - least_) / kPlaces;
}

// As many digits as places tell apart.
double FaultScale::rounded(double magnitude) const {
  const int digits =
      logarithmic_ ? std::min(decimals_, 2 - static_cast<int>(std::floor(std::log10(magnitude))))
                   : decimals_;
  const double unit = std::pow(10, digits);
  return std::clamp(std::round(magnitude * unit) / unit, least_, most_);
}

double FaultScale::magnitudeAt(int place) const {
  if (place <= 0) return least_;
  if (place >= kPlaces) return most_;
  const double share = (place - 1.0) / (kPlaces - 1);
  return rounded(logarithmic_ ? low_ * std::pow(most_ / low_, share)
                              : low_ + (most_ - low_) * share);
}

int FaultScale::placeOf(double magnitude) const {
  if (magnitude <= least_) return 0;
  if (magnitude <= low_) return 1;
  const double share = logarithmic_ ? std::log(magnitude / low_) / std::log(most_ / low_)
                                    : (magnitude - low_) / (most_ - low_);
  return 1 + static_cast<int>(std::lround(std::min(share, 1.0) * (kPlaces - 1)));
}

double FaultScale::usual() const {
  return isSwitch_ ? most_ : magnitudeAt(least_ < 0 ? kPlaces * 3 / 4 : kPlaces / 2);
}

}  // namespace tw::ui
