// Keeps the queue of undelivered messages in the flash, so that a restart or a power cut loses
// none.
//
// Records follow each other in the journal partition, each on a page of its own: {magic, length,
// crc of the payload, crc of the header}, payload. The last whole one holds. When the partition is
// full it is erased first: a power cut just then loses what waited. A queue larger than the
// partition stays in RAM. Operations of others on the same flash are waited for.
#pragma once

#include "firmware_core/base/log.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/flash_store.h"

namespace tw::fw {

class MessageJournal {
 public:
  static constexpr uint32_t kMagic = 0x4A4D5754;  // "TWMJ" as it lies in the flash
  static constexpr uint32_t kHeaderBytes = 16;
  static constexpr uint32_t kPage = 256;
  static constexpr Duration kSettle = std::chrono::seconds{1};  // changes within it go in one write
  static constexpr Duration kBusyRetry = std::chrono::milliseconds{5};

  // Both are borrowed and outlive this.
  MessageJournal(hal::FlashStore& flash, LogSink& console)
      : flash_(flash), log_(console, "journal") {}

  // The newest whole payload; empty when there is none. Reads at once.
  Bytes load();

  // To be kept from now on; replaces what was not written yet.
  void keep(Bytes payload, Instant now);

  // Also called when the flash raises the wake line.
  Instant poll(Instant now);
  bool saved() const { return !dirty_ && !inFlight_; }

 private:
  uint32_t size() const { return flash_.size(hal::FlashPartition::kJournal); }
  bool fits(uint32_t at) const { return at + kHeaderBytes + payload_.size() <= size(); }
  Bytes record() const;
  Result<void> startOperation();
  void finishOperation();

  hal::FlashStore& flash_;
  Log log_;
  Bytes payload_{};
  uint32_t next_ = 0;  // where the next record goes
  bool dirty_ = false;
  bool inFlight_ = false;  // the flash's present operation is ours
  bool erasing_ = false;   // it is an erase
  Instant due_{};
};

}  // namespace tw::fw
