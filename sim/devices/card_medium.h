// The card itself, apart from the slot it is in: flash behind a write cache, its wear, and what may
// be wrong with it from the start.
#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "sim/core/random.h"
#include "sim/devices/card_image.h"

namespace tw::sim {

struct CardSpec {
  uint64_t capacityBytes = 4'000'000'000;  // whole sectors; at least 1 MB, at most 2 TB
  int speedClass = 10;                     // 2, 4, 6 or 10: its sequential writing in MB/s
  double writeMegabytesPerSecond = 0;      // that it really does; 0: a fifth more than its class
  double readMegabytesPerSecond = 40;
  bool writeProtected = false;
  std::string serial = "";         // empty: made up from the count of insertions
  std::filesystem::path image{};   // a copy of this is put in: its size is the capacity
  std::filesystem::path keepAt{};  // where a new card's image lives; empty: unnamed temporary

  // A counterfeit card has less than it claims. An image of it holds what it keeps, where it keeps
  // it, in a file of the size that it claims.
  enum class Beyond { kWraps, kDrops };
  uint64_t realBytes = 0;  // whole sectors; 0: as it claims
  Beyond beyond = Beyond::kWraps;
  // Times that an erase unit can be written through; then the card is read-only. 0: without end.
  uint64_t enduranceCycles = 0;

  double writeRate() const;  // MB/s
};

// Throws InputError for an impossible card.
void checkCard(const CardSpec& spec);

class CardMedium {
 public:
  static constexpr size_t kCacheBytes = 4 * 1024 * 1024;
  static constexpr uint64_t kUnitBytes = 4 * 1024 * 1024;  // erased at once
  static constexpr uint64_t kPageBytes = 16 * 1024;        // programmed at once

  CardMedium(CardSpec s, CardImage i) : spec(std::move(s)), image_(std::move(i)) {}

  CardSpec spec;

  uint64_t sectors() const { return image_.sectors(); }  // as it claims
  void write(uint64_t sector, std::span<const uint8_t> data);
  Bytes read(uint64_t sector, uint64_t count) const;
  void flush();
  bool pausesToTidy();  // every 16 MB or so; asking begins the next

  // How many bytes arrive of each unflushed sector, asked in the order of writing with the sectors
  // that are left, this one included.
  using ArrivingBytes = std::function<size_t(size_t sectorsLeft)>;
  void losePower(const ArrivingBytes& arriving);

  // So many bits of what was ever written to this card flip, wherever the dice say.
  void rot(uint64_t bits, RandomStream& random);
  // Which units fail is the card's own affair and stays so: this share of all.
  bool touchesBadUnit(uint64_t sector, uint64_t count, double share) const;

  uint64_t eraseCycles() const { return eraseCycles_; }  // of the unit that has most
  bool wornOut() const { return spec.enduranceCycles > 0 && eraseCycles_ >= spec.enduranceCycles; }

  void saveTo(const std::filesystem::path& file) const;  // what is in the cache included
  void keepPrivate() { image_.keepPrivate(); }
  uint64_t hash() const;

 private:
  struct CachedWrite {
    uint64_t sector;
    Bytes data;
  };
  void settleOldest();
  void settle(uint64_t sector, std::span<const uint8_t> data);
  Bytes settled(uint64_t sector, uint64_t count) const;
  void settleTorn(uint64_t sector, std::span<const uint8_t> arrived);
  void wear(uint64_t sector, size_t bytes);
  // Calls visit(first sector of the flash, first sector as it is named, count) for each run.
  template <class Visit>
  void forEachRun(uint64_t sector, uint64_t count, Visit visit) const;

  CardImage image_;
  std::deque<CachedWrite> cache_;  // in the order of writing
  size_t cachedBytes_ = 0;
  uint64_t untidyBytes_ = 0;                // written since the card last tidied up
  std::map<uint64_t, uint64_t> unitBytes_;  // programmed, by erase unit
  uint64_t eraseCycles_ = 0;
};

}  // namespace tw::sim
