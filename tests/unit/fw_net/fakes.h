// Hardware for the network part's tests: a port, a stack whose packets the test sees, counted
// entropy, a calendar, and a crypto block that has the properties the protocol leans on (a key pair
// verifies, an exchange commutes, a changed byte does not open) but no strength.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware_core/net/net_types.h"

namespace tw::fw {

class FakeCrypto : public hal::Crypto {
 public:
  hal::Key32 hash(std::span<const uint8_t> message) override {
    hal::Key32 out{};
    uint64_t state = 0xcbf29ce484222325u;
    for (uint8_t byte : message) state = (state ^ byte) * 0x100000001b3u;
    for (size_t i = 0; i < out.size(); ++i) {
      state = (state ^ (state >> 29)) * 0xbf58476d1ce4e5b9u + i;
      out[i] = static_cast<uint8_t>(state >> 56);
    }
    return out;
  }
  hal::Key32 mac(const hal::Key32& key, std::span<const uint8_t> message) override {
    Bytes all(key.begin(), key.end());
    append(all, message);
    return hash(all);
  }
  hal::SigningKeys signingKeys(const hal::Key32& seed) override { return {seed, hash(seed)}; }
  hal::Signature64 sign(const hal::Key32& seed, std::span<const uint8_t> message) override {
    const hal::Key32 half = mac(hash(seed), message);
    hal::Signature64 out{};
    std::copy(half.begin(), half.end(), out.begin());
    std::copy(half.rbegin(), half.rend(), out.begin() + 32);
    return out;
  }
  bool verify(const hal::Key32& publicKey, std::span<const uint8_t> message,
              const hal::Signature64& signature) override {
    const hal::Key32 half = mac(publicKey, message);
    return std::equal(half.begin(), half.end(), signature.begin()) &&
           std::equal(half.rbegin(), half.rend(), signature.begin() + 32);
  }
  // Diffie-Hellman modulo a small prime: commutes, and that is all.
  hal::Key32 exchangePublic(const hal::Key32& secret) override { return store(power(3, secret)); }
  Result<hal::Key32> exchange(const hal::Key32& secret, const hal::Key32& peer) override {
    const uint64_t base = getLittle<uint64_t>(peer, 0) % kPrime;
    if (base < 2) return Errc::kCorrupt;
    return store(power(base, secret));
  }
  Bytes seal(const hal::Key32& key, const hal::Nonce24& nonce,
             std::span<const uint8_t> plain) override {
    Bytes out = crypt(key, nonce, plain);
    const hal::Key32 tag = tagOf(key, nonce, out);
    out.insert(out.end(), tag.begin(), tag.begin() + 16);
    return out;
  }
  Result<Bytes> open(const hal::Key32& key, const hal::Nonce24& nonce,
                     std::span<const uint8_t> sealed) override {
    if (sealed.size() < 16) return Errc::kCorrupt;
    const auto body = sealed.first(sealed.size() - 16);
    const hal::Key32 tag = tagOf(key, nonce, body);
    if (!std::equal(tag.begin(), tag.begin() + 16, sealed.end() - 16)) return Errc::kCorrupt;
    return crypt(key, nonce, body);
  }
  bool equal(std::span<const uint8_t> a, std::span<const uint8_t> b) override {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  static constexpr uint64_t kPrime = 2147483647;  // 2^31 - 1
  static uint64_t power(uint64_t base, const hal::Key32& secret) {
    uint64_t exponent = getLittle<uint64_t>(secret, 0) | 1, out = 1;
    for (; exponent > 0; exponent >>= 1, base = base * base % kPrime)
      if (exponent & 1) out = out * base % kPrime;
    return out;
  }
  static hal::Key32 store(uint64_t value) {
    hal::Key32 out{};
    putLittle<uint64_t>(out, 0, value);
    return out;
  }
  hal::Key32 tagOf(const hal::Key32& key, const hal::Nonce24& nonce,
                   std::span<const uint8_t> body) {
    Bytes all(nonce.begin(), nonce.end());
    append(all, body);
    return mac(key, all);
  }
  Bytes crypt(const hal::Key32& key, const hal::Nonce24& nonce, std::span<const uint8_t> in) {
    const hal::Key32 pad = mac(key, nonce);
    Bytes out(in.begin(), in.end());
    for (size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<uint8_t>(out[i] ^ pad[i % 32] ^ (i / 32));
    return out;
  }
};

class FakeEntropy : public hal::Entropy {
 public:
  void fill(std::span<uint8_t> bytes) override {
    for (uint8_t& b : bytes) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      b = static_cast<uint8_t>(state_ >> 56);
    }
  }

 private:
  uint64_t state_ = 1;
};

class FakeCalendar : public hal::CalendarClock {
 public:
  std::optional<CalendarTime> now() const override { return time; }
  void set(CalendarTime to) override { time = to; }
  std::optional<CalendarTime> time;
};

class FakePort : public hal::EthernetPort {
 public:
  bool linkUp() const override { return up; }
  int speedMbps() const override { return up ? 100 : 0; }
  hal::MacAddress mac() const override { return {2, 0, 0, 0, 0, 9}; }
  bool up = false;
};

// Streams and datagrams lie open: what was sent, what is to be received.
class FakeStack : public hal::NetworkStack {
 public:
  struct Sent {
    hal::Endpoint to;
    Bytes data;
  };
  struct Stream {
    hal::SocketState state = hal::SocketState::kConnecting;
    Bytes sent, toReceive;
  };

  void setAddress(hal::NetInterface, const hal::InterfaceAddress& a) override { address = a; }
  void clearAddress(hal::NetInterface) override {
    address.reset();
    for (auto& [id, stream] : streams) stream.state = hal::SocketState::kClosed;
  }
  Result<hal::SocketId> openUdp(hal::NetInterface, uint16_t port) override {
    udpPort = port;
    return hal::SocketId{1};
  }
  std::optional<hal::Datagram> receiveFrom(hal::SocketId) override {
    if (datagrams.empty()) return std::nullopt;
    hal::Datagram out = std::move(datagrams.front());
    datagrams.pop_front();
    return out;
  }
  Result<hal::SocketId> connectTcp(hal::NetInterface, const hal::Endpoint&) override {
    streams[nextId] = {};
    current = nextId;
    return nextId++;
  }
  hal::SocketState state(hal::SocketId id) const override {
    const auto found = streams.find(id);
    return found == streams.end() ? hal::SocketState::kClosed : found->second.state;
  }
  Result<size_t> send(hal::SocketId id, std::span<const uint8_t> data) override {
    if (state(id) != hal::SocketState::kOpen) return Errc::kClosed;
    const size_t taken = std::min(data.size(), sendSpace(id));
    append(streams[id].sent, data.first(taken));
    return taken;
  }
  size_t sendSpace(hal::SocketId id) const override {
    return state(id) == hal::SocketState::kOpen ? room : 0;
  }
  Bytes receive(hal::SocketId id) override {
    const auto found = streams.find(id);
    return found == streams.end() ? Bytes{} : std::exchange(found->second.toReceive, {});
  }
  void close(hal::SocketId id) override { streams.erase(id); }
  Result<void> startResolve(hal::NetInterface, const std::string&) override {
    ++questions;
    resolving = hal::ResolveState::kBusy;
    return {};
  }
  hal::ResolveState resolveState() const override { return resolving; }
  Result<hal::Ipv4> takeResolved() override {
    resolving = hal::ResolveState::kIdle;
    return answer;
  }

  std::optional<hal::InterfaceAddress> address;
  uint16_t udpPort = 0;
  std::vector<Sent> sent;
  std::deque<hal::Datagram> datagrams;
  std::map<hal::SocketId, Stream> streams;
  hal::SocketId nextId = 10, current = 0;
  size_t room = kSendBufferBytes;
  int questions = 0;
  hal::ResolveState resolving = hal::ResolveState::kIdle;
  Result<hal::Ipv4> answer = hal::Ipv4{0xCB007101};

 private:
  Result<void> doSendTo(hal::SocketId, const hal::Endpoint& to,
                        std::span<const uint8_t> data) override {
    sent.push_back({to, Bytes(data.begin(), data.end())});
    return {};
  }
};

class FakeConsole : public LogSink {
 public:
  void write(LogLevel, std::string_view, std::string_view text) override {
    lines.emplace_back(text);
  }
  std::vector<std::string> lines;
};

struct FakeHardware {
  FakeConsole console;
  FakePort port;
  FakeStack stack;
  FakeCrypto crypto;
  FakeEntropy entropy;
  FakeCalendar calendar;
  NetHardware hardware{console, port, stack, crypto, entropy, calendar};
};

constexpr Instant at(Duration time) { return Instant{time}; }

}  // namespace tw::fw
