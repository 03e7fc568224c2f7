// A task that goes on where a card cannot be read: sector by sector, with zeros for those that give
// nothing. For what is kept twice, or can do without.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>

#include "firmware_core/storage/block_runner.h"

namespace tw::fw {

class PatientTask : public BlockTask {
 public:
  // Tries that may end in nothing: a card that is worse than that has failed.
  static constexpr uint32_t kMostUnreadable = 512;  // sectors
  // Then as many again are given up untried, and twice as many each time that the next gives
  // nothing.
  static constexpr uint32_t kMostInARow = 32;

  std::optional<BlockOp> next(std::span<const uint8_t> read) final;
  bool goOn() final;

 protected:
  // As BlockTask::next(), but for the zeros.
  virtual std::optional<BlockOp> then(std::span<const uint8_t> read) = 0;
  // Whether zeros will do for the read under way.
  virtual bool patient() const = 0;
  // A write or flush, or a read for which zeros will not do, has failed: as BlockTask::goOn().
  virtual bool goOnWithout() = 0;
  bool unreadable(uint64_t sector) const { return unreadable_.contains(sector); }
  size_t unreadableSectors() const { return unreadable_.size(); }  // so far

 private:
  std::optional<BlockOp> begin(std::optional<BlockOp> op);
  std::optional<BlockOp> nextPiece();
  bool gotAll() const { return got_.size() == size_t{count_} * hal::kSectorSize; }
  void giveUpSector();

  BlockOp::Kind kind_{};  // of the operation under way, or that is worked off in pieces
  uint64_t sector_ = 0;
  uint32_t count_ = 0;
  bool inPieces_ = false;
  Bytes got_;
  uint32_t inARow_ = 0, tried_ = 0;
  std::set<uint64_t> unreadable_;
};

}  // namespace tw::fw
