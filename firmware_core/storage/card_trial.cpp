#include "firmware_core/storage/card_trial.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr uint64_t kMostMarks = 8192;
constexpr uint64_t kLeastStretch = 8192, kMostStretch = 131072;  // sectors: 4 and 64 MiB
constexpr uint64_t kChunk = hal::kMaxTransferSectors;
constexpr uint64_t kFlushEvery = 4;  // chunks: the same data may have to be written again
constexpr uint64_t kFlushEveryMarks = 1024;
constexpr uint64_t kUntimed = kChunk;  // a card may open its first unit in peace

// xorshift64*: Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled".
uint64_t scramble(uint64_t x) {
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  return x * 2685821657736338717ull;
}

void putContent(Bytes& out, size_t at, uint64_t sector, uint64_t seed) {
  putLittle<uint64_t>(out, at, sector);
  uint64_t x = scramble((seed ^ sector) | 1);
  for (size_t i = 8; i < hal::kSectorSize; i += 8) {
    x = scramble(x);
    putLittle<uint64_t>(out, at + i, x);
  }
}

}  // namespace

CardTrial::CardTrial(uint64_t sectors, uint64_t seed, const Instant& now)
    : sectors_(sectors),
      seed_(seed),
      now_(now),
      stretch_(std::clamp((sectors / kMostMarks + kChunk - 1) / kChunk * kChunk, kLeastStretch,
                          kMostStretch)),
      marks_((sectors - 1) / stretch_ + 1),  // the last one at the card's end
      keeps_(sectors) {
  TW_CHECK(sectors >= kLeastSectors);
}

double CardTrial::progress() const {
  return static_cast<double>(done_) / static_cast<double>(2 * (stretch_ / kChunk + marks_));
}

void CardTrial::enter(Phase phase) {
  phase_ = phase;
  at_ = asked_ = sinceFlush_ = 0;
}

uint64_t CardTrial::markSector(uint64_t mark) const {
  return std::min(mark * stretch_, sectors_ - 1);
}

Bytes CardTrial::contentOf(uint64_t sector, uint64_t count) const {
  Bytes data(count * hal::kSectorSize);
  for (uint64_t i = 0; i < count; ++i) putContent(data, i * hal::kSectorSize, sector + i, seed_);
  return data;
}

std::optional<BlockOp> CardTrial::next(std::span<const uint8_t> read) {
  for (;;) {
    const Phase before = phase_;
    std::optional<BlockOp> op;
    switch (phase_) {
      case Phase::kStretch:
        op = writeStretch();
        break;
      case Phase::kMarks:
        op = writeMark();
        break;
      case Phase::kReadStretch:
        op = readStretch(read);
        break;
      case Phase::kReadMarks:
        op = readMark(read);
        break;
      case Phase::kDone:
        return std::nullopt;
    }
    if (op) {
      if (op->kind != BlockOp::Kind::kFlush) ++done_;
      return op;
    }
    TW_CHECK(phase_ != before);
  }
}

std::optional<BlockOp> CardTrial::writeStretch() {
  if (sinceFlush_ == kFlushEvery || (at_ == stretch_ && sinceFlush_ > 0)) {
    sinceFlush_ = 0;
    return BlockOp::flush();
  }
  if (at_ == kUntimed) timedFrom_ = now_;
  if (at_ == stretch_) {
    const double seconds = std::max(1e-6, toSeconds(now_ - timedFrom_));
    rate_ = static_cast<double>((stretch_ - kUntimed) * hal::kSectorSize) / 1e6 / seconds;
    enter(Phase::kMarks);
    return std::nullopt;
  }
  auto op = BlockOp::write(at_, contentOf(at_, kChunk));
  at_ += kChunk;
  ++sinceFlush_;
  return op;
}

std::optional<BlockOp> CardTrial::writeMark() {
  if (sinceFlush_ == kFlushEveryMarks || (at_ == marks_ && sinceFlush_ > 0)) {
    sinceFlush_ = 0;
    return BlockOp::flush();
  }
  if (at_ == marks_) {
    enter(Phase::kReadStretch);
    return std::nullopt;
  }
  ++at_;
  ++sinceFlush_;
  return BlockOp::write(markSector(at_), contentOf(markSector(at_), 1));
}

std::optional<BlockOp> CardTrial::readStretch(std::span<const uint8_t> read) {
  if (asked_ > 0) {
    for (uint64_t i = 0; i < kChunk; ++i)
      judge(read.subspan(i * hal::kSectorSize, hal::kSectorSize), at_ + i);
    at_ += kChunk;
  }
  if (at_ == stretch_) {
    enter(Phase::kReadMarks);
    return std::nullopt;
  }
  asked_ = at_ + kChunk;
  return BlockOp::read(at_, kChunk);
}

std::optional<BlockOp> CardTrial::readMark(std::span<const uint8_t> read) {
  if (asked_ > 0) judge(read, markSector(asked_));
  if (asked_ == marks_) {
    phase_ = Phase::kDone;
    return std::nullopt;
  }
  return BlockOp::read(markSector(++asked_), 1);
}

// A sector that lies where another belongs tells the size at which the card wraps round; one that
// is not there at all, that the card ends before it.
void CardTrial::judge(std::span<const uint8_t> found, uint64_t sector) {
  const Bytes wanted = contentOf(sector, 1);
  if (std::equal(found.begin(), found.end(), wanted.begin(), wanted.end())) return;
  const uint64_t named = getLittle<uint64_t>(found, 0);
  const Bytes other = named < sectors_ ? contentOf(named, 1) : Bytes{};
  const bool wrapped =
      named > sector && std::equal(found.begin(), found.end(), other.begin(), other.end());
  keeps_ = std::min(keeps_, wrapped ? named - sector : sector);
}

}  // namespace tw::fw
