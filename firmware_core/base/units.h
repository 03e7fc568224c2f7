// Physical quantities as types of their own, so that degrees never meet radians unnoticed.
#pragma once

#include <compare>
#include <numbers>

namespace tw {

template <class Tag>
struct Quantity {
  double value = 0;
  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator+(Quantity o) const { return {value + o.value}; }
  constexpr Quantity operator-(Quantity o) const { return {value - o.value}; }
  constexpr Quantity operator-() const { return {-value}; }
  constexpr Quantity operator*(double k) const { return {value * k}; }
  constexpr Quantity operator/(double k) const { return {value / k}; }
  constexpr double operator/(Quantity o) const { return value / o.value; }
};

using Radians = Quantity<struct RadiansTag>;  // pan: 0 = straight ahead, positive to the left;
                                              // tilt: 0 = horizon, positive up
using Lux = Quantity<struct LuxTag>;          // illuminance

constexpr Radians degrees(double deg) { return {deg * std::numbers::pi / 180.0}; }
constexpr double toDegrees(Radians r) { return r.value * 180.0 / std::numbers::pi; }

}  // namespace tw
