#include "firmware_core/storage/patient_task.h"

namespace tw::fw {

std::optional<BlockOp> PatientTask::next(std::span<const uint8_t> read) {
  if (!inPieces_) return begin(then(read));
  if (!read.empty()) inARow_ = 0;
  append(got_, read);
  return nextPiece();
}

std::optional<BlockOp> PatientTask::begin(std::optional<BlockOp> op) {
  if (!op) return op;
  kind_ = op->kind;
  sector_ = op->sector;
  count_ = op->count;
  return op;
}

std::optional<BlockOp> PatientTask::nextPiece() {
  if (!gotAll()) return BlockOp::read(sector_ + got_.size() / hal::kSectorSize, 1);
  inPieces_ = false;
  const Bytes all = std::exchange(got_, {});
  return begin(then(all));
}

void PatientTask::giveUpSector() {
  unreadable_.insert(sector_ + got_.size() / hal::kSectorSize);
  got_.resize(got_.size() + hal::kSectorSize);
  ++inARow_;
}

bool PatientTask::goOn() {
  if (kind_ != BlockOp::Kind::kRead || !patient()) return goOnWithout();
  const bool whole = !std::exchange(inPieces_, true);
  if (whole) inARow_ = 0;
  if (whole && count_ > 1) return true;
  giveUpSector();
  if (inARow_ >= kMostInARow)
    for (uint32_t more = inARow_; more > 0 && !gotAll(); --more) giveUpSector();
  return ++tried_ <= kMostUnreadable;
}

}  // namespace tw::fw
