// The session with the cloud: handshake, liars, heartbeats, back-off, hostile bytes.
#include "firmware_core/net/cloud_session.h"

#include "firmware_core/net/network.h"
#include "firmware_core/net/strict_json.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_net/test_cloud.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr uint64_t kUnixMs = 1780308000000;

NetIdentity identityFor(TestCloud& cloud) {
  NetIdentity identity;
  identity.serial = "TW1001";
  identity.verificationCode = "CODE1";
  identity.deviceKeySeed.fill(5);
  identity.cloudKey = cloud.publicKey();
  return identity;
}

struct Session {
  FakeHardware camera;
  TestCloud cloud{camera};
  CloudSession session{camera.hardware, identityFor(cloud), "queue"};
  Instant now{};

  void poll() { session.poll(now); }
  void connect() {
    session.start(now, hal::NetInterface::kEthernet);
    reconnect();
  }
  void reconnect() {
    poll();
    camera.stack.resolving = hal::ResolveState::kDone;
    poll();
    REQUIRE(session.state() == SessionState::kConnecting);
    cloud.acceptConnection();
    poll();
    REQUIRE(session.state() == SessionState::kHandshaking);
  }
  void handshake() {
    connect();
    cloud.answerHello();
    poll();
  }
  void welcome() {
    cloud.send(FrameType::kWelcome, {{"unix_ms", kUnixMs}, {"account", nullptr}});
    poll();
  }
  void up() {
    handshake();
    CHECK(cloud.take().type == FrameType::kAuth);
    welcome();
    REQUIRE(session.up());
  }
  bool failed() const { return session.state() == SessionState::kWaiting; }
};

int nibble(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

}  // namespace

TEST_CASE("the camera proves who it is for this session alone") {
  Session s;
  s.session.setAccount("anna");
  s.handshake();
  const Frame auth = s.cloud.take();
  REQUIRE(auth.type == FrameType::kAuth);
  const auto json = nlohmann::json::parse(auth.payload);
  CHECK(json["serial"] == "TW1001");
  CHECK(json["account"] == "anna");
  CHECK(json["queue"] == "queue");
  hal::Signature64 signature{};
  const std::string hex = json["signature"];
  REQUIRE(hex.size() == 128);
  for (size_t i = 0; i < 64; ++i)
    signature[i] = static_cast<uint8_t>(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
  FakeCrypto crypto;
  hal::Key32 seed{};
  seed.fill(5);
  CHECK(crypto.verify(crypto.signingKeys(seed).publicKey,
                      s.cloud.joined("tweelens camera 1", "TW1001"), signature));
  CHECK_FALSE(s.session.up());
  s.welcome();
  CHECK(s.session.up());
  CHECK(s.session.epoch() == 1);
}

TEST_CASE("a cloud with another key is refused before anything is told") {
  Session s;
  s.connect();
  s.cloud.answerHello(false);
  s.poll();
  CHECK(s.failed());
  CHECK(s.session.badFrames() == 1);
}

TEST_CASE("a recorded handshake does not work twice") {
  Session s;
  s.up();
  const Bytes recorded = s.cloud.lastHelloAnswer;
  s.session.start(s.now, hal::NetInterface::kEthernet);
  s.reconnect();
  s.cloud.reply(recorded);  // signed over the earlier session's keys
  s.poll();
  CHECK(s.failed());
}

TEST_CASE("a record that comes twice, changed, or out of order ends the session") {
  const std::string how = GENERATE("twice", "changed", "skipped", "truncated", "empty", "huge");
  Session s;
  s.up();
  const Bytes first = s.cloud.seal(plainBody(FrameType::kRequest, asBytes("{}")));
  if (how == "twice") {
    s.cloud.reply(first);
    s.cloud.reply(first);
  } else if (how == "changed") {
    Bytes bad = first;
    bad[3] ^= 1;
    s.cloud.reply(bad);
  } else if (how == "skipped") {
    s.cloud.reply(s.cloud.seal(plainBody(FrameType::kRequest, asBytes("{}"))));
  } else if (how == "truncated") {
    s.cloud.reply(std::span(first).first(10));
  } else {
    append(s.cloud.stream().toReceive,
           how == "empty" ? Bytes{0, 0, 0, 0} : Bytes{0xff, 0xff, 0xff, 0xff});
  }
  s.poll();
  CHECK(s.failed());
  CHECK(s.session.badFrames() == 1);
}

TEST_CASE("records may come in any pieces") {
  Session s;
  s.up();
  s.cloud.send(FrameType::kRequest, {{"a", 1}});
  s.cloud.send(FrameType::kRequest, {{"a", 2}});
  const Bytes all = std::exchange(s.cloud.stream().toReceive, {});
  std::vector<std::string> got;
  for (uint8_t byte : all) {
    s.cloud.stream().toReceive = {byte};
    s.poll();
    while (auto frame = s.session.takeFrame()) got.emplace_back(asText(frame->payload));
  }
  CHECK(got == std::vector<std::string>{R"({"a":1})", R"({"a":2})"});
}

TEST_CASE("pauses between attempts grow from 1 to 60 s, for ever, and start over with success") {
  Session s;
  s.camera.stack.answer = Errc::kTimeout;
  s.session.start(s.now, hal::NetInterface::kEthernet);
  double total = 0;
  for (int i = 0; i < 1000; ++i) {
    s.camera.stack.resolving = hal::ResolveState::kDone;
    s.poll();
    REQUIRE(s.failed());
    const double pause = toSeconds(s.session.due(s.now) - s.now);
    const double expected = std::min(60.0, static_cast<double>(1u << std::min(i, 6)));
    CHECK(pause >= 0.8 * expected);
    CHECK(pause <= std::min(60.0, 1.2 * expected) + 1e-6);
    total += pause;
    s.now = s.session.due(s.now);
    s.poll();
    REQUIRE(s.session.state() == SessionState::kResolving);
  }
  CHECK(s.camera.stack.questions == 1001);
  CHECK(total > 10 * 3600);
  s.camera.stack.answer = hal::Ipv4{1};
  s.reconnect();
  s.cloud.answerHello();
  s.poll();
  s.welcome();
  REQUIRE(s.session.up());
  s.cloud.stream().state = hal::SocketState::kClosed;
  s.poll();
  CHECK(toSeconds(s.session.due(s.now) - s.now) <= 1.2);
}

TEST_CASE("a silent session pings every 15 s and is lost after 37.5 s") {
  Session s;
  s.up();
  const Instant start = s.now;
  std::vector<int64_t> pings;  // milliseconds
  while (s.session.up()) {
    s.now = s.session.due(s.now);
    s.poll();
    while (s.session.up() && s.cloud.hasFrame()) {
      CHECK(s.cloud.take().type == FrameType::kPing);
      pings.push_back((s.now - start) / 1ms);
    }
  }
  CHECK(pings == std::vector<int64_t>{15000, 30000});
  CHECK(s.now - start == 37500ms);
}

TEST_CASE("answered heartbeats keep the session, four events a minute") {
  Session s;
  s.up();
  int polls = 0;
  while (s.now < at(1h)) {
    s.now = s.session.due(s.now);
    s.poll();
    ++polls;
    while (s.cloud.hasFrame()) {
      s.cloud.take();
      s.cloud.send(FrameType::kPong,
                   {{"unix_ms", kUnixMs + static_cast<uint64_t>(s.now.time_since_epoch() / 1ms)}});
      s.poll();
    }
    REQUIRE(s.session.up());
  }
  CHECK(polls <= 241);
}

TEST_CASE("the calendar is set by the welcome, and corrected only when it is off") {
  Session s;
  s.up();
  REQUIRE(s.camera.calendar.time);
  CHECK(s.camera.calendar.time->time_since_epoch() == std::chrono::milliseconds{kUnixMs});
  const auto pong = [&](uint64_t ms) {
    s.cloud.send(FrameType::kPong, {{"unix_ms", ms}});
    s.poll();
    return s.camera.calendar.time->time_since_epoch() / 1ms;
  };
  CHECK(pong(kUnixMs + 1500) == static_cast<int64_t>(kUnixMs));
  CHECK(pong(kUnixMs + 5000) == static_cast<int64_t>(kUnixMs + 5000));
  CHECK(pong(~uint64_t{0}) == static_cast<int64_t>(kUnixMs + 5000));  // nonsense
}

TEST_CASE("a cloud that never answers is left after its time") {
  Session s;
  s.connect();
  CHECK(s.session.due(s.now) == s.now + CloudSession::kHandshakePatience);
  s.now += CloudSession::kHandshakePatience;
  s.poll();
  CHECK(s.failed());
}

TEST_CASE("small frames wait for room in order, bulk leaves the reserve free") {
  Session s;
  s.up();
  s.camera.stack.room = CloudSession::kReserve + 1000;
  CHECK(s.session.bulkSpace() == 1000 - kFrameOverhead);
  CHECK(s.session.sendBulk(FrameType::kVideo, Bytes(1000)).error().code == Errc::kNoSpace);
  CHECK(s.session.sendBulk(FrameType::kVideo, Bytes(1000 - kFrameOverhead)));
  CHECK(s.cloud.take().payload.size() == 1000 - kFrameOverhead);
  s.camera.stack.room = 10;
  for (uint8_t i = 0; i < CloudSession::kOutboxFrames; ++i)
    CHECK(s.session.send(FrameType::kAnswer, Bytes{i}));
  CHECK(s.session.send(FrameType::kAnswer, Bytes{0}).error().code == Errc::kNoSpace);
  CHECK(s.session.bulkSpace() == 0);
  s.camera.stack.room = 100000;
  s.poll();
  for (uint8_t i = 0; i < CloudSession::kOutboxFrames; ++i)
    CHECK(s.cloud.take().payload == Bytes{i});
}

TEST_CASE("thousands of hostile bytes, before and within the seal, never crash or bind") {
  struct Handler : AppHandler {
    std::optional<nlohmann::json> handle(const AppRequest&) override {
      ++requests;
      return okAnswer();
    }
    bool bindingChanged(const std::string&) override {
      ++bindings;
      return true;
    }
    void viewersGone() override {}
    int requests = 0, bindings = 0;
  } handler;
  FakeHardware camera;
  TestCloud cloud(camera);
  Network network(camera.hardware, identityFor(cloud), "anna", handler);
  camera.port.up = true;
  Instant now{};
  network.poll(now);
  // An address, from the fake's DHCP server: an offer and an acknowledgement.
  for (uint8_t type : {uint8_t{2}, uint8_t{5}}) {
    Bytes packet(240, 0);
    packet[0] = 2, packet[1] = 1, packet[2] = 6;
    std::copy_n(camera.stack.sent.back().data.begin() + 4, 4, packet.begin() + 4);
    packet[16] = 10, packet[19] = 2;
    std::copy_n(camera.stack.sent.back().data.begin() + 28, 6, packet.begin() + 28);
    putBig<uint32_t>(packet, 236, 0x63825363);
    packet.insert(packet.end(), {53, 1, type, 54, 4, 10, 0, 0, 1, 51, 4, 0x7f, 0, 0, 0, 255});
    camera.stack.datagrams.push_back({{{0x0A000001}, 67}, packet});
    network.poll(now);
  }
  REQUIRE(network.link() == LinkState::kLocalOnly);
  FakeEntropy random;
  const auto draw = [&](size_t below) {
    std::array<uint8_t, 4> raw{};
    random.fill(raw);
    return getLittle<uint32_t>(raw, 0) % below;
  };
  const auto connect = [&] {
    for (int i = 0; i < 10 && network.session() != SessionState::kHandshaking; ++i) {
      if (network.session() == SessionState::kResolving)
        camera.stack.resolving = hal::ResolveState::kDone;
      if (network.session() == SessionState::kConnecting) cloud.acceptConnection();
      const Instant next = network.poll(now);
      if (network.session() == SessionState::kWaiting) now = std::max(now, next);
    }
    REQUIRE(network.session() == SessionState::kHandshaking);
  };
  const std::vector<std::string> seeds{
      R"({"account":"anna","request":{"id":1,"do":"settings.set","values":{}}})", R"({"seq":1})",
      R"({"account":"bert","code":"CODE1"})", R"({"unix_ms":1780308000000})", ""};
  int sessions = 0;
  for (int round = 0; round < 3000; ++round) {
    connect();
    if (draw(4) == 0) {  // before the handshake
      Bytes noise(draw(200), 0);
      random.fill(noise);
      append(cloud.stream().toReceive, noise);
      network.poll(now);
      if (network.session() == SessionState::kHandshaking) {
        cloud.stream().state = hal::SocketState::kClosed;
        network.poll(now);
      }
      continue;
    }
    cloud.answerHello();
    network.poll(now);
    cloud.take();
    cloud.send(FrameType::kWelcome, {{"unix_ms", kUnixMs}, {"account", "anna"}});
    network.poll(now);
    REQUIRE(network.internetReached());
    ++sessions;
    for (int i = 0; i < 20 && network.internetReached(); ++i) {
      std::string text = seeds[draw(seeds.size())];
      if (!text.empty() && draw(3) != 0) text[draw(text.size())] = static_cast<char>(draw(256));
      uint8_t type = static_cast<uint8_t>(draw(20));
      if (type == static_cast<uint8_t>(FrameType::kReleased)) continue;  // a right of the cloud's
      cloud.sendText(FrameType{type}, text);
      network.poll(now);
    }
    if (network.internetReached()) {
      cloud.stream().state = hal::SocketState::kClosed;
      network.poll(now);
    }
  }
  CHECK(sessions > 1000);
  CHECK(network.account() == "anna");
  CHECK(handler.bindings == 0);
  CHECK(network.counters().badFrames > 1000);
}
