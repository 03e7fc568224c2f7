// A card in memory for the firmware's tests: a write cache, operations that take a fixed time, and
// power cuts that keep, lose or tear each sector not yet flushed.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/hal/card_slot.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/entropy.h"

namespace tw::test {

using Sector = std::array<uint8_t, hal::kSectorSize>;

struct FakeClock : hal::MonotonicClock {
  Instant time{};
  Instant now() const override { return time; }
};

struct FakeCalendar : hal::CalendarClock {
  // 2026-06-01 10:00:00 UTC
  std::optional<CalendarTime> time = CalendarTime{std::chrono::seconds{1780308000}};
  std::optional<CalendarTime> now() const override { return time; }
  void set(CalendarTime t) override { time = t; }
};

struct FakeEntropy : hal::Entropy {
  uint8_t next = 1;
  void fill(std::span<uint8_t> bytes) override {
    for (uint8_t& b : bytes) b = next++;
  }
};

struct Lines : LogSink {
  std::vector<std::string> lines;
  void write(LogLevel, std::string_view part, std::string_view text) override {
    lines.push_back(std::string(part) + ": " + std::string(text));
  }
  size_t count(std::string_view piece) const {
    size_t n = 0;
    for (const auto& l : lines) n += l.find(piece) != std::string::npos ? 1 : 0;
    return n;
  }
};

// For FakeBlocks::failWith: every operation of a kind.
inline auto failing(char kind, Errc error = Errc::kIo) {
  return [=](char k, uint64_t) { return k == kind ? std::optional(error) : std::nullopt; };
}

class FakeBlocks : public hal::BlockDevice {
 public:
  FakeBlocks(FakeClock& clock, uint64_t sectors) : clock_(clock), sectors_(sectors) {}

  // The bench's face.
  Duration latency = std::chrono::milliseconds{1};
  std::function<std::optional<Errc>(char kind, uint64_t sector)> failWith;  // 'r', 'w', 'f'
  std::optional<uint64_t> cutAtWrite;         // the power goes in the middle of this write, from 0
  std::optional<uint64_t> wrapsAt, endsAt;    // sectors it really has: counterfeit
  std::set<uint64_t> unreadable, unwritable;  // sectors
  bool present = true, stuck = false, writeProtected = false;
  uint64_t writes = 0, flushes = 0, sectorsWritten = 0;
  std::vector<std::pair<uint64_t, uint64_t>> written;  // first sector, count; of every write
  bool cut = false;
  size_t size() const { return durable_.size(); }

  Bytes peek(uint64_t sector, uint64_t count) const {  // as a reader sees it now
    Bytes out;
    for (uint64_t s = sector; s < sector + count; ++s) {
      const Sector content = current(s);
      out.insert(out.end(), content.begin(), content.end());
    }
    return out;
  }
  void poke(uint64_t sector, const Bytes& data) {
    for (size_t i = 0; i < data.size() / hal::kSectorSize; ++i)
      durable_[sector + i] = part(data, i);
  }
  // Each cached sector: kept, lost or torn, by `seed`.
  void losePower(uint64_t seed) {
    for (const auto& [sector, content] : cache_) settle(sector, content, seed);
    cache_.clear();
    state_ = hal::IoState::kIdle;
    cut = true;
  }
  void comeBack() {
    cut = false;
    cutAtWrite.reset();
    state_ = hal::IoState::kIdle;
  }
  Instant dueAt() const { return state_ == hal::IoState::kBusy && !stuck ? due_ : kNever; }

  uint64_t sectorCount() const override { return present ? sectors_ : 0; }
  hal::IoState state() const override {
    if (state_ == hal::IoState::kBusy && ((!stuck && clock_.time >= due_) || !present))
      return hal::IoState::kDone;
    return state_;
  }

 private:
  static Sector part(std::span<const uint8_t> data, size_t i) {
    Sector s;
    std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(i * s.size()), s.size(), s.begin());
    return s;
  }
  uint64_t placeOf(uint64_t sector) const { return wrapsAt ? sector % *wrapsAt : sector; }
  Sector current(uint64_t sector) const {
    sector = placeOf(sector);
    for (auto it = cache_.rbegin(); it != cache_.rend(); ++it)
      if (it->first == sector) return it->second;
    const auto found = durable_.find(sector);
    return found == durable_.end() ? Sector{} : found->second;
  }
  void settle(uint64_t sector, const Sector& content, uint64_t& seed) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    const uint64_t dice = seed >> 33;
    if (dice % 3 == 0) return;
    Sector& old = durable_[sector];
    const size_t upTo = dice % 3 == 1 ? content.size() : (dice / 3) % content.size();
    std::copy_n(content.begin(), upTo, old.begin());
  }
  void begin(char kind, uint64_t sector) {
    state_ = hal::IoState::kBusy;
    due_ = clock_.time + latency;
    error_.reset();
    if (failWith) error_ = failWith(kind, sector);
    read_.clear();
  }
  static bool touches(const std::set<uint64_t>& bad, uint64_t sector, uint64_t count) {
    const auto next = bad.lower_bound(sector);
    return next != bad.end() && *next < sector + count;
  }
  void doStartRead(uint64_t sector, uint32_t count) override {
    begin('r', sector);
    if (touches(unreadable, sector, count)) error_ = Errc::kIo;
    read_ = peek(sector, count);
  }
  void doStartWrite(uint64_t sector, std::span<const uint8_t> data) override {
    begin('w', sector);
    if (touches(unwritable, sector, data.size() / hal::kSectorSize)) error_ = Errc::kIo;
    if (writeProtected) error_ = Errc::kDenied;
    if (error_) return;
    written.push_back({sector, data.size() / hal::kSectorSize});
    sectorsWritten += data.size() / hal::kSectorSize;
    for (size_t i = 0; i < data.size() / hal::kSectorSize; ++i)
      if (!endsAt || sector + i < *endsAt) cache_.push_back({placeOf(sector + i), part(data, i)});
    if (cutAtWrite == writes++) cut = true;
  }
  void doStartFlush() override {
    begin('f', 0);
    if (error_) return;
    ++flushes;
    for (const auto& [sector, content] : cache_) durable_[sector] = content;
    cache_.clear();
  }
  Result<Bytes> doTake() override {
    state_ = hal::IoState::kIdle;
    if (!present) return Errc::kNotReady;
    if (error_) return *error_;
    return std::move(read_);
  }

  FakeClock& clock_;
  uint64_t sectors_;
  hal::IoState state_ = hal::IoState::kIdle;
  Instant due_{};
  std::optional<Errc> error_;
  Bytes read_;
  std::map<uint64_t, Sector> durable_;
  std::vector<std::pair<uint64_t, Sector>> cache_;
};

class FakeSlot : public hal::CardSlot {
 public:
  FakeSlot(FakeClock& clock, uint64_t bytes) : device(clock, bytes / hal::kSectorSize) {
    described.capacityBytes = bytes;
    described.speedClass = 10;
  }
  FakeBlocks device;
  hal::CardInfo described;
  std::optional<Errc> silent;
  uint32_t count = 1;

  void pull() { device.present = false; }
  void insertAgain() {
    device.present = true;
    device.comeBack();
    ++count;
  }
  bool cardPresent() const override { return device.present; }
  uint32_t insertions() const override { return count; }
  Result<hal::CardInfo> info() const override {
    if (silent) return *silent;
    return described;
  }
  hal::BlockDevice& blocks() override { return device; }
};

}  // namespace tw::test
