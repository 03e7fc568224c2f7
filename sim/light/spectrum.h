// A spectral distribution, of a source or of an eye, in whole nanometres.
//
//   const Spectrum lamp = readSpectrum("models/lamps/white_3000k.csv");
//   const double watts = lamp.integral();                     // of the same unit as the file's
//   const double blue = lamp.integral(blueLightHazard());
//
// A file holds one sample a line, "wavelength in nm, value", wavelengths rising, at least every
// kWidestGap; between samples it is linear, outside of them there is nothing. '#' begins a comment.
// A flaw of it is an InputError that names file and line.
#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <utility>

namespace tw::sim {

class Spectrum {
 public:
  static constexpr int kFrom = 300, kTo = 1400;  // nm, both included
  using Sample = std::pair<double, double>;      // nm, value

  Spectrum() = default;  // dark
  // Wavelengths rising; what lies outside kFrom..kTo is left out.
  explicit Spectrum(std::span<const Sample> samples);

  double at(int nm) const { return nm < kFrom || nm > kTo ? 0 : values_[index(nm)]; }
  double integral() const;
  double integral(const Spectrum& weight) const;  // of the product

  Spectrum& operator+=(const Spectrum& other);
  Spectrum& operator*=(double factor);

 private:
  static size_t index(int nm) { return static_cast<size_t>(nm - kFrom); }
  std::array<double, kTo - kFrom + 1> values_{};
};

inline constexpr double kWidestGap = 20;  // nm
// Of a sample that is not 0, so that sums stay finite and products do not vanish.
inline constexpr double kSmallestValue = 1e-100, kLargestValue = 1e12;
Spectrum readSpectrum(const std::filesystem::path& file);

// One LED die or its phosphor: a Gaussian of this full width at half maximum, 1 at its peak.
Spectrum gaussian(double peakNm, double widthNm);
// A black body; relative, 1 at 560 nm. Planck's law with c2 = 1.4388e-2 m K (CIE 015).
Spectrum planckian(double kelvin);

}  // namespace tw::sim
