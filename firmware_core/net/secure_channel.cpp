#include "firmware_core/net/secure_channel.h"

#include <algorithm>

namespace tw::fw {
namespace {

hal::Nonce24 nonceOf(uint64_t number) {
  hal::Nonce24 nonce{};
  putBig<uint64_t>(nonce, 16, number);
  return nonce;
}

Bytes joined(std::string_view label, const hal::Key32& x, const hal::Key32& y,
             std::string_view tail = {}) {
  Bytes out;
  append(out, asBytes(label));
  append(out, x);
  append(out, y);
  append(out, asBytes(tail));
  return out;
}

}  // namespace

Bytes SecureChannel::hello() {
  ready_ = false;
  sent_ = opened_ = 0;
  entropy_.fill(secret_);
  mine_ = crypto_.exchangePublic(secret_);
  Bytes payload{kProtocolVersion};
  append(payload, mine_);
  return record(plainBody(FrameType::kHello, payload));
}

Result<void> SecureChannel::takeHelloAnswer(std::span<const uint8_t> body) {
  constexpr size_t kSize = 1 + 32 + 64;
  if (body.size() != kSize || FrameType{body[0]} != FrameType::kHelloAnswer) return Errc::kCorrupt;
  std::copy_n(body.begin() + 1, 32, theirs_.begin());
  hal::Signature64 signature{};
  std::copy_n(body.begin() + 33, 64, signature.begin());
  if (!crypto_.verify(cloudKey_, joined("tweelens cloud 1", mine_, theirs_), signature))
    return Error{Errc::kCorrupt, "the cloud's signature is wrong"};
  auto shared = crypto_.exchange(secret_, theirs_);
  secret_.fill(0);
  if (!shared) return shared.error();
  up_ = crypto_.mac(shared.value(), joined("up", mine_, theirs_));
  down_ = crypto_.mac(shared.value(), joined("down", mine_, theirs_));
  ready_ = true;
  return {};
}

hal::Signature64 SecureChannel::prove(const hal::Key32& deviceSeed, std::string_view serial) {
  TW_CHECK(ready_);
  return crypto_.sign(deviceSeed, joined("tweelens camera 1", mine_, theirs_, serial));
}

Bytes SecureChannel::seal(FrameType type, std::span<const uint8_t> payload) {
  TW_CHECK(ready_);
  return record(crypto_.seal(up_, nonceOf(sent_++), plainBody(type, payload)));
}

Result<Frame> SecureChannel::open(std::span<const uint8_t> body) {
  TW_CHECK(ready_);
  auto plain = crypto_.open(down_, nonceOf(opened_), body);
  if (!plain) return plain.error();
  ++opened_;
  return frameOf(plain.value());
}

}  // namespace tw::fw
