#include "firmware_core/storage/block_runner.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::fw {

void ListTask::write(uint64_t sector, Bytes data) {
  constexpr size_t kMost = size_t{hal::kMaxTransferSectors} * hal::kSectorSize;
  TW_CHECK(data.size() % hal::kSectorSize == 0);
  for (size_t at = 0; at < data.size(); at += kMost) {
    const size_t size = std::min(kMost, data.size() - at);
    const auto from = data.begin() + static_cast<std::ptrdiff_t>(at);
    steps_.push_back({BlockOp::write(sector + at / hal::kSectorSize,
                                     Bytes(from, from + static_cast<std::ptrdiff_t>(size)))});
  }
}

void ListTask::patch(uint64_t sector, uint32_t offset, Bytes bytes) {
  TW_CHECK(offset + bytes.size() <= hal::kSectorSize);
  read(sector, 1);
  steps_.push_back({BlockOp::write(sector, std::move(bytes)), true, offset});
}

void ListTask::collect(uint64_t sector, uint32_t count) {
  steps_.push_back({.op = BlockOp::read(sector, count), .collects = true});
}

std::optional<BlockOp> ListTask::next(std::span<const uint8_t> read) {
  if (std::exchange(collecting_, false)) append(collected_, read);
  if (steps_.empty()) return std::nullopt;
  Step step = std::move(steps_.front());
  steps_.pop_front();
  collecting_ = step.collects;
  patching_ = !steps_.empty() && steps_.front().patchesRead;
  if (step.patchesRead) {
    TW_CHECK(read.size() == hal::kSectorSize);
    Bytes sector(read.begin(), read.end());
    std::copy(step.op.data.begin(), step.op.data.end(), sector.begin() + step.offset);
    step.op.data = std::move(sector);
  }
  return std::move(step.op);
}

bool ListTask::goOn() {
  if (!std::exchange(patching_, false)) return false;
  steps_.pop_front();
  patchedAll_ = false;
  return true;
}

BlockRunner::Outcome BlockRunner::work(BlockTask& task, Instant now) {
  deadline_ = kNever;
  for (;;) {
    if (pending_.empty()) fetch(task);
    if (taskDone_) {
      taskDone_ = false;
      read_.clear();
      return Outcome::kDone;
    }
    const Step step = advance(now);
    if (step == Step::kWait) return Outcome::kWorking;
    if (step == Step::kFail) {
      noteFailure();
      drop();
      if (error_.code == Errc::kIo && task.goOn()) continue;
      return Outcome::kFailed;
    }
  }
}

void BlockRunner::fetch(BlockTask& task) {
  auto op = task.next(read_);
  if (op)
    pending_.push_back(std::move(*op));
  else
    taskDone_ = true;
}

void BlockRunner::drop() {
  pending_.clear();
  unflushed_.clear();
  unflushedBytes_ = 0;
  started_ = false;
  taskDone_ = false;
  read_.clear();
  tries_ = flushTries_ = 0;
  notBefore_ = Instant{};
  leftoverSince_.reset();
  deadline_ = kNever;
}

BlockRunner::Step BlockRunner::advance(Instant now) { return started_ ? collect(now) : start(now); }

BlockRunner::Step BlockRunner::start(Instant now) {
  if (now < notBefore_) {
    deadline_ = notBefore_;
    return Step::kWait;
  }
  if (device_.state() == hal::IoState::kBusy) return waitForLeftover(now);
  if (device_.state() == hal::IoState::kDone) static_cast<void>(device_.take());
  leftoverSince_.reset();
  if (auto started = startOp(); !started) return opFailed(started.error(), now);
  started_ = true;
  startedAt_ = now;
  return Step::kGoOn;
}

// Something begun before this task, perhaps before a restart of the firmware, is still under way.
BlockRunner::Step BlockRunner::waitForLeftover(Instant now) {
  if (!leftoverSince_) leftoverSince_ = now;
  deadline_ = *leftoverSince_ + kOpTimeout;
  if (now < deadline_) return Step::kWait;
  error_ = {Errc::kTimeout, "the card stays busy"};
  return Step::kFail;
}

Result<void> BlockRunner::startOp() {
  const BlockOp& op = pending_.front();
  switch (op.kind) {
    case BlockOp::Kind::kRead:
      return device_.startRead(op.sector, op.count);
    case BlockOp::Kind::kWrite:
      return device_.startWrite(op.sector, op.data);
    case BlockOp::Kind::kFlush:
      break;
  }
  return device_.startFlush();
}

BlockRunner::Step BlockRunner::collect(Instant now) {
  switch (device_.state()) {
    case hal::IoState::kIdle:  // the controller was reset under us
      return opFailed({Errc::kNotReady, "the operation was lost"}, now);
    case hal::IoState::kBusy:
      deadline_ = startedAt_ + kOpTimeout;
      if (now < deadline_) return Step::kWait;
      error_ = {Errc::kTimeout, "the card does not answer"};
      return Step::kFail;
    case hal::IoState::kDone:
      break;
  }
  started_ = false;
  Result<Bytes> result = device_.take();
  if (!result) return opFailed(result.error(), now);
  opDone(std::move(result).value());
  return Step::kGoOn;
}

void BlockRunner::opDone(Bytes read) {
  BlockOp op = std::move(pending_.front());
  pending_.pop_front();
  read_ = std::move(read);
  tries_ = 0;
  if (op.kind == BlockOp::Kind::kFlush) {
    unflushed_.clear();
    unflushedBytes_ = 0;
    flushTries_ = 0;
  } else if (op.kind == BlockOp::Kind::kWrite) {
    tally_.bytesWritten += op.data.size();
    unflushedBytes_ += op.data.size();
    if (unflushedBytes_ > kMaxReplayBytes) unflushed_.clear();
    if (unflushedBytes_ <= kMaxReplayBytes) unflushed_.push_back(std::move(op));
  }
}

BlockRunner::Step BlockRunner::opFailed(const Error& error, Instant now) {
  started_ = false;
  error_ = error;
  const bool reading = pending_.front().kind == BlockOp::Kind::kRead;
  if (error.code == Errc::kIo) ++(reading ? tally_.readErrors : tally_.writeErrors);
  const bool hopeless = error.code == Errc::kNotReady || error.code == Errc::kDenied ||
                        error.code == Errc::kOutOfRange;
  if (hopeless) return Step::kFail;
  const bool flush = pending_.front().kind == BlockOp::Kind::kFlush;
  int& tries = flush ? flushTries_ : tries_;
  if (++tries == kTries) return Step::kFail;
  if (flush && !replayUnflushed()) return Step::kFail;
  notBefore_ = now + kRetryDelay;
  return Step::kGoOn;
}

void BlockRunner::noteFailure() {
  const bool placed = !pending_.empty() && pending_.front().kind != BlockOp::Kind::kFlush;
  failedSector_ = placed ? std::optional(pending_.front().sector) : std::nullopt;
}

bool BlockRunner::replayUnflushed() {
  if (unflushedBytes_ > kMaxReplayBytes) return false;
  while (!unflushed_.empty()) {
    pending_.push_front(std::move(unflushed_.back()));
    unflushed_.pop_back();
  }
  unflushedBytes_ = 0;
  return true;
}

}  // namespace tw::fw
