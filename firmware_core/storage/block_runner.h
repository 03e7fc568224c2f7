// One pair of hands for a block device: works off a task operation by operation, tries a failed one
// again, and gives up on a card that does not answer.
//
// A task says what comes next, knowing what the operation before has read, and may know how to go
// on without one that failed. A flush that fails says nothing of the writes before it: they are
// done again before the next try.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/block_device.h"

namespace tw::fw {

struct BlockOp {
  enum class Kind { kRead, kWrite, kFlush };
  Kind kind = Kind::kFlush;
  uint64_t sector = 0;
  uint32_t count = 0;  // sectors to read
  Bytes data = {};     // whole sectors to write

  static BlockOp read(uint64_t sector, uint32_t count) { return {Kind::kRead, sector, count, {}}; }
  static BlockOp write(uint64_t sector, Bytes data) {
    return {Kind::kWrite, sector, 0, std::move(data)};
  }
  static BlockOp flush() { return {}; }
};

class BlockTask {
 public:
  virtual ~BlockTask() = default;
  // The next operation, or nothing when the task is done. `read`: what the one before has read.
  virtual std::optional<BlockOp> next(std::span<const uint8_t> read) = 0;
  // Its last operation has failed for good (kIo). True: next() says what comes instead of what was
  // to follow; nothing was read.
  virtual bool goOn() { return false; }
};

// A task whose operations are known beforehand; a patch reads a sector and writes it back changed
// (not at all where it cannot be read), what is collected is kept for whoever asked.
class ListTask final : public BlockTask {
 public:
  void read(uint64_t sector, uint32_t count) { steps_.push_back({BlockOp::read(sector, count)}); }
  void collect(uint64_t sector, uint32_t count);
  void write(uint64_t sector, Bytes data);  // of any length in whole sectors
  void patch(uint64_t sector, uint32_t offset, Bytes bytes);
  void flush() { steps_.push_back({BlockOp::flush()}); }
  bool empty() const { return steps_.empty(); }
  std::optional<BlockOp> next(std::span<const uint8_t> read) override;
  bool goOn() override;
  bool patchedAll() const { return patchedAll_; }                  // so far
  Bytes takeCollected() { return std::exchange(collected_, {}); }  // in order, once it is done

 private:
  struct Step {
    BlockOp op;
    bool patchesRead = false;  // op.data goes over what the step before has read
    uint32_t offset = 0;
    bool collects = false;
  };
  std::deque<Step> steps_;
  bool collecting_ = false, patching_ = false;  // the operation under way
  bool patchedAll_ = true;
  Bytes collected_;
};

// What a card was given to do, and what went wrong, failed tries included.
struct CardTally {
  uint64_t bytesWritten = 0, writeErrors = 0, readErrors = 0;
};

class BlockRunner {
 public:
  static constexpr int kTries = 3;                                 // of one operation
  static constexpr Duration kOpTimeout = std::chrono::seconds{5};  // a card's own limit is 0.5 s
  static constexpr Duration kRetryDelay = std::chrono::milliseconds{20};
  static constexpr size_t kMaxReplayBytes = 8 * 1024 * 1024;

  explicit BlockRunner(hal::BlockDevice& device) : device_(device) {}

  enum class Outcome { kWorking, kDone, kFailed };
  // Does what can be done now. `task` stays the same until it is done, failed or dropped.
  Outcome work(BlockTask& task, Instant now);
  const Error& error() const { return error_; }  // after kFailed
  // After kFailed: the first sector that could not be written or read; none for a flush.
  std::optional<uint64_t> failedSector() const { return failedSector_; }
  const CardTally& tally() const { return tally_; }
  Instant deadline() const { return deadline_; }  // when to work again without a wake

  // Forgets the task; an operation that the device still has under way is waited for before the
  // next one.
  void drop();

 private:
  enum class Step { kGoOn, kWait, kFail };
  Step advance(Instant now);
  Step collect(Instant now);
  Step start(Instant now);
  Step waitForLeftover(Instant now);
  Result<void> startOp();
  void opDone(Bytes read);
  Step opFailed(const Error& error, Instant now);
  void noteFailure();
  bool replayUnflushed();
  void fetch(BlockTask& task);

  hal::BlockDevice& device_;
  std::deque<BlockOp> pending_;    // the wanted operation first; more while writes are replayed
  std::deque<BlockOp> unflushed_;  // written since the last flush, kept for a flush that fails
  size_t unflushedBytes_ = 0;
  bool started_ = false;
  bool taskDone_ = false;
  Bytes read_;
  Error error_{Errc::kIo, {}};
  std::optional<uint64_t> failedSector_;
  CardTally tally_;
  int tries_ = 0;
  int flushTries_ = 0;
  Instant startedAt_{};
  Instant notBefore_{};
  std::optional<Instant> leftoverSince_;
  Instant deadline_ = kNever;
};

}  // namespace tw::fw
