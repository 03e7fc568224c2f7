// Keys, signatures and sealing of one session, camera's side. See wire.h for the protocol.
//
// A channel serves one connection; hello() begins a new one with fresh keys, so that nothing
// recorded from an earlier session opens here, and no record opens twice.
#pragma once

#include <string_view>

#include "firmware_core/hal/crypto.h"
#include "firmware_core/hal/entropy.h"
#include "firmware_core/net/wire.h"

namespace tw::fw {

class SecureChannel {
 public:
  SecureChannel(hal::Crypto& crypto, hal::Entropy& entropy, const hal::Key32& cloudKey)
      : crypto_(crypto), entropy_(entropy), cloudKey_(cloudKey) {}

  // The first record to send.
  Bytes hello();
  // The body of the cloud's first record. kCorrupt: malformed, or not signed by the pinned cloud.
  Result<void> takeHelloAnswer(std::span<const uint8_t> body);
  // Proof that this is the camera `serial`, for this session alone.
  hal::Signature64 prove(const hal::Key32& deviceSeed, std::string_view serial);

  // A whole record. Only after takeHelloAnswer().
  Bytes seal(FrameType type, std::span<const uint8_t> payload);
  // kCorrupt: forged, damaged, repeated or out of order.
  Result<Frame> open(std::span<const uint8_t> body);

 private:
  hal::Crypto& crypto_;
  hal::Entropy& entropy_;
  hal::Key32 cloudKey_;
  hal::Key32 secret_{};  // x
  hal::Key32 mine_{};    // X
  hal::Key32 theirs_{};  // Y
  hal::Key32 up_{}, down_{};
  uint64_t sent_ = 0, opened_ = 0;
  bool ready_ = false;
};

}  // namespace tw::fw
