// The crypto block, by libsodium. Takes no virtual time, keeps nothing, cannot fail.
#pragma once

#include "firmware_core/hal/crypto.h"
#include "sim/devices/device.h"

namespace tw::sim {

class VirtualCrypto final : public Device, public hal::Crypto {
 public:
  explicit VirtualCrypto(const Bench& bench);

  hal::Key32 hash(std::span<const uint8_t> message) override;
  hal::Key32 mac(const hal::Key32& key, std::span<const uint8_t> message) override;
  hal::SigningKeys signingKeys(const hal::Key32& seed) override;
  hal::Signature64 sign(const hal::Key32& seed, std::span<const uint8_t> message) override;
  bool verify(const hal::Key32& publicKey, std::span<const uint8_t> message,
              const hal::Signature64& signature) override;
  hal::Key32 exchangePublic(const hal::Key32& secret) override;
  Result<hal::Key32> exchange(const hal::Key32& secret, const hal::Key32& peer) override;
  Bytes seal(const hal::Key32& key, const hal::Nonce24& nonce,
             std::span<const uint8_t> plain) override;
  Result<Bytes> open(const hal::Key32& key, const hal::Nonce24& nonce,
                     std::span<const uint8_t> sealed) override;
  bool equal(std::span<const uint8_t> a, std::span<const uint8_t> b) override;

  uint64_t stateHash() const override { return 0; }
};

}  // namespace tw::sim
