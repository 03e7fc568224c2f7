// Reads back what was recorded, for tests and reports: clips and bare H.264 streams.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/optics/picture.h"

namespace tw::sim {

struct VideoFrame {
  Duration at{};  // since the track's time 0
  bool key = false;
  Picture picture;
};

// A video track of a media file (MP4 or any that FFmpeg opens), frame by frame.
class VideoReader {
 public:
  // Throws CodecError: no such file, no such track, unknown codec.
  explicit VideoReader(const std::filesystem::path& file, int videoTrack = 0);
  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;

  hal::ImageSize size() const;
  std::optional<VideoFrame> next();  // nothing at the end
  uint64_t damaged() const;          // frames and packets that the decoder complained about so far

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

std::vector<VideoFrame> readVideo(const std::filesystem::path& file, int videoTrack = 0);
// Annex B bytes of one or many groups; throws CodecError at the first damage. `at` counts frames at
// the given rate.
std::vector<VideoFrame> decodeH264(std::span<const uint8_t> stream, int framesPerSecond = 15);

}  // namespace tw::sim
