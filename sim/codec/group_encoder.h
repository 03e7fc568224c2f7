// Encodes one closed group of pictures as H.264, frame by frame.
//
// A group is a pure function of its pictures, its setup and whether it is an odd one: a fresh x264
// each, one thread, no look-ahead. Groups put one after another are one valid stream. Colours are
// marked BT.709, full range.
#pragma once

#include <memory>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "sim/optics/picture.h"

namespace tw::sim {

struct GroupSetup {
  hal::ImageSize size{1280, 720};
  int framesPerSecond = 15;  // and as many frames a group
  int quality = 26;          // constant rate factor
  bool operator==(const GroupSetup&) const = default;
};

class GroupEncoder {
 public:
  // Throws CodecError when FFmpeg has no libx264. `index` counts the groups of a stream.
  GroupEncoder(const GroupSetup& setup, uint64_t index);
  ~GroupEncoder();

  // The next picture's access unit in Annex B; the first is an IDR with SPS and PPS before it.
  // At most framesPerSecond pictures, each of the setup's size.
  Bytes encode(const Picture& picture);
  int encoded() const { return encoded_; }

 private:
  struct Codec;
  GroupSetup setup_;
  std::unique_ptr<Codec> codec_;
  int encoded_ = 0;
};

// The access units of a grey group, for streams without pictures. Encoded once a process.
const std::vector<Bytes>& flatGroup(const GroupSetup& setup, uint64_t index);

}  // namespace tw::sim
