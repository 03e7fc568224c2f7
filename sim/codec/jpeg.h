// Baseline JPEG (JFIF: BT.601 full range; pictures are converted from BT.709).
#pragma once

#include "firmware_core/base/bytes.h"
#include "sim/optics/picture.h"

namespace tw::sim {

// quality 2 (best) .. 31. The same bytes for the same picture.
Bytes encodeJpeg(const Picture& picture, int quality = 4);

// Throws CodecError when the bytes are no JPEG of even size, 4:2:0.
Picture decodeJpeg(std::span<const uint8_t> file);

}  // namespace tw::sim
