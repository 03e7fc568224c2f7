// The crypto block: BLAKE2b, Ed25519, X25519 and XChaCha20-Poly1305, as libsodium names them.
//
// Synchronous (below 2 ms). No randomness inside: keys and nonces are filled from Entropy by the
// caller. Ownership: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::hal {

using Key32 = std::array<uint8_t, 32>;
using Nonce24 = std::array<uint8_t, 24>;
using Signature64 = std::array<uint8_t, 64>;

struct SigningKeys {
  Key32 seed{};  // secret
  Key32 publicKey{};
};

class Crypto {
 public:
  virtual ~Crypto() = default;
  virtual Key32 hash(std::span<const uint8_t> message) = 0;                   // BLAKE2b-256
  virtual Key32 mac(const Key32& key, std::span<const uint8_t> message) = 0;  // keyed BLAKE2b-256
  virtual SigningKeys signingKeys(const Key32& seed) = 0;
  virtual Signature64 sign(const Key32& seed, std::span<const uint8_t> message) = 0;
  virtual bool verify(const Key32& publicKey, std::span<const uint8_t> message,
                      const Signature64& signature) = 0;
  virtual Key32 exchangePublic(const Key32& secret) = 0;  // X25519 base point
  virtual Result<Key32> exchange(const Key32& secret,
                                 const Key32& peer) = 0;  // kCorrupt: weak point
  virtual Bytes seal(const Key32& key, const Nonce24& nonce, std::span<const uint8_t> plain) = 0;
  // kCorrupt when the tag does not match.
  virtual Result<Bytes> open(const Key32& key, const Nonce24& nonce,
                             std::span<const uint8_t> sealed) = 0;
  virtual bool equal(std::span<const uint8_t> a, std::span<const uint8_t> b) = 0;  // constant time
};

}  // namespace tw::hal
