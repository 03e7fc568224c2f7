// H.264 byte streams (Annex B): the units between start codes, and the decoder configuration that
// an MP4 file wants in their stead.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::fw {

enum class NalKind : uint8_t { kSequence = 7, kPicture = 8, kDelimiter = 9 };

// Without start codes and trailing zeros; empty when there is no start code.
std::vector<std::span<const uint8_t>> splitAnnexB(std::span<const uint8_t> stream);

// Length-prefixed units (4 bytes each), without parameter sets and delimiters.
Bytes lengthPrefixed(std::span<const uint8_t> stream);

// AVCDecoderConfigurationRecord of the stream's first parameter sets. kCorrupt: they are missing.
Result<Bytes> decoderConfiguration(std::span<const uint8_t> stream);

}  // namespace tw::fw
