// Chooses the frames of a clip that the page shows, while the clip is read.
//
// Of a clip in which the firmware saw something: one well before the first sighting, and the frames
// nearest to the first, the largest and the last one; fewer where these are one. Of any other:
// three, spread over its length.
#pragma once

#include <optional>
#include <vector>

#include "sim/codec/video_reader.h"
#include "sim/scenario/report.h"
#include "sim/scenario/report_sightings.h"

namespace tw::sim {

inline constexpr int kStillQuality = 5;  // as encodeJpeg takes it

// Smaller, to that width; never larger.
hal::ImageSize fitted(hal::ImageSize size, int width);

// Frames spread evenly over a length that is not known before its end: when there are too many,
// every other one goes and the stride doubles.
class SpreadFrames {
 public:
  void offer(const VideoFrame& frame);
  std::vector<VideoFrame> choose() const;  // up to three

 private:
  uint64_t count_ = 0, stride_ = 1;
  std::vector<VideoFrame> kept_;  // scaled
};

class StillPicker {
 public:
  // How far a sighting may be from a frame and still be shown in it. The analysis looks five times
  // a second.
  static constexpr Duration kNear = std::chrono::milliseconds{100};

  explicit StillPicker(ClipSightings seen = {});

  void offer(VideoFrame&& frame);     // all of the clip, by time
  std::vector<ReportStill> choose();  // once, behind the last

 private:
  Duration inClip(const SightingLine& sighting) const { return sighting.at - seen_.firstFrame; }
  void match(const SightingLine& sighting, const VideoFrame& frame);
  std::vector<VideoFrame> chosen() const;
  ReportStill stillOf(const VideoFrame& frame) const;

  ClipSightings seen_;
  size_t next_ = 0;  // sighting that waits for its frame
  std::optional<VideoFrame> previous_;
  std::optional<VideoFrame> before_, first_, largest_, last_;  // scaled
  int largestArea_ = 0;                                        // of a box
  SpreadFrames spread_;
};

}  // namespace tw::sim
