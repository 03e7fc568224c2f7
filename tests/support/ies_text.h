// IES files by formula.
#pragma once

#include <cmath>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

namespace tw::test {

// From `first` to `last`, both included, in equal steps.
inline std::vector<double> everyDegrees(double first, double last, double step) {
  std::vector<double> angles;
  for (int i = 0; first + i * step <= last; ++i) angles.push_back(first + i * step);
  return angles;
}

struct IesText {
  std::string head = "IESNA:LM-63-2002\n[TEST] by formula\n";
  std::string tilt = "TILT=NONE";
  std::vector<double> vertical, horizontal{0};
  double multiplier = 1, ballast = 1, second = 1;
  int type = 1;

  // With candela(vertical, horizontal), in degrees.
  template <class Candela>
  std::string with(const Candela& candela) const {
    std::ostringstream out;
    out.precision(17);
    out << head << tilt << "\n1 -1 " << multiplier << ' ' << vertical.size() << ' '
        << horizontal.size() << ' ' << type << " 2 0.1 0.2 0\n"
        << ballast << ' ' << second << " 40\n";
    const auto list = [&](const std::vector<double>& values) {
      for (const double value : values) out << value << ' ';
      out << '\n';
    };
    list(vertical);
    list(horizontal);
    for (const double h : horizontal) {
      std::vector<double> plane;
      for (const double v : vertical) plane.push_back(candela(v, h));
      list(plane);
    }
    return out.str();
  }
};

inline double cosineOf(double deg) {
  return deg == 90 || deg == 270 ? 0 : std::cos(deg * std::numbers::pi / 180);
}
inline double sineOf(double deg) { return std::sin(deg * std::numbers::pi / 180); }

// A street lamp of closed forms: candela = I0 cos v (1 + a sin2 v (1 + b cos 2h) (1 + s sin h)).
// Of I0 = 1 its flux is 2 pi (1/2 + a/4), whatever b and s: both are 0 on average over h. In the
// plane C0 it is cos v (1 + k sin2 v) with k = a (1 + b): most at cos2 v = (1 + k) / 3k.
struct Batwing {
  double a = 5, b = 0.6, s = 0.5;
  double operator()(double vDeg, double hDeg) const {
    if (vDeg > 90) return 0;
    const double sine = sineOf(vDeg);
    return cosineOf(vDeg) *
           (1 + a * sine * sine * (1 + b * cosineOf(2 * hDeg)) * (1 + s * sineOf(hDeg)));
  }
  double lumens() const { return 2 * std::numbers::pi * (0.5 + a / 4); }
};

}  // namespace tw::test
