// Photon and read noise are added where they have the same spread everywhere: on the square root
// of the electrons (Anscombe's transform, with read noise). There a pixel is
//     q = sqrt(n*(e + dark + read^2) - 1/8) + normal/2        n = sensor pixels averaged
// so that (q^2 - 1/8)/n - dark - read^2 has exactly e for its mean and (e + dark + read^2)/n for
// its variance, and one table a colour leads from q to the display value.
#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <memory>
#include <mutex>

#include "firmware_core/base/check.h"
#include "sim/core/vectorised.h"
#include "sim/optics/gamma_curve.h"
#include "sim/optics/noise_table.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {
namespace {

constexpr int kSteps = 8192;                       // of q between dark and full scale
constexpr double kNoise = 0.5;                     // standard deviation of q
constexpr double kExact = 0.125;                   // makes mean and variance exact
constexpr double kCb = 1.8556, kCr = 1.5748;       // BT.709 colour differences
constexpr uint64_t kStride = 0x9e3779b97f4a7c15U;  // of SplitMix64's counter

// How a value of light becomes an index into the display table, in steps of q.
struct Rooting {
  float perLuminance = 0;  // squared steps
  float pattern = 0;       // standard deviation of it, relative
  float dark = 0;
  float most = 0;   // squared steps; so far over full scale that no noise shows
  float noise = 0;  // standard deviation
  float reach = 0;  // of the noise; added so that no index is negative
};

// 0..255 << kDisplayBits of one row, a channel after the other.
using Row = std::array<std::vector<uint16_t>, 3>;

TW_VECTORISED void rootRow(const float* light, const float* noise, const float* pattern,
                           size_t width, const Rooting& rooting, int32_t* index) {
  const Rooting r = rooting;
  for (size_t i = 0; i < width; ++i) {
    const float gain = r.perLuminance + pattern[i] * r.pattern;
    const float lit = light[i] > 0 ? light[i] * gain : 0.0F;
    const float squared = lit + r.dark;
    const float root = std::sqrt(squared < r.most ? squared : r.most);
    index[i] = static_cast<int32_t>(root + noise[i] * r.noise + r.reach);
  }
}

// Indices are never negative: said so, they need no extending of signs.
void lookUp(const uint16_t* table, const int32_t* index, size_t width, uint16_t* row) {
  for (size_t i = 0; i < width; ++i) row[i] = table[static_cast<uint32_t>(index[i])];
}

TW_VECTORISED void lumaRow(const uint16_t* r, const uint16_t* g, const uint16_t* b, size_t width,
                           uint8_t* luma) {
  constexpr int kShift = 16 + kDisplayBits;
  for (size_t i = 0; i < width; ++i)
    luma[i] = static_cast<uint8_t>(
        (kLumaR * r[i] + kLumaG * g[i] + kLumaB * b[i] + (1U << (kShift - 1))) >> kShift);
}

// Of blocks of 2x2 pixels.
TW_VECTORISED void blockRow(const uint16_t* upper, const uint16_t* lower, size_t blocks,
                            uint32_t* sums) {
  for (size_t i = 0; i < blocks; ++i)
    sums[i] = uint32_t{upper[2 * i]} + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1];
}

TW_VECTORISED void colourRow(const uint32_t* r, const uint32_t* g, const uint32_t* b, size_t blocks,
                             uint8_t* u, uint8_t* v) {
  constexpr float kOne = 4 << kDisplayBits;
  constexpr auto kToCb = static_cast<float>(1 / kCb / kOne),
                 kToCr = static_cast<float>(1 / kCr / kOne);
  for (size_t i = 0; i < blocks; ++i) {
    const auto y = static_cast<int32_t>((kLumaR * r[i] + kLumaG * g[i] + kLumaB * b[i]) >> 16);
    const float cb = static_cast<float>(static_cast<int32_t>(b[i]) - y) * kToCb + 128.5F;
    const float cr = static_cast<float>(static_cast<int32_t>(r[i]) - y) * kToCr + 128.5F;
    u[i] = static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(cb, 0.0F), 255.0F)));
    v[i] = static_cast<uint8_t>(static_cast<int32_t>(std::min(std::max(cr, 0.0F), 255.0F)));
  }
}

// All that turns light of one colour into display values at one exposure. `share`: of what a green
// pixel gets; white balance makes up for it.
struct ColourDevelopment {
  ColourDevelopment(const SensorParameters& sensor, hal::ImageSize size,
                    const hal::Exposure& exposure, double share) {
    const double binned = std::max(
        1.0, static_cast<double>(sensor.pixels.pixels()) / static_cast<double>(size.pixels()));
    const double dark = darkCurrent(sensor) * toSeconds(exposure.shutter);
    const double read = readNoise(sensor, exposure.gainDb);
    const double black = dark + read * read;
    const double saturated = share * sensor.fullWellElectrons / gainFactor(exposure.gainDb);
    const double offset = binned * black - kExact;
    TW_CHECK(offset > 0);
    const double stepsPerRoot = kSteps / std::sqrt(binned * saturated + offset);
    const double squared = stepsPerRoot * stepsPerRoot;
    const double reach = std::ceil(NoiseTable::kReach * kNoise * stepsPerRoot);
    const double most = kSteps + 2 * reach;
    const double perLuminance = share * electronsOf(sensor, 1, exposure.shutter) * binned * squared;
    rooting = {
        .perLuminance = static_cast<float>(perLuminance),
        .pattern = static_cast<float>(perLuminance * sensor.patternNoise / std::sqrt(binned)),
        .dark = static_cast<float>(offset * squared),
        .most = static_cast<float>(most * most),
        .noise = static_cast<float>(kNoise * stepsPerRoot),
        .reach = static_cast<float>(reach)};
    const auto& curve = gammaTable();
    for (int i = 0; i <= kSteps + 4 * static_cast<int>(reach) + 1; ++i) {
      const double q = (i - reach + 0.5) / stepsPerRoot;
      const double electrons = (q * std::abs(q) - kExact) / binned - black;
      display.push_back(curve[static_cast<size_t>(
          std::clamp(electrons / saturated, 0.0, 1.0) * kGammaSteps + 0.5)]);
    }
  }

  Rooting rooting;
  std::vector<uint16_t> display;
};

struct Development {
  Development(const SensorParameters& sensor, hal::ImageSize size, const hal::Exposure& exposure,
              bool colour)
      : colours{ColourDevelopment(sensor, size, exposure, colour ? sensor.redShare : 1),
                ColourDevelopment(sensor, size, exposure, 1),
                ColourDevelopment(sensor, size, exposure, colour ? sensor.blueShare : 1)} {}

  void develop(size_t colour, const float* light, float veil, uint64_t noiseBits,
               uint64_t patternBits, std::vector<int32_t>& index,
               std::vector<uint16_t>& row) const {
    const auto& [still, display] = colours[colour];
    Rooting rooting = still;
    rooting.dark += veil * rooting.perLuminance;
    rootRow(light, NoiseTable::from(noiseBits), NoiseTable::from(patternBits), row.size(), rooting,
            index.data());
    lookUp(display.data(), index.data(), row.size(), row.data());
  }

  std::array<ColourDevelopment, 3> colours;
};

// The exposure loop rests most of the time: those that were made last are kept.
std::shared_ptr<const Development> developmentOf(const SensorParameters& sensor,
                                                 hal::ImageSize size, const hal::Exposure& exposure,
                                                 bool colour) {
  struct Kept {
    SensorParameters sensor;
    hal::ImageSize size;
    hal::Exposure exposure;
    bool colour;
    std::shared_ptr<const Development> development;
  };
  constexpr size_t kKept = 8;
  static std::mutex mutex;
  static std::deque<Kept> last;
  const std::lock_guard lock(mutex);
  const auto known = std::find_if(last.begin(), last.end(), [&](const Kept& k) {
    return k.sensor == sensor && k.size == size && k.exposure == exposure && k.colour == colour;
  });
  if (known != last.end()) return known->development;
  if (last.size() == kKept) last.pop_back();
  last.push_front({sensor, size, exposure, colour,
                   std::make_shared<Development>(sensor, size, exposure, colour)});
  return last.front().development;
}

}  // namespace

Picture expose(const SensorParameters& sensor, const LinearImage& light,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed, const Veil& veil) {
  for (const auto& plane : light.rgb) TW_CHECK(plane.size() == light.size.pixels());
  const auto read = [&light](int row) {
    const size_t at = static_cast<size_t>(row) * static_cast<size_t>(light.size.width);
    return RowOfLight{light.rgb[0].data() + at, light.rgb[1].data() + at, light.rgb[2].data() + at};
  };
  return expose(sensor, light.size, read, exposure, irCutIn, noiseSeed, veil);
}

Picture expose(const SensorParameters& sensor, hal::ImageSize size, const ReadRow& read,
               const hal::Exposure& exposure, bool irCutIn, uint64_t noiseSeed, const Veil& veil) {
  const auto width = static_cast<size_t>(size.width), blocks = width / 2;
  TW_CHECK(width <= NoiseTable::kMostAtOnce);
  const auto development = developmentOf(sensor, size, exposure, irCutIn);
  Picture picture = flatPicture(size, 0);
  std::array<Row, 2> rows;
  for (Row& row : rows) row.fill(std::vector<uint16_t>(width));
  std::vector<int32_t> index(width);
  std::array<std::vector<uint32_t>, 3> sums;
  sums.fill(std::vector<uint32_t>(blocks));
  uint64_t counter = mixBits(noiseSeed + kStride);
  uint64_t patternCounter = mixBits(sensor.pattern * kStride);
  for (size_t y = 0; y < static_cast<size_t>(size.height); ++y) {
    const RowOfLight light = read(static_cast<int>(y));
    Row& row = rows[y % 2];
    for (size_t c = 0; c < 3; ++c)
      development->develop(c, light[c], veil.luminance[c], mixBits(counter += kStride),
                           mixBits(patternCounter += kStride), index, row[c]);
    lumaRow(row[0].data(), row[1].data(), row[2].data(), width, picture.y.data() + y * width);
    if (y % 2 == 0 || !irCutIn) continue;
    for (size_t c = 0; c < 3; ++c)
      blockRow(rows[0][c].data(), rows[1][c].data(), blocks, sums[c].data());
    colourRow(sums[0].data(), sums[1].data(), sums[2].data(), blocks,
              picture.u.data() + y / 2 * blocks, picture.v.data() + y / 2 * blocks);
  }
  return picture;
}

}  // namespace tw::sim
