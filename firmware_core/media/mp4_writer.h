// A fragmented MP4 file, written once from front to back: ftyp and moov first, then one moof + mdat
// a second. H.264 in length-prefixed form; sound as 16 kHz mono mu-law where it is wanted.
//
// Leaves out: B-frames (decode order is display order), edit lists, random access tables.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::fw {

struct Mp4Setup {
  hal::ImageSize size{1280, 720};
  int framesPerSecond = 15;
  bool sound = false;
  std::optional<CalendarTime> createdAt{};
};

struct Mp4Frame {
  uint64_t number = 0;  // its place in time, in frames since the clip's first
  bool key = false;
  Bytes data;  // Annex B access unit
};

class Mp4Writer {
 public:
  static constexpr int kSoundRateHz = 16000;
  static constexpr uint32_t kTicksPerFrame = 1000;  // the video's timescale is so many a frame

  explicit Mp4Writer(const Mp4Setup& setup);

  // ftyp and moov; `keyUnit` carries the parameter sets. kCorrupt: it does not.
  Result<Bytes> head(std::span<const uint8_t> keyUnit) const;

  // The next fragment: frames in order, and the sound from the first one's time on (one byte a
  // sample; empty without sound).
  Bytes fragment(std::span<const Mp4Frame> frames, std::span<const uint8_t> sound = {});

  // Where a frame's sound begins, in samples since the clip's first.
  uint64_t soundTicks(uint64_t frame) const;

 private:
  void putMovie(Bytes& out, std::span<const uint8_t> configuration) const;
  void putMoof(Bytes& out, std::span<const Mp4Frame> frames, std::span<const Bytes> samples,
               size_t soundSamples, uint32_t dataOffset) const;
  void putVideoRun(Bytes& out, std::span<const Mp4Frame> frames, std::span<const Bytes> samples,
                   uint32_t dataOffset) const;
  void putSoundRun(Bytes& out, uint64_t firstFrame, size_t count, uint32_t dataOffset) const;
  void putData(Bytes& out, std::span<const Bytes> samples, std::span<const uint8_t> sound) const;

  Mp4Setup setup_;
  uint32_t sequence_ = 0;
};

}  // namespace tw::fw
