#include "firmware_core/media/annex_b.h"

#include <algorithm>

namespace tw::fw {
namespace {

constexpr size_t kStartCode = 3;  // 00 00 01; a zero before it belongs to nobody

// Where the next start code begins, or the end.
size_t findStart(std::span<const uint8_t> s, size_t from) {
  for (size_t i = from; i + kStartCode <= s.size(); ++i)
    if (s[i] == 0 && s[i + 1] == 0 && s[i + 2] == 1) return i;
  return s.size();
}

bool isKind(std::span<const uint8_t> unit, NalKind kind) {
  return (unit[0] & 0x1F) == static_cast<uint8_t>(kind);
}

std::span<const uint8_t> firstOf(std::span<const uint8_t> stream, NalKind kind) {
  for (const auto unit : splitAnnexB(stream))
    if (isKind(unit, kind)) return unit;
  return {};
}

}  // namespace

std::vector<std::span<const uint8_t>> splitAnnexB(std::span<const uint8_t> stream) {
  std::vector<std::span<const uint8_t>> units;
  size_t start = findStart(stream, 0);
  while (start < stream.size()) {
    const size_t begin = start + kStartCode;
    start = findStart(stream, begin);
    size_t end = start;
    while (end > begin && stream[end - 1] == 0) --end;
    if (end > begin) units.push_back(stream.subspan(begin, end - begin));
  }
  return units;
}

Bytes lengthPrefixed(std::span<const uint8_t> stream) {
  Bytes out;
  out.reserve(stream.size() + 8);
  for (const auto unit : splitAnnexB(stream)) {
    if (isKind(unit, NalKind::kSequence) || isKind(unit, NalKind::kPicture) ||
        isKind(unit, NalKind::kDelimiter))
      continue;
    appendBig<uint32_t>(out, static_cast<uint32_t>(unit.size()));
    append(out, unit);
  }
  return out;
}

Result<Bytes> decoderConfiguration(std::span<const uint8_t> stream) {
  constexpr size_t kLeastSequence = 4;   // type, profile, constraints, level
  constexpr size_t kMostBytes = 0xFFFF;  // of a set: its length has 16 bits
  const auto sequence = firstOf(stream, NalKind::kSequence);
  const auto picture = firstOf(stream, NalKind::kPicture);
  if (sequence.size() < kLeastSequence || picture.empty())
    return Error{Errc::kCorrupt, "a key frame without parameter sets"};
  if (std::max(sequence.size(), picture.size()) > kMostBytes)
    return Error{Errc::kCorrupt, "parameter sets out of all proportion"};
  Bytes out{1,           sequence[1], sequence[2],
            sequence[3], 0xFF,        0xE1};  // 4 byte lengths; one sequence set
  appendBig<uint16_t>(out, static_cast<uint16_t>(sequence.size()));
  append(out, sequence);
  out.push_back(1);
  appendBig<uint16_t>(out, static_cast<uint16_t>(picture.size()));
  append(out, picture);
  const bool high = sequence[1] == 100 || sequence[1] == 110 || sequence[1] == 122;
  if (high) append(out, Bytes{0xFD, 0xF8, 0xF8, 0});  // 4:2:0, 8 bit, no extension sets
  return out;
}

}  // namespace tw::fw
