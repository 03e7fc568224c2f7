#include "sim/scenario/report_stills.h"

#include <algorithm>

#include "sim/codec/jpeg.h"

namespace tw::sim {
namespace {

constexpr size_t kMostKept = 32;
constexpr int kStillWidth = 480;
constexpr int kBeforeShare = 10;  // "before" is at a tenth of the time up to the first sighting

VideoFrame small(const VideoFrame& frame) {
  return {frame.at, frame.key, scaled(frame.picture, fitted(frame.picture.size, kStillWidth))};
}

Duration apart(Duration a, Duration b) { return a < b ? b - a : a - b; }

}  // namespace

hal::ImageSize fitted(hal::ImageSize size, int width) {
  if (size.width <= width) return size;
  return {width, (size.height * width / size.width) & ~1};
}

void SpreadFrames::offer(const VideoFrame& frame) {
  if (count_++ % stride_ != 0) return;
  kept_.push_back(small(frame));
  if (kept_.size() < kMostKept) return;
  std::vector<VideoFrame> half;
  for (size_t i = 0; i < kept_.size(); i += 2) half.push_back(std::move(kept_[i]));
  kept_ = std::move(half);
  stride_ *= 2;
}

std::vector<VideoFrame> SpreadFrames::choose() const {
  std::vector<VideoFrame> frames;
  if (kept_.empty()) return frames;
  const size_t last = kept_.size() - 1;
  for (const size_t index : {last / 10, last / 2, last - last / 10})
    if (frames.empty() || frames.back().at < kept_[index].at) frames.push_back(kept_[index]);
  return frames;
}

StillPicker::StillPicker(ClipSightings seen) : seen_(std::move(seen)) {
  std::erase_if(seen_.sightings, [this](const auto& one) { return inClip(one) < -kNear; });
}

void StillPicker::offer(VideoFrame&& frame) {
  const auto& all = seen_.sightings;
  if (!before_ && !all.empty() && frame.at >= inClip(all[0]) / kBeforeShare) before_ = small(frame);
  for (; next_ < all.size() && inClip(all[next_]) <= frame.at; ++next_) {
    const Duration at = inClip(all[next_]);
    const bool earlier = previous_ && at - previous_->at < frame.at - at;
    match(all[next_], earlier ? *previous_ : frame);
  }
  spread_.offer(frame);
  previous_ = std::move(frame);
}

void StillPicker::match(const SightingLine& sighting, const VideoFrame& frame) {
  if (apart(inClip(sighting), frame.at) > kNear) return;  // in a gap, or behind the end
  last_ = small(frame);
  if (!first_) first_ = last_;
  const int area = sighting.box.width * sighting.box.height;
  if (area <= largestArea_) return;
  largestArea_ = area;
  largest_ = last_;
}

std::vector<VideoFrame> StillPicker::chosen() const {
  if (!first_) return spread_.choose();
  std::vector<VideoFrame> frames;
  for (const auto* one : {&before_, &first_, &largest_, &last_})
    if (*one && (one != &before_ || (*one)->at < first_->at)) frames.push_back(**one);
  std::stable_sort(frames.begin(), frames.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  const auto same = [](const auto& a, const auto& b) { return a.at == b.at; };
  frames.erase(std::unique(frames.begin(), frames.end(), same), frames.end());
  return frames;
}

ReportStill StillPicker::stillOf(const VideoFrame& frame) const {
  ReportStill still{toSeconds(frame.at), encodeJpeg(frame.picture, kStillQuality)};
  for (const SightingLine& one : seen_.sightings)
    if (apart(inClip(one), frame.at) <= kNear) still.seen.push_back(one);
  return still;
}

std::vector<ReportStill> StillPicker::choose() {
  for (; previous_ && next_ < seen_.sightings.size(); ++next_)
    match(seen_.sightings[next_], *previous_);
  std::vector<ReportStill> stills;
  for (const VideoFrame& frame : chosen()) stills.push_back(stillOf(frame));
  return stills;
}

}  // namespace tw::sim
