#include "sim/codec/annex_b.h"

#include <cstddef>

namespace tw::sim {
namespace {

// Length of the start code at `at`, or 0.
size_t startCode(std::span<const uint8_t> s, size_t at) {
  if (at + 3 <= s.size() && s[at] == 0 && s[at + 1] == 0 && s[at + 2] == 1) return 3;
  if (at + 4 <= s.size() && s[at] == 0 && s[at + 1] == 0 && s[at + 2] == 0 && s[at + 3] == 1)
    return 4;
  return 0;
}

size_t nextStart(std::span<const uint8_t> s, size_t from) {
  while (from < s.size() && startCode(s, from) == 0) ++from;
  return from;
}

}  // namespace

std::vector<NalUnit> nalUnits(std::span<const uint8_t> stream) {
  std::vector<NalUnit> units;
  for (size_t at = nextStart(stream, 0); at < stream.size();) {
    const size_t header = at + startCode(stream, at);
    const size_t end = nextStart(stream, header);
    if (header < stream.size())
      units.push_back({stream[header] & 0x1f, stream.subspan(at, end - at)});
    at = end;
  }
  return units;
}

}  // namespace tw::sim
