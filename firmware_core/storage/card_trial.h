// Is a card what it claims? Sectors that say where they belong are written over all of it, and read
// back: a stretch at its start, whose writing is timed, and one sector at every multiple of the
// stretch's length, up to the far end.
//
// Finds a card that wraps round at any size (some multiple of the stretch's length lies less than
// that length behind the true size, and comes to lie in the stretch) and one that drops what it has
// no room for. At most 64 MiB and 8192 single sectors, so that the largest card takes half a
// minute. What was on the card is lost.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/storage/block_runner.h"

namespace tw::fw {

class CardTrial final : public BlockTask {
 public:
  // `seed`: no card can know beforehand what it will be asked to keep. `now`: the time at which the
  // card is worked with, alive as long as the trial. At least kLeastSectors.
  CardTrial(uint64_t sectors, uint64_t seed, const Instant& now);
  static constexpr uint64_t kLeastSectors = 16384;

  std::optional<BlockOp> next(std::span<const uint8_t> read) override;
  double progress() const;  // 0..1

  // When done. The sectors that it really keeps; as many as it claims where it is honest.
  uint64_t keeps() const { return keeps_; }
  bool honest() const { return keeps_ == sectors_; }
  double megabytesPerSecond() const { return rate_; }  // written one behind the other, and flushed

 private:
  enum class Phase { kStretch, kMarks, kReadStretch, kReadMarks, kDone };

  std::optional<BlockOp> writeStretch();
  std::optional<BlockOp> writeMark();
  std::optional<BlockOp> readStretch(std::span<const uint8_t> read);
  std::optional<BlockOp> readMark(std::span<const uint8_t> read);
  uint64_t markSector(uint64_t mark) const;  // mark 1, 2, ... marks_
  Bytes contentOf(uint64_t sector, uint64_t count) const;
  void judge(std::span<const uint8_t> found, uint64_t sector);
  void enter(Phase phase);

  uint64_t sectors_, seed_;
  const Instant& now_;
  uint64_t stretch_, marks_;
  Phase phase_ = Phase::kStretch;
  uint64_t at_ = 0;          // sectors or marks done in this phase
  uint64_t asked_ = 0;       // sectors of the stretch that were asked for
  uint64_t sinceFlush_ = 0;  // operations
  uint64_t done_ = 0;        // writes and reads, as many as there are chunks and marks
  Instant timedFrom_{};
  double rate_ = 0;
  uint64_t keeps_;
};

}  // namespace tw::fw
