// How a clip lies in its slot, so that it is an ordinary MP4 file at every instant and survives a
// power cut at any.
//
// Fragments begin on sectors. Each carries a `free` box that says whose it is, with checksums; a
// `free` box fills its last sector, and one more covers the rest of the slot, so that what a former
// clip left there never plays. A fragment is written from its second sector on, its new tail
// included, and flushed; then its first sector, over the old tail, and flushed. Until that last
// sector lies there, the file ends where it ended before. What an initialisation left of an earlier
// one is another volume's, and so nobody's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/time.h"
#include "firmware_core/storage/clip.h"

namespace tw::fw {

// A slot's first fragment is the file's head. It begins with a box of this size (ftyp), because a
// reader wants to see that first; the mark comes behind it.
inline constexpr size_t kFtypBytes = 32;
inline constexpr size_t kMarkBytes = 60;
// Of one fragment; the sum over the largest slot, a sector each, is still a Duration.
inline constexpr Duration kMaxFragmentLength = std::chrono::hours{1};

struct FragmentMark {
  uint32_t volumeId = 0;
  ClipId clip = 0;
  ClipStart start{};
  uint32_t number = 0;  // 0: the head
  uint32_t bytes = 0;   // whole sectors, mark and filling included
  uint32_t frames = 0;
  Duration length{};  // to the microsecond, up to kMaxFragmentLength
};

// The fragment as it lies on the card: whole sectors.
Bytes frameFragment(FragmentMark mark, std::span<const uint8_t> payload);
// Bytes that frameFragment() will make of so many.
uint64_t framedBytes(uint64_t payloadBytes);
// From a fragment's first sector; nothing when it is not whole, or of another volume.
std::optional<FragmentMark> readMark(std::span<const uint8_t> firstSector, uint32_t volumeId);
std::optional<FragmentMark> readHeadMark(std::span<const uint8_t> firstSector, uint32_t volumeId);
// The head's first sector with its mark made anew: what else it holds stays as it is.
Bytes markedHead(std::span<const uint8_t> firstSector, const FragmentMark& mark);
// One sector: a marked box over mark.bytes, of no frames: what lay there was damaged.
Bytes gapSector(const FragmentMark& mark);
// One sector: a `free` box over the slot's remaining bytes (a multiple of the sector).
Bytes tailSector(uint32_t remainingBytes);

}  // namespace tw::fw
