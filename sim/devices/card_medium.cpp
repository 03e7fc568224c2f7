#include "sim/devices/card_medium.h"

#include <algorithm>

#include "firmware_core/hal/block_device.h"
#include "sim/core/hash.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

constexpr double kRateOverClass = 1.2;  // what a card does over what it promises
constexpr uint64_t kTidyEveryBytes = 16 * 1024 * 1024;
constexpr uint64_t kUnitSectors = CardMedium::kUnitBytes / hal::kSectorSize;

std::span<const uint8_t> sectorOf(std::span<const uint8_t> data, size_t i) {
  return data.subspan(i * hal::kSectorSize, hal::kSectorSize);
}

void overlay(Bytes& data, uint64_t sector, uint64_t count, uint64_t from,
             std::span<const uint8_t> written) {
  const uint64_t begin = std::max(sector, from);
  const uint64_t end = std::min(sector + count, from + written.size() / hal::kSectorSize);
  if (begin >= end) return;
  const auto source =
      written.begin() + static_cast<std::ptrdiff_t>((begin - from) * hal::kSectorSize);
  std::copy_n(source, (end - begin) * hal::kSectorSize,
              data.begin() + static_cast<std::ptrdiff_t>((begin - sector) * hal::kSectorSize));
}

}  // namespace

double CardSpec::writeRate() const {
  return writeMegabytesPerSecond > 0 ? writeMegabytesPerSecond : kRateOverClass * speedClass;
}

void checkCard(const CardSpec& spec) {
  if (spec.capacityBytes < 1'000'000 || spec.capacityBytes > 2'000'000'000'000 ||
      spec.capacityBytes % hal::kSectorSize != 0)
    throw InputError("a card of " + std::to_string(spec.capacityBytes) +
                     " bytes: it has 1 MB to 2 TB, in sectors of 512 bytes");
  constexpr int kClasses[] = {2, 4, 6, 10};
  if (std::count(std::begin(kClasses), std::end(kClasses), spec.speedClass) == 0)
    throw InputError("a card of class " + std::to_string(spec.speedClass) +
                     ": there are 2, 4, 6 and 10");
  if (!(spec.readMegabytesPerSecond > 0))
    throw InputError("a card that reads nothing: its rate in MB/s is above 0");
  if (spec.realBytes > spec.capacityBytes || spec.realBytes % hal::kSectorSize != 0)
    throw InputError("a counterfeit card of " + std::to_string(spec.realBytes) +
                     " bytes: it has at most what it claims (" +
                     std::to_string(spec.capacityBytes) + "), in sectors of 512 bytes");
}

void CardMedium::write(uint64_t sector, std::span<const uint8_t> data) {
  cache_.push_back({sector, Bytes(data.begin(), data.end())});
  cachedBytes_ += data.size();
  untidyBytes_ += data.size();
  wear(sector, data.size());
  while (cachedBytes_ > kCacheBytes) settleOldest();
}

void CardMedium::settleOldest() {
  settle(cache_.front().sector, cache_.front().data);
  cachedBytes_ -= cache_.front().data.size();
  cache_.pop_front();
}

void CardMedium::flush() {
  while (!cache_.empty()) settleOldest();
}

template <class Visit>
void CardMedium::forEachRun(uint64_t sector, uint64_t count, Visit visit) const {
  const uint64_t real = spec.realBytes / hal::kSectorSize;
  if (real == 0) return visit(sector, sector, count);
  const uint64_t end = sector + count;
  while (sector < end) {
    if (sector >= real && spec.beyond == CardSpec::Beyond::kDrops) return;
    const uint64_t place = sector % real;
    const uint64_t run = std::min(end - sector, real - place);
    visit(place, sector, run);
    sector += run;
  }
}

void CardMedium::settle(uint64_t sector, std::span<const uint8_t> data) {
  forEachRun(
      sector, data.size() / hal::kSectorSize, [&](uint64_t place, uint64_t from, uint64_t count) {
        image_.write(place,
                     data.subspan((from - sector) * hal::kSectorSize, count * hal::kSectorSize));
      });
}

Bytes CardMedium::settled(uint64_t sector, uint64_t count) const {
  Bytes data(count * hal::kSectorSize);
  forEachRun(sector, count, [&](uint64_t place, uint64_t from, uint64_t run) {
    const Bytes part = image_.read(place, run);
    std::copy(part.begin(), part.end(),
              data.begin() + static_cast<std::ptrdiff_t>((from - sector) * hal::kSectorSize));
  });
  return data;
}

Bytes CardMedium::read(uint64_t sector, uint64_t count) const {
  Bytes data = settled(sector, count);
  for (const CachedWrite& w : cache_) overlay(data, sector, count, w.sector, w.data);
  return data;
}

bool CardMedium::pausesToTidy() {
  if (untidyBytes_ < kTidyEveryBytes) return false;
  untidyBytes_ = 0;
  return true;
}

void CardMedium::losePower(const ArrivingBytes& arriving) {
  size_t left = cachedBytes_ / hal::kSectorSize;
  for (const CachedWrite& w : cache_)
    for (size_t i = 0; i < w.data.size() / hal::kSectorSize; ++i)
      settleTorn(w.sector + i, sectorOf(w.data, i).first(arriving(left--)));
  cache_.clear();
  cachedBytes_ = 0;
}

void CardMedium::settleTorn(uint64_t sector, std::span<const uint8_t> arrived) {
  if (arrived.empty()) return;
  Bytes now = settled(sector, 1);
  std::copy(arrived.begin(), arrived.end(), now.begin());
  settle(sector, now);
}

// Whole pages are programmed, however little is written; a unit is erased each time that so much
// was programmed in it as it holds.
void CardMedium::wear(uint64_t sector, size_t bytes) {
  const uint64_t from = sector * hal::kSectorSize / kPageBytes * kPageBytes;
  const uint64_t to =
      (sector * hal::kSectorSize + bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
  for (uint64_t at = from; at < to;) {
    const uint64_t unit = at / kUnitBytes, end = std::min(to, (unit + 1) * kUnitBytes);
    uint64_t& programmed = unitBytes_[unit];
    programmed += end - at;
    eraseCycles_ = std::max(eraseCycles_, (programmed + kUnitBytes - 1) / kUnitBytes);
    at = end;
  }
}

void CardMedium::rot(uint64_t bits, RandomStream& random) {
  if (unitBytes_.empty()) return;
  flush();
  for (uint64_t i = 0; i < bits; ++i) {
    const auto unit =
        std::next(unitBytes_.begin(), static_cast<std::ptrdiff_t>(random.below(unitBytes_.size())));
    const uint64_t sector = unit->first * kUnitSectors + random.below(kUnitSectors);
    const uint64_t bit = random.below(hal::kSectorSize * 8);
    if (sector >= sectors()) continue;  // the last unit is not whole
    Bytes content = settled(sector, 1);
    content[bit / 8] = static_cast<uint8_t>(content[bit / 8] ^ (1 << (bit % 8)));
    settle(sector, content);
  }
}

bool CardMedium::touchesBadUnit(uint64_t sector, uint64_t count, double share) const {
  if (share <= 0) return false;
  for (uint64_t unit = sector / kUnitSectors; unit <= (sector + count - 1) / kUnitSectors; ++unit) {
    Hasher dice;
    dice.add(unit);
    dice.add(spec.serial);
    if (static_cast<double>(dice.digest() >> 11) * 0x1p-53 < share) return true;
  }
  return false;
}

void CardMedium::saveTo(const std::filesystem::path& file) const {
  image_.saveTo(file);
  if (cache_.empty()) return;
  CardMedium copy(spec, CardImage::attach(file));
  for (const CachedWrite& w : cache_) copy.settle(w.sector, w.data);
}

uint64_t CardMedium::hash() const {
  if (cache_.empty()) return image_.hash();
  Hasher hasher;
  hasher.add(image_.hash());
  for (const CachedWrite& w : cache_) {
    hasher.add(w.sector);
    hasher.add(w.data);
  }
  return hasher.digest();
}

}  // namespace tw::sim
