// NOR flash in named partitions. Reading is immediate; erasing and programming take time.
//
// Programming clears bits only: erase (a whole partition slot, to 0xFF) before programming. A power
// cut in the middle leaves the slot's bytes undefined from where it was. One operation at a time.
// Latency: erase 40 ms a 4 KiB, program 0.5 ms a 256 bytes. Ownership: data is copied at start.
#pragma once

#include <cstdint>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/block_device.h"

namespace tw::hal {

enum class FlashPartition {
  kFactory,    // serial number, verification code, device keys; written in the factory only
  kSettingsA,  // the two settings slots
  kSettingsB,
  kImageA,  // the two firmware image slots
  kImageB,
  kJournal,  // small state that outlives a restart: queued messages, reset reasons
};

class FlashStore {
 public:
  virtual ~FlashStore() = default;

  virtual uint32_t size(FlashPartition partition) const = 0;  // bytes

  // Errors: kOutOfRange, kIo (unreadable cells).
  Result<Bytes> read(FlashPartition partition, uint32_t offset, uint32_t count) const;

  // Errors at once: kBusy, kOutOfRange, kDenied (factory partition). kIo arrives with take().
  Result<void> startErase(FlashPartition partition);
  Result<void> startProgram(FlashPartition partition, uint32_t offset,
                            std::span<const uint8_t> data);

  virtual IoState state() const = 0;  // kDone raises the wake line
  Result<void> take();                // ends a done operation

 private:
  Result<void> checkStart(FlashPartition partition, uint64_t offset, uint64_t count) const;
  virtual Result<Bytes> doRead(FlashPartition partition, uint32_t offset, uint32_t count) const = 0;
  virtual void doStartErase(FlashPartition partition) = 0;
  virtual void doStartProgram(FlashPartition partition, uint32_t offset,
                              std::span<const uint8_t> data) = 0;
  virtual Result<void> doTake() = 0;
};

}  // namespace tw::hal
