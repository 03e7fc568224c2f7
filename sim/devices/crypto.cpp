#include "sim/devices/crypto.h"

#include <sodium.h>

namespace tw::sim {
namespace {

struct SigningPair {
  hal::Key32 publicKey{};
  std::array<uint8_t, crypto_sign_SECRETKEYBYTES> secret{};  // libsodium's: seed and public key
};

SigningPair pairOf(const hal::Key32& seed) {
  SigningPair pair;
  TW_CHECK(crypto_sign_seed_keypair(pair.publicKey.data(), pair.secret.data(), seed.data()) == 0);
  return pair;
}

hal::Key32 blake2b(std::span<const uint8_t> message, std::span<const uint8_t> key) {
  hal::Key32 out{};
  TW_CHECK(crypto_generichash(out.data(), out.size(), message.data(), message.size(), key.data(),
                              key.size()) == 0);
  return out;
}

}  // namespace

VirtualCrypto::VirtualCrypto(const Bench& bench) : Device(bench, "crypto") {
  TW_CHECK(sodium_init() >= 0);
}

hal::Key32 VirtualCrypto::hash(std::span<const uint8_t> message) {
  trace("hash", message);
  return blake2b(message, {});
}

hal::Key32 VirtualCrypto::mac(const hal::Key32& key, std::span<const uint8_t> message) {
  trace("mac", message);
  return blake2b(message, key);
}

hal::SigningKeys VirtualCrypto::signingKeys(const hal::Key32& seed) {
  trace("signingKeys", seed);
  return {seed, pairOf(seed).publicKey};
}

hal::Signature64 VirtualCrypto::sign(const hal::Key32& seed, std::span<const uint8_t> message) {
  trace("sign", message);
  const SigningPair pair = pairOf(seed);
  hal::Signature64 signature{};
  TW_CHECK(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                                pair.secret.data()) == 0);
  return signature;
}

bool VirtualCrypto::verify(const hal::Key32& publicKey, std::span<const uint8_t> message,
                           const hal::Signature64& signature) {
  trace("verify", message);
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     publicKey.data()) == 0;
}

hal::Key32 VirtualCrypto::exchangePublic(const hal::Key32& secret) {
  trace("exchangePublic", secret);
  hal::Key32 out{};
  TW_CHECK(crypto_scalarmult_base(out.data(), secret.data()) == 0);
  return out;
}

Result<hal::Key32> VirtualCrypto::exchange(const hal::Key32& secret, const hal::Key32& peer) {
  trace("exchange", peer);
  hal::Key32 out{};
  if (crypto_scalarmult(out.data(), secret.data(), peer.data()) != 0)
    return Error{Errc::kCorrupt, "weak public key"};
  return out;
}

Bytes VirtualCrypto::seal(const hal::Key32& key, const hal::Nonce24& nonce,
                          std::span<const uint8_t> plain) {
  trace("seal", plain);
  Bytes sealed(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  TW_CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(),
                                                      plain.size(), nullptr, 0, nullptr,
                                                      nonce.data(), key.data()) == 0);
  return sealed;
}

Result<Bytes> VirtualCrypto::open(const hal::Key32& key, const hal::Nonce24& nonce,
                                  std::span<const uint8_t> sealed) {
  trace("open", sealed);
  constexpr size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.size() < kTag) return Error{Errc::kCorrupt, "shorter than its tag"};
  Bytes plain(sealed.size() - kTag);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                 sealed.size(), nullptr, 0, nonce.data(),
                                                 key.data()) != 0)
    return Error{Errc::kCorrupt, "the tag does not match"};
  return plain;
}

bool VirtualCrypto::equal(std::span<const uint8_t> a, std::span<const uint8_t> b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tw::sim
