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
    const std::string bytes = readInputFile(file_);
    const std::string_view text = withoutByteOrderMark(bytes);
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      ++line_;
      take(text.substr(begin, end - begin));
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
    if (comma == std::string_view::npos) failForm(inQuotes(line) + " has no comma");
    const auto nm = finiteIn(line.substr(0, comma));
    const auto value = finiteIn(line.substr(comma + 1));
    if (!nm) failForm(inQuotes(line.substr(0, comma)) + " is no wavelength");
    const std::string_view given = trimmed(line.substr(comma + 1));
    if (given.empty()) failForm("the value of " + numberText(*nm) + " nm is missing");
    if (!value) failForm(inQuotes(given) + " is no number");
    take({*nm, *value});
  }

  void take(const Sample& sample) {
    const auto [nm, value] = sample;
    const std::string given = "the value " + numberText(value);
    if (value < 0) fail(given, "none below 0");
    if (value > kLargestValue) fail(given, "at most " + numberText(kLargestValue));
    if (value > 0 && value < kSmallestValue)
      fail(given, "0, or at least " + numberText(kSmallestValue));
    if (!samples_.empty()) requireStep(samples_.back().first, nm);
    samples_.push_back(sample);
  }

  void requireStep(double before, double nm) const {
    const std::string step = numberText(nm) + " nm after " + numberText(before) + " nm";
    if (nm <= before) fail(step, "wavelengths that rise from line to line");
    if (nm - before > kWidestGap)
      fail(step + ": values are missing between",
           "a line at least every " + numberText(kWidestGap) + " nm");
  }

  [[noreturn]] void failForm(const std::string& what) const {
    fail(what, "\"nm, value\", such as \"450, 0.94\"");
  }
  [[noreturn]] void fail(const std::string& what, const std::string& expected) const {
    throw InputError(file_ + ":" + std::to_string(line_) + ": " + what + "; expected " + expected);
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
