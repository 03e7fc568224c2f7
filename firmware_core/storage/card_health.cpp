#include "firmware_core/storage/card_health.h"

#include <cmath>

#include "firmware_core/storage/sealed_sector.h"

namespace tw::fw {
namespace {

constexpr uint32_t kMagic = 0x48435754;  // "TWCH"
constexpr double kCycles = 300, kAmplification = 1.5;

std::optional<CardHealth> decode(std::span<const uint8_t> s, uint32_t volumeId) {
  if (!sealed(s, kMagic) || getLittle<uint32_t>(s, 4) != volumeId) return std::nullopt;
  CardHealth h;
  size_t at = 8;
  for (uint64_t* value :
       {&h.writes, &h.bytesWritten, &h.starts, &h.cutOffs, &h.writeErrors, &h.readErrors}) {
    *value = getLittle<uint64_t>(s, at);
    at += 8;
  }
  h.megabytesPerSecond = getLittle<uint32_t>(s, at) / 1000.0;
  return h;
}

}  // namespace

double CardHealth::wear(uint64_t capacityBytes) const {
  if (capacityBytes == 0) return 0;
  return static_cast<double>(bytesWritten) * kAmplification /
         (static_cast<double>(capacityBytes) * kCycles);
}

Bytes encodeHealth(const CardHealth& h, uint32_t volumeId) {
  Bytes s = sealableSector(kMagic);
  putLittle<uint32_t>(s, 4, volumeId);
  size_t at = 8;
  for (const uint64_t value :
       {h.writes, h.bytesWritten, h.starts, h.cutOffs, h.writeErrors, h.readErrors}) {
    putLittle<uint64_t>(s, at, value);
    at += 8;
  }
  putLittle<uint32_t>(s, at, static_cast<uint32_t>(std::lround(h.megabytesPerSecond * 1000)));
  seal(s);
  return s;
}

CardHealth newestHealth(std::span<const uint8_t> copyA, std::span<const uint8_t> copyB,
                        uint32_t volumeId) {
  const auto read = [&](std::span<const uint8_t> copy, uint64_t place) {
    const auto health = decode(copy, volumeId);
    return health && (health->writes & 1) == place ? health : std::nullopt;
  };
  const auto a = read(copyA, 0), b = read(copyB, 1);
  if (a && (!b || isNewer(a->writes, b->writes))) return *a;
  return b.value_or(CardHealth{});
}

}  // namespace tw::fw
