// Every crypto block: hal::Crypto, against published vectors (RFC 7693, 7748, 8032 and
// draft-irtf-cfrg-xchacha-03).
#include "sim/devices/crypto.h"

#include <string>

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

Bytes unhex(const std::string& hex) {
  Bytes bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

template <size_t N>
std::array<uint8_t, N> fixed(const std::string& hex) {
  const Bytes bytes = unhex(hex);
  REQUIRE(bytes.size() == N);
  std::array<uint8_t, N> out{};
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}
hal::Key32 key(const std::string& hex) { return fixed<32>(hex); }

Bytes counting(size_t count, uint8_t from) {
  Bytes bytes(count);
  for (uint8_t& byte : bytes) byte = from++;
  return bytes;
}

void checkHashes(hal::Crypto& crypto) {
  CHECK(crypto.hash({}) == key("0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"));
  CHECK(crypto.hash(asBytes("abc")) ==
        key("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"));
  hal::Key32 k{};
  for (size_t i = 0; i < k.size(); ++i) k[i] = static_cast<uint8_t>(i);
  // By Python's hashlib: blake2b(bytes(range(200)), digest_size=32, key=bytes(range(32))).
  CHECK(crypto.mac(k, counting(200, 0)) ==
        key("a39ff6e7e838226fd50e24a55375ff3a39419fd93e32cc463f3f74323291c425"));
}

struct SignatureVector {
  const char *seed, *publicKey, *message, *signature;
};
// RFC 8032, 7.1, tests 1 to 3.
constexpr SignatureVector kSignatures[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
     "c6594a7c15e9716ed28dc027beceea1ec40a"}};

void checkSignatures(hal::Crypto& crypto) {
  for (const SignatureVector& v : kSignatures) {
    const Bytes message = unhex(v.message);
    const auto signature = fixed<64>(v.signature);
    CHECK(crypto.signingKeys(key(v.seed)).publicKey == key(v.publicKey));
    CHECK(crypto.signingKeys(key(v.seed)).seed == key(v.seed));
    CHECK(crypto.sign(key(v.seed), message) == signature);
    CHECK(crypto.verify(key(v.publicKey), message, signature));
    for (const size_t byte : {size_t{0}, size_t{31}, size_t{40}}) {
      auto forged = signature;
      forged[byte] ^= 1;
      CHECK_FALSE(crypto.verify(key(v.publicKey), message, forged));
    }
    Bytes other = message;
    other.push_back(0);
    CHECK_FALSE(crypto.verify(key(v.publicKey), other, signature));
  }
}

// RFC 7748, 6.1.
void checkExchange(hal::Crypto& crypto) {
  const auto alice = key("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
  const auto bob = key("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
  const auto alicePublic = key("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
  const auto bobPublic = key("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  const auto shared = key("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  CHECK(crypto.exchangePublic(alice) == alicePublic);
  CHECK(crypto.exchangePublic(bob) == bobPublic);
  CHECK(crypto.exchange(alice, bobPublic).value() == shared);
  CHECK(crypto.exchange(bob, alicePublic).value() == shared);
  // Points of small order: all results are 0, which everybody knows.
  for (const uint8_t first : {uint8_t{0}, uint8_t{1}}) {
    const hal::Key32 weak{first};
    CHECK(crypto.exchange(alice, weak).error().code == Errc::kCorrupt);
  }
}

// draft-irtf-cfrg-xchacha-03, A.3.1; its tag covers extra data that this interface does not have,
// so that ours was computed apart, by a plain implementation that yields the draft's with it.
void checkSealing(hal::Crypto& crypto) {
  hal::Key32 k{};
  hal::Nonce24 nonce{};
  for (size_t i = 0; i < k.size(); ++i) k[i] = static_cast<uint8_t>(0x80 + i);
  for (size_t i = 0; i < nonce.size(); ++i) nonce[i] = static_cast<uint8_t>(0x40 + i);
  const auto plain = asBytes(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it.");
  const Bytes sealed = unhex(
      "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda"
      "7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b23835"
      "65d3fff921f9664c97637da9768812f615c68b13b52ef7e62efbf45089db18f9c8a3f0e41e5f");
  CHECK(crypto.seal(k, nonce, plain) == sealed);
  CHECK(crypto.open(k, nonce, sealed).value() == Bytes(plain.begin(), plain.end()));
  for (size_t i = 0; i < sealed.size(); ++i) {
    Bytes forged = sealed;
    forged[i] ^= 0x80;
    REQUIRE(crypto.open(k, nonce, forged).error().code == Errc::kCorrupt);
  }
  for (size_t length = 0; length < sealed.size(); ++length)
    REQUIRE(crypto.open(k, nonce, std::span(sealed).first(length)).error().code == Errc::kCorrupt);
  CHECK(crypto.open(k, nonce, crypto.seal(k, nonce, {})).value().empty());
}

void checkEqual(hal::Crypto& crypto) {
  const Bytes a = counting(32, 5);
  for (size_t i = 0; i < a.size(); ++i) {
    Bytes b = a;
    CHECK(crypto.equal(a, b));
    b[i] ^= 1;
    CHECK_FALSE(crypto.equal(a, b));
    CHECK_FALSE(crypto.equal(a, std::span(a).first(i)));
  }
  CHECK(crypto.equal({}, {}));
}

void cryptoContract(const MakeRig<Rig<hal::Crypto>>& make) {
  const auto rig = make();
  SECTION("hashes with BLAKE2b-256") { checkHashes(rig->device()); }
  SECTION("signs with Ed25519 and knows a forgery") { checkSignatures(rig->device()); }
  SECTION("agrees on a key with X25519 and refuses weak points") { checkExchange(rig->device()); }
  SECTION("seals with XChaCha20-Poly1305 and opens nothing that was touched") {
    checkSealing(rig->device());
  }
  SECTION("compares") { checkEqual(rig->device()); }
}

}  // namespace

TEST_CASE("contract: the virtual crypto block") {
  cryptoContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualCrypto, Rig<hal::Crypto>>>(); });
}
