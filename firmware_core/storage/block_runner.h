// One pair of hands for a block device: works off a task operation by operation, tries a failed one
// again, and gives up on a card that does not answer.
//
// A task says what comes next, knowing what the operation before has read; it never sees errors.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>

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
};

class BlockRunner {
 public:
  static constexpr int kTries = 3;                                 // of one operation
  static constexpr Duration kOpTimeout = std::chrono::seconds{5};  // class limit is 0.5 s
  static constexpr Duration kRetryDelay = std::chrono::milliseconds{20};

  explicit BlockRunner(hal::BlockDevice& device) : device_(device) {}

  enum class Outcome { kWorking, kDone, kFailed };
  // Does what can be done now. `task` stays the same until it is done or dropped.
  Outcome work(BlockTask& task, Instant now);
  const Error& error() const { return error_; }   // after kFailed
  Instant deadline() const { return deadline_; }  // when to work again even without the wake line

  // Forgets the task; an operation that the device still has under way is waited for before the
  // next one.
  void drop();

  uint64_t retries() const { return retries_; }

 private:
  bool collect(Instant now);
  void start(Instant now);
  Result<void> startOp();
  void opFailed(const Error& error, Instant now);

  hal::BlockDevice& device_;
  std::optional<BlockOp> op_;  // that is wanted or under way
  bool started_ = false;
  bool failed_ = false;
  Bytes read_;
  Error error_{Errc::kIo, {}};
  int tries_ = 0;
  Instant startedAt_{};
  Instant deadline_ = kNever;
  uint64_t retries_ = 0;
};

}  // namespace tw::fw
