// NOR flash that ends an operation when told to, fails on request, and loses power in the middle of
// any operation at any byte, leaving the rest as it was, blank or garbage.
#pragma once

#include <array>
#include <optional>

#include "firmware_core/hal/flash_store.h"

namespace tw::test {

enum class Torn { kUntouched, kGarbage, kZero };  // what lies behind the byte that the cut reached

class FakeFlash : public hal::FlashStore {
 public:
  explicit FakeFlash(uint32_t slotBytes = 4096) : slotBytes_(slotBytes) {
    for (Bytes& slot : slots_) slot.assign(slotBytes_, 0xFF);
  }

  uint32_t size(hal::FlashPartition) const override { return slotBytes_; }
  hal::IoState state() const override { return state_; }

  // Power fails when `bytes` bytes of the operation-th operation (from 0, counted since
  // forgetOperations) are done.
  void cutAt(int operation, size_t bytes, Torn torn) { cut_ = Cut{operation, bytes, torn}; }
  bool powerless() const { return powerless_; }
  void powerUp() {
    powerless_ = false;
    cut_.reset();
    state_ = hal::IoState::kIdle;
  }
  void failOperations(int count) { failing_ = count; }
  void makeUnreadable(hal::FlashPartition partition) { unreadable_ = partition; }

  // Ends the operation under way; false when there is none (or no power).
  bool complete() {
    if (state_ != hal::IoState::kBusy || powerless_) return false;
    const bool fails = failing_ > 0;
    if (fails) --failing_;
    apply(fails ? operation_.length / 2 : operation_.length);
    outcome_ = fails ? Result<void>(Errc::kIo) : Result<void>();
    state_ = hal::IoState::kDone;
    return true;
  }

  int operations() const { return operations_; }  // begun
  void forgetOperations() { operations_ = 0; }
  size_t lengthOfLast() const { return operation_.length; }
  Bytes& slot(hal::FlashPartition partition) { return slots_[static_cast<size_t>(partition)]; }
  bool blank(hal::FlashPartition partition) {
    for (uint8_t byte : slot(partition))
      if (byte != 0xFF) return false;
    return true;
  }

 private:
  struct Cut {
    int operation;
    size_t bytes;
    Torn torn;
  };
  struct Operation {
    hal::FlashPartition partition{};
    bool erase = false;
    size_t offset = 0, length = 0;
    Bytes data;
  };

  Result<Bytes> doRead(hal::FlashPartition partition, uint32_t offset,
                       uint32_t count) const override {
    if (unreadable_ == partition) return Errc::kIo;
    const Bytes& bytes = slots_[static_cast<size_t>(partition)];
    return Bytes(bytes.begin() + offset, bytes.begin() + offset + count);
  }
  void doStartErase(hal::FlashPartition partition) override {
    begin({partition, true, 0, slotBytes_, {}});
  }
  void doStartProgram(hal::FlashPartition partition, uint32_t offset,
                      std::span<const uint8_t> data) override {
    begin({partition, false, offset, data.size(), {data.begin(), data.end()}});
  }
  Result<void> doTake() override {
    state_ = hal::IoState::kIdle;
    return outcome_;
  }

  void begin(Operation operation) {
    operation_ = std::move(operation);
    state_ = hal::IoState::kBusy;
    if (cut_ && cut_->operation == operations_) {
      apply(std::min(cut_->bytes, operation_.length));
      tear(cut_->bytes, cut_->torn);
      powerless_ = true;
    }
    ++operations_;
  }
  void apply(size_t bytes) {
    Bytes& to = slot(operation_.partition);
    for (size_t i = 0; i < bytes; ++i) {
      uint8_t& byte = to[operation_.offset + i];
      byte = operation_.erase ? 0xFF : static_cast<uint8_t>(byte & operation_.data[i]);
    }
  }
  void tear(size_t bytes, Torn torn) {
    if (torn == Torn::kUntouched) return;
    Bytes& to = slot(operation_.partition);
    for (size_t i = operation_.offset + bytes; i < to.size(); ++i) {
      noise_ = noise_ * 1664525u + 1013904223u;
      to[i] = torn == Torn::kZero ? 0 : static_cast<uint8_t>(noise_ >> 24);
    }
  }

  uint32_t slotBytes_;
  std::array<Bytes, 6> slots_;
  hal::IoState state_ = hal::IoState::kIdle;
  Operation operation_{};
  Result<void> outcome_{};
  std::optional<Cut> cut_{};
  std::optional<hal::FlashPartition> unreadable_{};
  bool powerless_ = false;
  int failing_ = 0;
  int operations_ = 0;
  uint32_t noise_ = 1;
};

}  // namespace tw::test
