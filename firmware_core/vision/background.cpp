#include "firmware_core/vision/background.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr int32_t kScale = 256;         // of the mean
constexpr int32_t kVarianceScale = 16;  // of the spread
constexpr int kOffset = 404;            // BT.709: 0.099/1.099 of full scale, as a sum
constexpr int kMostSum = 4080;
constexpr int kClippedSum = 3900;                    // from here on a block says "at least"
constexpr int kMostDifference = 1023;                // 64 of 255; more says nothing more
constexpr int kThreshold = 20;                       // 4.5 squared
constexpr int kLeastVariance = 41 * kVarianceScale;  // 0.4 of 255, squared, as a sum
constexpr int kWindy = 4;          // times the picture's noise: more than chance makes of it
constexpr double kMostNoise = 64;  // 4 of 255, as a sum: a sensor at full gain has a quarter of it
constexpr Duration kAgeUnit = 10ms;
constexpr Duration kMostAging = 1s;  // between two frames; more was not watched
constexpr int kRatioOne = 1024;      // bins of the brightness histogram for a factor of 1
constexpr int kRatioBins = 8 * kRatioOne;
constexpr int kSampleStep = 3;  // every third block tells about the whole picture
constexpr double kRatioDeadband = 1.0 / 512;
constexpr double kToleranceShare = 0.15;  // of a brightness step, granted to each block
constexpr double kToleranceLeft = 0.7;    // of it, frame by frame
constexpr double kSettled = 0.003;        // a tolerance below this is none
constexpr double kMedianOfNormal = 0.6745;

// The value below which half of the entries lie, with a fraction from within its bin.
double median(std::span<const uint32_t> histogram) {
  uint64_t total = 0;
  for (uint32_t n : histogram) total += n;
  double left = static_cast<double>(total) / 2;
  for (size_t bin = 0; bin < histogram.size(); ++bin) {
    const double here = histogram[bin];
    if (here >= left && here > 0) return static_cast<double>(bin) + left / here;
    left -= here;
  }
  return 0;
}

bool clipped(int32_t mean, int sum) { return mean >= kClippedSum * kScale && sum >= kClippedSum; }

}  // namespace

Background::Background(size_t blocks, const BackgroundParameters& parameters)
    : parameters_(parameters),
      mean_(blocks),
      variance_(blocks),
      age_(blocks),
      side_(blocks),
      differences_(blocks),
      histogram_(kRatioBins) {
  TW_CHECK(blocks > 0 && parameters.learnFrames > 1);
}

void Background::startAfresh() {
  frames_ = 0;
  disturbed_ = 0;
  tolerance_ = 0;
}

Background::Outcome Background::judge(std::span<const uint16_t> sums, Instant at,
                                      std::span<uint8_t> changed) {
  TW_CHECK(sums.size() == mean_.size() && changed.size() == mean_.size());
  const Duration since = at - lastSeen_;
  lastSeen_ = at;
  if (since > parameters_.stale) startAfresh();
  std::fill(changed.begin(), changed.end(), uint8_t{0});
  if (frames_ > 0) follow(sums);
  if (frames_ < parameters_.learnFrames) {
    learn(sums);
    return Outcome::kLearning;
  }
  measureNoise(sums);
  const size_t count = markChanged(sums, changed);
  if (count * 100 > mean_.size() * static_cast<size_t>(parameters_.disturbedPercent)) {
    std::fill(changed.begin(), changed.end(), uint8_t{0});
    if (++disturbed_ >= parameters_.relearnFrames) startAfresh();
    return Outcome::kDisturbed;
  }
  disturbed_ = 0;
  adapt(sums, changed, since);
  return Outcome::kJudged;
}

// Plain averages over what has been seen so far.
void Background::learn(std::span<const uint16_t> sums) {
  const int n = ++frames_;
  for (size_t i = 0; i < mean_.size(); ++i) {
    const int32_t off = sums[i] * kScale - (n == 1 ? 0 : mean_[i]);
    mean_[i] = n == 1 ? off : mean_[i] + off / n;
    const int32_t d = n == 1 ? 0 : std::min(std::abs(off) / kScale, kMostDifference);
    // The mean of n - 1 frames is itself off by its share: (n - 1) / n of what is seen is spread.
    const int32_t seen = n == 1 ? 0 : d * d * kVarianceScale / n * (n - 1);
    variance_[i] = n <= 2 ? seen : variance_[i] + (seen - variance_[i]) / (n - 1);
    age_[i] = 0;
  }
}

// Carries the means along with the brightness of the whole picture.
void Background::follow(std::span<const uint16_t> sums) {
  std::fill(histogram_.begin(), histogram_.end(), 0U);
  for (size_t i = 0; i < mean_.size(); i += kSampleStep) {
    const int32_t mean = mean_[i] / kScale;
    if (mean >= kClippedSum || sums[i] >= kClippedSum) continue;
    const int ratio = (sums[i] + kOffset) * kRatioOne / (mean + kOffset);
    ++histogram_[static_cast<size_t>(std::min(ratio, kRatioBins - 1))];
  }
  const double middle = median(histogram_) / kRatioOne;
  tolerance_ *= kToleranceLeft;
  if (middle == 0 || std::abs(middle - 1) < kRatioDeadband) return;
  tolerance_ = std::max(tolerance_, std::abs(middle - 1) * kToleranceShare);
  const auto factor = static_cast<int64_t>(middle * 65536);
  for (int32_t& mean : mean_) {
    const int64_t moved = ((mean + int64_t{kOffset} * kScale) * factor) >> 16;
    mean = static_cast<int32_t>(
        std::clamp<int64_t>(moved - int64_t{kOffset} * kScale, 0, int64_t{kMostSum} * kScale));
  }
}

// Half of the blocks lie within 0.67 of their spread, if nothing but noise is new. More than any
// sensor's noise is something else, and not to be granted.
void Background::measureNoise(std::span<const uint16_t> sums) {
  std::fill(histogram_.begin(), histogram_.begin() + kMostDifference + 1, 0U);
  for (size_t i = 0; i < mean_.size(); ++i) {
    const int32_t off = sums[i] - (mean_[i] + kScale / 2) / kScale;
    const int32_t d = clipped(mean_[i], sums[i]) ? 0 : std::min(std::abs(off), kMostDifference);
    differences_[i] = static_cast<uint16_t>(d);
    ++histogram_[static_cast<size_t>(d)];
  }
  const double spread = median(std::span(histogram_).first(kMostDifference + 1)) / kMedianOfNormal;
  const double noise = std::min(spread, kMostNoise);
  noise_ = std::max(kLeastVariance, static_cast<int32_t>(noise * noise * kVarianceScale));
}

size_t Background::markChanged(std::span<const uint16_t> sums, std::span<uint8_t> changed) const {
  const auto granted = static_cast<int32_t>(tolerance_ < kSettled ? 0 : tolerance_ * 65536);
  size_t count = 0;
  for (size_t i = 0; i < mean_.size(); ++i) {
    const int32_t slack = ((sums[i] + kOffset) * (granted >> 4)) >> 12;
    const int32_t d = std::max(differences_[i] - slack, 0);
    const int32_t spread = std::max(variance_[i], noise_);
    const bool is = int64_t{d} * d * kVarianceScale > int64_t{kThreshold} * spread;
    changed[i] = is ? 1 : 0;
    count += is ? 1U : 0U;
  }
  return count;
}

// In how many frames a block's spread goes where `seen` points. What came alive before is likely to
// be moved by wind.
int Background::spreadFrames(int32_t spread, int32_t seen, bool cameAlive) const {
  const bool windy = spread > kWindy * noise_;
  if (cameAlive) return windy ? parameters_.spreadFrames / 2 : parameters_.spreadFrames;
  return windy && seen < spread ? parameters_.windFrames : parameters_.spreadFrames;
}

void Background::adapt(std::span<const uint16_t> sums, std::span<const uint8_t> changed,
                       Duration since) {
  const auto aging = static_cast<int>(std::min(since, kMostAging) / kAgeUnit);
  const auto oldest = static_cast<int>(parameters_.absorb / kAgeUnit);
  const int meanFrames = tolerance_ < kSettled ? parameters_.meanFrames : 2;
  for (size_t i = 0; i < mean_.size(); ++i) {
    const int32_t off = sums[i] * kScale - mean_[i];
    const int32_t seen = differences_[i] * differences_[i] * kVarianceScale;
    const auto side = static_cast<int8_t>(off < 0 ? -1 : 1);
    const bool cameAlive = changed[i] != 0 && (age_[i] == 0 || side != side_[i]);
    side_[i] = side;
    if (changed[i] == 0 || cameAlive)
      variance_[i] += (seen - variance_[i]) / spreadFrames(variance_[i], seen, cameAlive);
    const int age = changed[i] != 0 ? age_[i] + std::max(aging, 1) : 0;
    if (changed[i] == 0) mean_[i] += off / meanFrames;
    if (age >= oldest) mean_[i] = sums[i] * kScale;
    age_[i] = static_cast<uint16_t>(age >= oldest ? 0 : age);
  }
}

}  // namespace tw::fw
