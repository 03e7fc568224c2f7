// The microSD slot: whether a card is in, and what it says of itself.
//
// Insertion and removal raise the wake line. A card answers info() 0.3 s after insertion; until
// then kNotReady. An operation under way when the card is pulled ends with kNotReady.
#pragma once

#include <cstdint>
#include <string>

#include "firmware_core/base/result.h"
#include "firmware_core/hal/block_device.h"

namespace tw::hal {

struct CardInfo {
  std::string serial;          // from the CID: tells one card from another
  uint64_t capacityBytes = 0;  // as the card claims
  int speedClass = 0;          // 2, 4, 6, 10: MB/s of sequential writing
  bool writeProtected = false;
};

class CardSlot {
 public:
  virtual ~CardSlot() = default;
  virtual bool cardPresent() const = 0;
  virtual uint32_t insertions() const = 0;  // counts up at each insertion: catches a quick swap
  virtual Result<CardInfo> info()
      const = 0;  // kNotReady without an initialised card, kIo: does not answer
  virtual BlockDevice& blocks() = 0;
};

}  // namespace tw::hal
