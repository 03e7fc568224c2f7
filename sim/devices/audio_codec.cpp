#include "sim/devices/audio_codec.h"

#include <algorithm>
#include <bit>

namespace tw::sim {
namespace {

// The recommendation counts in 14 bits; samples here have 16, two more at the low end.
constexpr int kBias = 33;         // moves the segments' borders onto powers of two
constexpr int kLargest = 8158;    // what is larger is coded as the largest value
constexpr int kFirstSegment = 5;  // the lowest segment's values lie below 2^(5+1)

}  // namespace

uint8_t muLawByte(int16_t sample) {
  const bool negative = sample < 0;
  const int magnitude = (negative ? -int{sample} : int{sample}) / 4;
  const auto biased = static_cast<unsigned>(std::min(magnitude, kLargest) + kBias);
  const int segment = std::bit_width(biased) - 1 - kFirstSegment;
  const unsigned step = (biased >> (segment + 1)) & 0x0F;
  const auto code = static_cast<uint8_t>((negative ? 0x80 : 0) | (segment << 4) | step);
  return static_cast<uint8_t>(~code);
}

int16_t muLawSample(uint8_t byte) {
  const auto code = static_cast<uint8_t>(~byte);
  const int segment = (code >> 4) & 0x07;
  const int magnitude = (((2 * (code & 0x0F) + kBias) << segment) - kBias) * 4;
  return static_cast<int16_t>(code & 0x80 ? -magnitude : magnitude);
}

Bytes VirtualAudioCodec::encode(std::span<const int16_t> samples) {
  Bytes coded(samples.size());
  std::transform(samples.begin(), samples.end(), coded.begin(), muLawByte);
  trace("encode", coded);
  return coded;
}

std::vector<int16_t> VirtualAudioCodec::decode(std::span<const uint8_t> coded) {
  trace("decode", coded);
  std::vector<int16_t> samples(coded.size());
  std::transform(coded.begin(), coded.end(), samples.begin(), muLawSample);
  return samples;
}

}  // namespace tw::sim
