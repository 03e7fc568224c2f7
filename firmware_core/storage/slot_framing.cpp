#include "firmware_core/storage/slot_framing.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/base/crc32.h"
#include "firmware_core/hal/block_device.h"

namespace tw::fw {
namespace {

constexpr uint32_t kMagic = 0x314B4D54;  // "TMK1"
constexpr uint32_t kFree = 0x66726565;   // "free"
constexpr size_t kBoxHeader = 8;
constexpr size_t kSumAt = 44;  // within the mark

void putBox(std::span<uint8_t> at, uint32_t bytes) {
  putBig<uint32_t>(at, 0, bytes);
  putBig<uint32_t>(at, 4, kFree);
}

size_t markAt(uint32_t number) { return number == 0 ? kFtypBytes : 0; }

// Over the whole first sector, without the sum itself.
uint32_t sectorSum(std::span<const uint8_t> sector, size_t mark) {
  const uint32_t before = crc32(sector.first(mark + kSumAt));
  return crc32(sector.subspan(mark + kSumAt + 4, hal::kSectorSize - mark - kSumAt - 4), before);
}

void putMark(std::span<uint8_t> sector, const FragmentMark& mark) {
  const size_t at = markAt(mark.number);
  const auto box = sector.subspan(at, kMarkBytes);
  putBox(box, kMarkBytes);
  putLittle<uint32_t>(box, 8, kMagic);
  putLittle<uint64_t>(box, 12, mark.clip);
  putLittle<uint32_t>(box, 20, mark.number);
  putLittle<uint32_t>(box, 24, mark.bytes);
  putLittle<uint32_t>(box, 28, mark.frames);
  putLittle<uint64_t>(box, 32, static_cast<uint64_t>(mark.length.count() / 1000));
  putLittle<uint32_t>(box, 40, mark.payloadSum);
  putLittle<uint32_t>(box, kSumAt, sectorSum(sector, at));
}

}  // namespace

uint64_t framedBytes(uint64_t payloadBytes) {
  const uint64_t used = payloadBytes + kMarkBytes;
  uint64_t filling = (hal::kSectorSize - used % hal::kSectorSize) % hal::kSectorSize;
  if (filling > 0 && filling < kBoxHeader) filling += hal::kSectorSize;
  return used + filling;
}

Bytes frameFragment(FragmentMark mark, std::span<const uint8_t> payload) {
  const size_t before = markAt(mark.number);
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
  mark.payloadSum = crc32(payload);
  putMark(framed, mark);
  return framed;
}

std::optional<FragmentMark> readMark(std::span<const uint8_t> sector, ClipId clip,
                                     uint32_t number) {
  TW_CHECK(sector.size() >= hal::kSectorSize);
  const size_t at = markAt(number);
  const auto box = sector.subspan(at, kMarkBytes);
  if (getBig<uint32_t>(box, 0) != kMarkBytes || getLittle<uint32_t>(box, 8) != kMagic ||
      getLittle<uint64_t>(box, 12) != clip || getLittle<uint32_t>(box, 20) != number ||
      getLittle<uint32_t>(box, kSumAt) != sectorSum(sector, at))
    return std::nullopt;
  const uint64_t microseconds = getLittle<uint64_t>(box, 32);
  if (microseconds > static_cast<uint64_t>(kMaxFragmentLength / 1us)) return std::nullopt;
  FragmentMark mark;
  mark.length = std::chrono::microseconds{microseconds};
  mark.clip = clip;
  mark.number = number;
  mark.bytes = getLittle<uint32_t>(box, 24);
  mark.frames = getLittle<uint32_t>(box, 28);
  mark.payloadSum = getLittle<uint32_t>(box, 40);
  if (mark.bytes == 0 || mark.bytes % hal::kSectorSize != 0) return std::nullopt;
  return mark;
}

Bytes tailSector(uint32_t remainingBytes) {
  TW_CHECK(remainingBytes >= hal::kSectorSize);
  Bytes sector(hal::kSectorSize);
  putBox(sector, remainingBytes);
  return sector;
}

}  // namespace tw::fw
