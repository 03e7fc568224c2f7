// The cloud's end of one stream, as little of it as the session's tests need; can misbehave.
#pragma once

#include <nlohmann/json.hpp>

#include "firmware_core/net/wire.h"
#include "tests/unit/fw_net/fakes.h"

namespace tw::fw {

class TestCloud {
 public:
  explicit TestCloud(FakeHardware& camera) : camera_(camera) { seed.fill(77); }

  hal::Key32 publicKey() { return crypto_.signingKeys(seed).publicKey; }
  FakeStack::Stream& stream() { return camera_.stack.streams.at(camera_.stack.current); }

  void acceptConnection() {
    stream().state = hal::SocketState::kOpen;
    sent_ = opened_ = 0;
    keyed_ = false;
  }
  void reply(std::span<const uint8_t> body) { append(stream().toReceive, record(body)); }
  void send(FrameType type, const nlohmann::json& value) { sendText(type, value.dump()); }
  void sendText(FrameType type, std::string_view text) {
    reply(seal(plainBody(type, asBytes(text))));
  }
  Bytes seal(std::span<const uint8_t> plain) { return crypto_.seal(down_, nonce(sent_++), plain); }

  // Answers the camera's hello, with a good signature or one of somebody else.
  void answerHello(bool honest = true) {
    const Bytes body = takeBody();
    REQUIRE(body.size() == 34);
    CHECK(body[1] == kProtocolVersion);
    std::copy_n(body.begin() + 2, 32, x.begin());
    hal::Key32 secret{};
    entropy_.fill(secret);
    y = crypto_.exchangePublic(secret);
    const hal::Key32 shared = crypto_.exchange(secret, x).value();
    up_ = crypto_.mac(shared, joined("up"));
    down_ = crypto_.mac(shared, joined("down"));
    keyed_ = true;
    hal::Key32 signer = seed;
    if (!honest) signer[0] ^= 1;
    Bytes answer{static_cast<uint8_t>(FrameType::kHelloAnswer)};
    append(answer, y);
    append(answer, crypto_.sign(signer, joined("tweelens cloud 1")));
    lastHelloAnswer = answer;
    reply(answer);
  }
  // The next frame of the camera.
  Frame take() {
    const Bytes body = takeBody();
    auto plain = crypto_.open(up_, nonce(opened_++), body);
    REQUIRE(plain);
    return frameOf(plain.value()).value();
  }
  bool hasFrame() { return stream().sent.size() > read_[camera_.stack.current]; }

  Bytes joined(std::string_view label, std::string_view tail = {}) const {
    Bytes out;
    append(out, asBytes(label));
    append(out, x);
    append(out, y);
    append(out, asBytes(tail));
    return out;
  }

  hal::Key32 seed{};
  hal::Key32 x{}, y{};
  Bytes lastHelloAnswer;

 private:
  static hal::Nonce24 nonce(uint64_t number) {
    hal::Nonce24 out{};
    putBig<uint64_t>(out, 16, number);
    return out;
  }
  Bytes takeBody() {
    size_t& at = read_[camera_.stack.current];
    const Bytes& sent = stream().sent;
    REQUIRE(sent.size() >= at + 4);
    const uint32_t length = getBig<uint32_t>(sent, at);
    REQUIRE(sent.size() >= at + 4 + length);
    Bytes body(sent.begin() + static_cast<ptrdiff_t>(at + 4),
               sent.begin() + static_cast<ptrdiff_t>(at + 4 + length));
    at += 4 + size_t{length};
    return body;
  }

  FakeHardware& camera_;
  FakeCrypto crypto_;
  FakeEntropy entropy_;
  hal::Key32 up_{}, down_{};
  uint64_t sent_ = 0, opened_ = 0;
  bool keyed_ = false;
  std::map<hal::SocketId, size_t> read_;
};

}  // namespace tw::fw
