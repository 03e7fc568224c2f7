// NAL units of an H.264 byte stream (ITU-T H.264, annex B).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tw::sim {

struct NalUnit {
  int type = 0;                    // 1 slice, 5 IDR slice, 6 SEI, 7 SPS, 8 PPS
  std::span<const uint8_t> bytes;  // start code and all, borrowed from the stream
};

std::vector<NalUnit> nalUnits(std::span<const uint8_t> stream);

}  // namespace tw::sim
