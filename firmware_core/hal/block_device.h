// A card's sectors: one operation at a time, started, polled, taken.
//
// Latency: a write 1..500 ms, a flush up to 500 ms, a read below 100 ms a megabyte. Ownership:
// write data is copied at start; read data belongs to the caller once taken. Written data is
// durable only after a flush that completed; a power cut before it may keep, lose or tear each
// written sector in any order. Failure: kIo leaves the touched sectors undefined; kNotReady: the
// card is gone.
#pragma once

#include <cstdint>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::hal {

inline constexpr uint32_t kSectorSize = 512;           // bytes
inline constexpr uint32_t kMaxTransferSectors = 2048;  // 1 MiB an operation

enum class IoState { kIdle, kBusy, kDone };

class BlockDevice {
 public:
  virtual ~BlockDevice() = default;

  virtual uint64_t sectorCount() const = 0;  // 0 when there is no card

  // Errors at once: kBusy (one is under way or not taken), kOutOfRange (beyond sectorCount()),
  // kNotReady (no card). All else arrives with take().
  Result<void> startRead(uint64_t sector, uint32_t count);
  Result<void> startWrite(uint64_t sector, std::span<const uint8_t> data);  // whole sectors
  Result<void> startFlush();

  virtual IoState state() const = 0;  // kDone raises the wake line

  // Ends a done operation: read data (empty after write and flush), or its error: kIo, kDenied
  // (write-protected), kNotReady (pulled out). Calling it in another state is a bug.
  Result<Bytes> take();

 private:
  Result<void> checkStart(uint64_t sector, uint64_t count) const;
  virtual void doStartRead(uint64_t sector, uint32_t count) = 0;
  virtual void doStartWrite(uint64_t sector, std::span<const uint8_t> data) = 0;
  virtual void doStartFlush() = 0;
  virtual Result<Bytes> doTake() = 0;
};

}  // namespace tw::hal
