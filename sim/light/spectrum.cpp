#include "sim/light/spectrum.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/core/json_reader.h"
#include "sim/light/number_in.h"

namespace tw::sim {
namespace {

using Sample = Spectrum::Sample;

class SpectrumReader {
 public:
  explicit SpectrumReader(const std::filesystem::path& file) : file_(file.string()) {}

  Spectrum read() {
    const std::string text = readInputFile(file_);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      ++line_;
      take(std::string_view(text).substr(begin, end - begin));
      begin = end + 1;
    }
    const Spectrum spectrum(samples_);
    if (spectrum.integral() <= 0)
      throw InputError(file_ +
                       ": no spectrum; expected a line \"nm, value\" for each of at least two "
                       "wavelengths, with a value above 0 between 300 and 1400 nm");
    return spectrum;
  }

 private:
  void take(std::string_view line) {
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) return;
    const size_t comma = line.find(',');
    if (comma == std::string_view::npos) fail("\"" + std::string(line) + "\" has no comma");
    const auto nm = finiteIn(line.substr(0, comma));
    const auto value = finiteIn(line.substr(comma + 1));
    if (!nm) fail("\"" + std::string(line.substr(0, comma)) + "\" is no wavelength");
    if (!value) fail("the value of " + std::string(line.substr(0, comma)) + " nm is missing");
    take({*nm, *value});
  }

  void take(const Sample& sample) {
    const auto [nm, value] = sample;
    if (value < 0) fail("a value below 0; a spectrum has none");
    if (value > kLargestValue) fail("a value above " + numberText(kLargestValue));
    if (value > 0 && value < kSmallestValue)
      fail("a value below " + numberText(kSmallestValue) + " that is not 0");
    if (!samples_.empty() && nm <= samples_.back().first) fail("the wavelengths do not rise");
    if (!samples_.empty() && nm - samples_.back().first > kWidestGap)
      fail("more than " + numberText(kWidestGap) +
           " nm since the line before: values are missing between");
    samples_.push_back(sample);
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(file_ + ":" + std::to_string(line_) + ": " + what +
                     "; expected \"nm, value\", such as \"450, 0.94\"");
  }

  std::string file_;
  int line_ = 0;
  std::vector<Sample> samples_;
};

}  // namespace

Spectrum::Spectrum(std::span<const Sample> samples) {
  for (size_t i = 1; i < samples.size(); ++i) {
    const auto [left, low] = samples[i - 1];
    const auto [right, high] = samples[i];
    const int first = std::max(kFrom, static_cast<int>(std::ceil(left)));
    const int last = std::min(kTo, static_cast<int>(std::floor(right)));
    for (int nm = first; nm <= last; ++nm)
      values_[index(nm)] = low + (high - low) * (nm - left) / (right - left);
  }
}

double Spectrum::integral() const {
  double sum = 0;
  for (const double value : values_) sum += value;
  return sum;
}

double Spectrum::integral(const Spectrum& weight) const {
  double sum = 0;
  for (size_t i = 0; i < values_.size(); ++i) sum += values_[i] * weight.values_[i];
  return sum;
}

Spectrum& Spectrum::operator+=(const Spectrum& other) {
  for (size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
  return *this;
}

Spectrum& Spectrum::operator*=(double factor) {
  for (double& value : values_) value *= factor;
  return *this;
}

Spectrum readSpectrum(const std::filesystem::path& file) { return SpectrumReader(file).read(); }

namespace {

constexpr double kNothing = 1e-9;  // so far down no measured spectrum reaches

template <class Value>
Spectrum sampled(Value value) {
  std::vector<Sample> samples;
  for (int nm = Spectrum::kFrom; nm <= Spectrum::kTo; ++nm) samples.emplace_back(nm, value(nm));
  return Spectrum(samples);
}

}  // namespace

Spectrum gaussian(double peakNm, double widthNm) {
  return sampled([=](int nm) {
    const double away = (nm - peakNm) / widthNm;
    const double value = std::exp(-4 * std::log(2.0) * away * away);
    return value < kNothing ? 0 : value;
  });
}

Spectrum planckian(double kelvin) {
  const auto radiance = [kelvin](double nm) {
    return std::pow(nm, -5) / (std::exp(1.4388e7 / (nm * kelvin)) - 1);
  };
  return sampled([=](int nm) { return radiance(nm) / radiance(560); });
}

}  // namespace tw::sim
