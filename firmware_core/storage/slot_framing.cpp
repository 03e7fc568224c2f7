#include "firmware_core/storage/slot_framing.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/base/crc32.h"
#include "firmware_core/hal/block_device.h"

namespace tw::fw {
namespace {

constexpr uint32_t kMagic = 0x324B4D54;  // "TMK2"
constexpr uint32_t kFree = 0x66726565;   // "free"
constexpr size_t kBoxHeader = 8;
constexpr size_t kSumAt = 56;  // within the mark

void putBox(std::span<uint8_t> at, uint32_t bytes) {
  putBig<uint32_t>(at, 0, bytes);
  putBig<uint32_t>(at, 4, kFree);
}

size_t markAt(bool head) { return head ? kFtypBytes : 0; }

// Over the whole first sector, without the sum itself.
uint32_t sectorSum(std::span<const uint8_t> sector, size_t mark) {
  const uint32_t before = crc32(sector.first(mark + kSumAt));
  return crc32(sector.subspan(mark + kSumAt + 4, hal::kSectorSize - mark - kSumAt - 4), before);
}

void putMark(std::span<uint8_t> sector, const FragmentMark& mark) {
  const size_t at = markAt(mark.number == 0);
  const auto box = sector.subspan(at, kMarkBytes);
  const auto& started = mark.start.startedAt;
  putBox(box, kMarkBytes);
  putLittle<uint32_t>(box, 8, kMagic);
  putLittle<uint32_t>(box, 12, mark.volumeId);
  putLittle<uint64_t>(box, 16, mark.clip);
  putLittle<uint32_t>(box, 24, mark.number);
  putLittle<uint32_t>(box, 28, mark.bytes);
  putLittle<uint32_t>(box, 32, mark.frames);
  putLittle<uint64_t>(box, 36, static_cast<uint64_t>(mark.length.count() / 1000));
  box[44] = static_cast<uint8_t>(mark.start.lens);
  box[45] = static_cast<uint8_t>(mark.start.reason);
  box[46] = started ? 1 : 0;
  putLittle<uint64_t>(box, 48,
                      static_cast<uint64_t>(started ? started->time_since_epoch().count() : 0));
  putLittle<uint32_t>(box, kSumAt, sectorSum(sector, at));
}

std::optional<FragmentMark> readMarkAt(std::span<const uint8_t> sector, uint32_t volumeId,
                                       bool head) {
  TW_CHECK(sector.size() >= hal::kSectorSize);
  const auto box = sector.subspan(markAt(head), kMarkBytes);
  if (getBig<uint32_t>(box, 0) != kMarkBytes || getLittle<uint32_t>(box, 8) != kMagic ||
      getLittle<uint32_t>(box, 12) != volumeId ||
      getLittle<uint32_t>(box, kSumAt) != sectorSum(sector, markAt(head)))
    return std::nullopt;
  FragmentMark mark;
  mark.volumeId = volumeId;
  mark.clip = getLittle<uint64_t>(box, 16);
  mark.number = getLittle<uint32_t>(box, 24);
  mark.bytes = getLittle<uint32_t>(box, 28);
  mark.frames = getLittle<uint32_t>(box, 32);
  const uint64_t microseconds = getLittle<uint64_t>(box, 36);
  mark.start.lens = static_cast<hal::LensId>(box[44]);
  mark.start.reason = static_cast<ClipReason>(box[45]);
  const Duration started{static_cast<int64_t>(getLittle<uint64_t>(box, 48))};
  if (box[46] != 0) mark.start.startedAt = CalendarTime{started};
  const bool possible = mark.bytes != 0 && mark.bytes % hal::kSectorSize == 0 &&
                        microseconds <= static_cast<uint64_t>(kMaxFragmentLength / 1us) &&
                        mark.clip != 0 && mark.clip <= kMaxClip && (mark.number == 0) == head &&
                        isPossible(mark.start);
  if (!possible) return std::nullopt;
  mark.length = std::chrono::microseconds{microseconds};
  return mark;
}

}  // namespace

uint64_t framedBytes(uint64_t payloadBytes) {
  const uint64_t used = payloadBytes + kMarkBytes;
  uint64_t filling = (hal::kSectorSize - used % hal::kSectorSize) % hal::kSectorSize;
  if (filling > 0 && filling < kBoxHeader) filling += hal::kSectorSize;
  return used + filling;
}

Bytes frameFragment(FragmentMark mark, std::span<const uint8_t> payload) {
  const size_t before = markAt(mark.number == 0);
  TW_CHECK(payload.size() >= before);
  TW_CHECK(mark.length >= Duration::zero() && mark.length <= kMaxFragmentLength);
  if (mark.number == 0) TW_CHECK(getBig<uint32_t>(payload, 0) == kFtypBytes);
  const size_t used = payload.size() + kMarkBytes;
  Bytes framed(framedBytes(payload.size()));
  std::copy(payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(before), framed.begin());
  std::copy(payload.begin() + static_cast<std::ptrdiff_t>(before), payload.end(),
            framed.begin() + static_cast<std::ptrdiff_t>(before + kMarkBytes));
  if (framed.size() > used)
    putBox(std::span(framed).subspan(used), static_cast<uint32_t>(framed.size() - used));
  mark.bytes = static_cast<uint32_t>(framed.size());
  putMark(framed, mark);
  return framed;
}

std::optional<FragmentMark> readMark(std::span<const uint8_t> sector, uint32_t volumeId) {
  return readMarkAt(sector, volumeId, false);
}

std::optional<FragmentMark> readHeadMark(std::span<const uint8_t> sector, uint32_t volumeId) {
  return readMarkAt(sector, volumeId, true);
}

Bytes markedHead(std::span<const uint8_t> firstSector, const FragmentMark& mark) {
  TW_CHECK(mark.number == 0 && firstSector.size() == hal::kSectorSize);
  Bytes sector(firstSector.begin(), firstSector.end());
  putMark(sector, mark);
  return sector;
}

Bytes gapSector(const FragmentMark& mark) {
  TW_CHECK(mark.number > 0 && mark.bytes >= hal::kSectorSize);
  Bytes sector(hal::kSectorSize);
  putBox(std::span(sector).subspan(kMarkBytes), static_cast<uint32_t>(mark.bytes - kMarkBytes));
  putMark(sector, mark);
  return sector;
}

Bytes tailSector(uint32_t remainingBytes) {
  TW_CHECK(remainingBytes >= hal::kSectorSize);
  Bytes sector(hal::kSectorSize);
  putBox(sector, remainingBytes);
  return sector;
}

}  // namespace tw::fw
