// Settings in two flash slots: the older one is rewritten, its header last, so that a power cut at
// any instant leaves either the old settings or the new ones, whole.
//
// Slot layout (little endian): header at 0 {magic, version, flags, sequence, length, crc of the
// payload, crc of the header}, JSON text from kPayloadOffset on. Newest = highest sequence number
// among the slots whose checksums hold. Operations of others on the same flash are waited for.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "firmware_core/base/log.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/flash_store.h"
#include "firmware_core/system/settings.h"

namespace tw::fw {

enum class SettingsOrigin { kNewest, kOther, kDefaults };
const char* toString(SettingsOrigin origin);

class SettingsStore {
 public:
  static constexpr uint32_t kMagic = 0x54535754;  // "TWST" as it lies in the flash
  static constexpr uint16_t kVersion = 1;
  static constexpr uint32_t kHeaderBytes = 24;
  static constexpr uint32_t kPayloadOffset = 256;  // a programming page of its own for the header
  static constexpr int kAttempts = 3;              // per write, when the flash fails
  static constexpr Duration kBusyRetry = std::chrono::milliseconds{5};

  // Flash and console are borrowed and outlive this.
  SettingsStore(hal::FlashStore& flash, const Settings& defaults, LogSink& console);

  // Reads both slots, at once. kOther: the newer slot was damaged. Resumes an unfinished reset.
  SettingsOrigin load();

  // What holds now; may be ahead of the flash by the write under way.
  const Settings& current() const { return current_; }
  const Settings& defaults() const { return defaults_; }

  // Becomes current at once and is written as soon as the flash is free; changes made meanwhile go
  // in one write. No write when nothing differs. Ignored once a factory reset has begun.
  void change(const Settings& settings);
  // Every change made so far lies in the flash, or was given up (failed()).
  bool saved() const { return phase_ == Phase::kIdle && !dirty_ && !wipeWanted_; }
  // The last write was given up after kAttempts; the next change tries anew. What is in the flash
  // holds after the next start.
  bool failed() const { return failed_; }

  // Defaults become current and are committed in one write; then the other slot, which still holds
  // the old owner's secrets, is erased. Power cuts in between: load() goes on with the erasing.
  void startFactoryReset();
  // The newest slot is that of a factory reset: nothing was changed since.
  bool untouchedSinceReset() const { return (flags_ & kFlagReset) != 0; }

  // Also called when the flash raises the wake line.
  Instant poll(Instant now);

  uint32_t sequence() const { return sequence_; }  // of the newest whole slot; 0 = none
  uint64_t writes() const { return writes_; }      // finished ones since construction

 private:
  static constexpr uint16_t kFlagReset = 1;  // defaults of a reset: the other slot is to be erased

  enum class Phase { kIdle, kErase, kPayload, kHeader, kWipe };
  struct Slot {
    uint32_t sequence = 0;
    uint16_t flags = 0;
    Settings settings;
  };
  std::optional<Slot> readSlot(hal::FlashPartition partition) const;
  hal::FlashPartition other() const;  // the slot that is written or wiped next
  bool blank(hal::FlashPartition partition) const;
  void adopt(const Slot& slot, bool inA);
  bool chooseWork();
  void beginWrite();
  Result<void> startOperation();
  void finishOperation(const Result<void>& result);
  Result<void> finishWrite();
  void giveUp(const Error& error);
  Bytes header() const;

  hal::FlashStore& flash_;
  Settings defaults_;
  Settings current_;
  Log log_;
  Phase phase_ = Phase::kIdle;
  bool inFlight_ = false;  // the flash's present operation is ours
  bool dirty_ = false;
  bool wipeWanted_ = false;
  bool resetting_ = false;
  bool failed_ = false;
  bool newestInA_ = false;
  int failures_ = 0;       // of the present write
  uint32_t sequence_ = 0;  // of the newest slot
  uint16_t flags_ = 0;     // likewise
  uint64_t writes_ = 0;
  Bytes payload_{};          // of the write under way
  uint16_t writeFlags_ = 0;  // likewise
};

}  // namespace tw::fw
