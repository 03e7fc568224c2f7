// Streams of patterns for the tests of this folder.
#pragma once

#include "firmware_core/base/bytes.h"
#include "sim/codec/group_encoder.h"
#include "sim/optics/pattern_pictures.h"

namespace tw::sim {

inline Pattern patternAt(uint64_t number) {
  return {hal::LensId::kWide, number,
          Instant{Duration{static_cast<int64_t>(number) * 1'000'000'000 / 15}}};
}

// The units of one group of patterns.
inline std::vector<Bytes> patternGroup(const GroupSetup& setup, uint64_t index) {
  GroupEncoder encoder(setup, index);
  std::vector<Bytes> units;
  const auto count = static_cast<uint64_t>(setup.framesPerSecond);
  for (uint64_t i = 0; i < count; ++i)
    units.push_back(encoder.encode(drawPattern(patternAt(index * count + i), setup.size)));
  return units;
}

inline Bytes patternStream(const GroupSetup& setup, uint64_t groups) {
  Bytes stream;
  for (uint64_t index = 0; index < groups; ++index)
    for (const Bytes& unit : patternGroup(setup, index)) append(stream, unit);
  return stream;
}

}  // namespace tw::sim
