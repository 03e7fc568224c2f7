// Pictures of messages that have not been acknowledged, by the message's number.
//
// In RAM and bounded: when there is no room the oldest picture goes, counted; its message then goes
// without one, as all do whose pictures a restart has taken.
#pragma once

#include <cstdint>
#include <map>

#include "firmware_core/hal/jpeg_encoder.h"

namespace tw::fw {

class PictureStore {
 public:
  static constexpr size_t kCapacity = 16;                 // pictures
  static constexpr size_t kMaxBytes = 2 * 1024 * 1024;    // of all together
  static constexpr size_t kMaxPictureBytes = 512 * 1024;  // one has to fit onto the line at once

  // False, and counted: it is empty or too large. `message` rises from one to the next.
  bool add(uint64_t message, hal::Snapshot picture);
  const hal::Snapshot* find(uint64_t message) const;  // nullptr: none
  void forgetUpTo(uint64_t message);                  // they were delivered
  void clear();

  size_t size() const { return pictures_.size(); }
  size_t bytes() const { return bytes_; }
  uint64_t dropped() const { return dropped_; }

 private:
  void forgetOldest();

  std::map<uint64_t, hal::Snapshot> pictures_;
  size_t bytes_ = 0;
  uint64_t dropped_ = 0;
};

}  // namespace tw::fw
