// The DHCP client: packets against RFC 2131's offsets, times against its rules.
#include "firmware_core/net/dhcp_client.h"

#include "firmware_core/net/backoff.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_net/fakes.h"

using namespace tw;
using namespace tw::fw;
using State = DhcpClient::State;

namespace {

constexpr uint32_t kMine = 0xC0A80164, kServer = 0xC0A80101;

// A server's packet, byte by byte from RFC 2131.
Bytes reply(std::span<const uint8_t> question, uint8_t type, uint32_t leaseSeconds,
            bool withTimers = true) {
  Bytes out(240, 0);
  out[0] = 2;
  out[1] = 1;
  out[2] = 6;
  std::copy_n(question.begin() + 4, 4, out.begin() + 4);
  putBig<uint32_t>(out, 16, type == 6 ? 0 : kMine);
  std::copy_n(question.begin() + 28, 6, out.begin() + 28);
  putBig<uint32_t>(out, 236, 0x63825363);
  const auto option = [&](uint8_t code, uint32_t value) {
    out.push_back(code);
    out.push_back(4);
    appendBig<uint32_t>(out, value);
  };
  for (uint8_t byte : {uint8_t{53}, uint8_t{1}, type}) out.push_back(byte);
  option(54, kServer);
  if (type != 6) {
    option(51, leaseSeconds);
    option(1, 0xFFFFFF00);
    option(3, kServer);
    option(6, kServer);
    if (withTimers) {
      option(58, leaseSeconds / 2);
      option(59, leaseSeconds / 8 * 7);
    }
  }
  out.push_back(255);
  return out;
}

std::optional<uint32_t> option(const Bytes& packet, uint8_t code) {
  for (size_t i = 240; packet[i] != 255; i += 2u + packet[i + 1])
    if (packet[i] == code)
      return packet[i + 1] == 4 ? getBig<uint32_t>(packet, i + 2) : packet[i + 2];
  return std::nullopt;
}

struct Client : FakeHardware {
  DhcpClient dhcp{hardware, hal::NetInterface::kEthernet};
  Instant now{};
  Instant next{};

  void start() {
    dhcp.start(now);
    next = dhcp.poll(now);
  }
  void step() {  // to its next deadline
    now = next;
    next = dhcp.poll(now);
  }
  void answer(uint8_t type, uint32_t lease = 3600, bool withTimers = true) {
    stack.datagrams.push_back({{{kServer}, 67}, reply(last(), type, lease, withTimers)});
    next = dhcp.poll(now);
  }
  void bind(uint32_t lease = 3600) {
    start();
    answer(2, lease);
    answer(5, lease);
    REQUIRE(dhcp.state() == State::kBound);
  }
  const Bytes& last() const { return stack.sent.back().data; }
};

}  // namespace

TEST_CASE("a DISCOVER is laid out as RFC 2131 says") {
  Client client;
  client.start();
  REQUIRE(client.stack.sent.size() == 1);
  CHECK(client.stack.udpPort == 68);
  CHECK(client.stack.sent[0].to == hal::Endpoint{hal::kBroadcast, 67});
  const Bytes& packet = client.last();
  CHECK(packet.size() >= 300);
  CHECK(packet[0] == 1);                          // op: request
  CHECK(packet[1] == 1);                          // htype: Ethernet
  CHECK(packet[2] == 6);                          // hlen
  CHECK(packet[3] == 0);                          // hops
  CHECK(getBig<uint16_t>(packet, 8) == 0);        // secs
  CHECK(getBig<uint16_t>(packet, 10) == 0x8000);  // flags: broadcast
  CHECK(getBig<uint32_t>(packet, 12) == 0);       // ciaddr
  CHECK(getBig<uint32_t>(packet, 16) == 0);       // yiaddr
  CHECK(packet[28] == 2);                         // chaddr
  CHECK(packet[33] == 9);
  CHECK(getBig<uint32_t>(packet, 236) == 0x63825363);  // magic cookie
  CHECK(option(packet, 53) == 1);
  CHECK_FALSE(option(packet, 50));
  CHECK_FALSE(option(packet, 54));
}

TEST_CASE("unanswered DISCOVERs follow after 4, 8, 16, 32, 64, 64 s, each +-1 s") {
  Client client;
  client.start();
  std::vector<double> jitters;
  for (double expected : {4, 8, 16, 32, 64, 64, 64}) {
    const Instant before = client.now;
    client.step();
    const double jitter = toSeconds(client.now - before) - expected;
    CHECK(std::abs(jitter) <= 1);
    jitters.push_back(jitter);
    CHECK(option(client.last(), 53) == 1);
  }
  CHECK(client.stack.sent.size() == 8);
  CHECK(jitters[0] != jitters[1]);
  CHECK(getBig<uint16_t>(client.last(), 8) > 100);  // secs counts on
}

TEST_CASE("an offer is requested from its server, and the acknowledgement is the address") {
  Client client;
  client.start();
  client.answer(2);
  CHECK(client.dhcp.state() == State::kRequesting);
  CHECK(option(client.last(), 53) == 3);
  CHECK(option(client.last(), 50) == kMine);
  CHECK(option(client.last(), 54) == kServer);
  CHECK(getBig<uint32_t>(client.last(), 12) == 0);
  CHECK_FALSE(client.dhcp.address());
  client.answer(5);
  REQUIRE(client.dhcp.address());
  CHECK(client.dhcp.address()->address.value == kMine);
  CHECK(client.dhcp.address()->mask.value == 0xFFFFFF00);
  CHECK(client.dhcp.address()->gateway.value == kServer);
  CHECK(client.dhcp.address()->dns.value == kServer);
}

TEST_CASE("replies to others, of other questions and to nobody's question change nothing") {
  Client client;
  client.start();
  Bytes foreign = reply(client.last(), 2, 3600);
  foreign[33] ^= 1;
  Bytes old = reply(client.last(), 2, 3600);
  old[7] ^= 1;
  for (const Bytes& packet : {foreign, old, reply(client.last(), 5, 3600)}) {
    client.stack.datagrams.push_back({{{kServer}, 67}, packet});
    client.next = client.dhcp.poll(client.now);
    CHECK(client.dhcp.state() == State::kSelecting);
  }
}

TEST_CASE("a request that nobody acknowledges starts over after four") {
  Client client;
  client.start();
  client.answer(2);
  for (int i = 0; i < 3; ++i) {
    client.step();
    CHECK(option(client.last(), 53) == 3);
  }
  client.step();
  CHECK(option(client.last(), 53) == 1);
  CHECK(client.dhcp.state() == State::kSelecting);
}

TEST_CASE("the lease is renewed at T1 from its server, at T2 from anyone, and ends with its time") {
  Client client;
  client.bind(3600);
  CHECK(client.next == at(1800s));
  client.step();
  CHECK(client.dhcp.state() == State::kRenewing);
  CHECK(client.stack.sent.back().to == hal::Endpoint{{kServer}, 67});
  CHECK(getBig<uint32_t>(client.last(), 12) == kMine);  // ciaddr
  CHECK(getBig<uint16_t>(client.last(), 10) == 0);      // no broadcast
  CHECK_FALSE(option(client.last(), 50));               // RFC 2131, table 5
  CHECK_FALSE(option(client.last(), 54));
  CHECK(client.next == at(1800s + 675s));  // half of what is left until T2 = 3150 s
  while (client.dhcp.state() == State::kRenewing) client.step();
  CHECK(client.now == at(3150s));
  CHECK(client.stack.sent.back().to.address == hal::kBroadcast);
  CHECK(client.dhcp.address());
  while (client.dhcp.state() == State::kRebinding) client.step();
  CHECK(client.now == at(3600s));
  CHECK_FALSE(client.dhcp.address());
  CHECK(client.dhcp.state() == State::kSelecting);
  CHECK(option(client.last(), 50) == kMine);  // it asks for the same again
}

TEST_CASE("an acknowledged renewal counts from the moment it was asked") {
  Client client;
  client.bind(3600);
  client.step();
  client.now += 3s;
  client.answer(5, 7200);
  CHECK(client.dhcp.state() == State::kBound);
  CHECK(client.next == at(1800s + 3600s));
}

TEST_CASE("without T1 and T2 they are half and seven eighths of the lease") {
  Client client;
  client.start();
  client.answer(2, 8000, false);
  client.answer(5, 8000, false);
  CHECK(client.next == at(4000s));
}

TEST_CASE("a NAK takes the address at once and the client begins anew") {
  Client client;
  client.bind();
  client.step();
  client.answer(6);
  CHECK_FALSE(client.dhcp.address());
  CHECK(client.dhcp.state() == State::kSelecting);
  CHECK(option(client.last(), 53) == 1);
  CHECK_FALSE(option(client.last(), 50));
}

TEST_CASE("the longest lease there is, 2^32 - 2 s, is kept and renewed in its middle") {
  constexpr uint32_t kLongest = 0xFFFFFFFE;
  Client client;
  client.start();
  client.answer(2, kLongest, false);
  client.answer(5, kLongest, false);
  REQUIRE(client.dhcp.state() == State::kBound);
  CHECK(toSeconds(client.next - client.now) == Approx(kLongest / 2.0));
}

TEST_CASE("a server lost for a day is found again") {
  Client client;
  client.bind(600);
  while (client.now < at(24h)) {
    const Instant before = client.now;
    client.step();
    REQUIRE(client.now > before);
    REQUIRE(client.now < before + 10min);  // it never gives up asking
  }
  CHECK(client.dhcp.state() == State::kSelecting);
  client.answer(2);
  client.answer(5);
  CHECK(client.dhcp.address());
}

TEST_CASE("no reply, however damaged, crashes the client or gives it a wrong address") {
  Client client;
  client.start();
  const Bytes good = reply(client.last(), 2, 3600);
  FakeEntropy random;
  for (int i = 0; i < 5000; ++i) {
    Bytes bad = good;
    std::array<uint8_t, 4> raw{};
    for (int change = 0; change < 3; ++change) {
      random.fill(raw);
      bad[(raw[0] * 256u + raw[1]) % bad.size()] = raw[2];
    }
    if (raw[3] & 1) bad.resize((raw[0] * 256u + raw[1]) % (bad.size() + 1));
    const auto decoded = decodeDhcp(bad);
    if (decoded) CHECK(bad.size() >= 240);
  }
  for (size_t cut = 0; cut < 243; ++cut) CHECK_FALSE(decodeDhcp(std::span(good).first(cut)));
}

TEST_CASE("cameras of one outage do not come back at the same moment") {
  FakeEntropy entropy;
  std::vector<double> pauses;
  for (int camera = 0; camera < 200; ++camera)
    pauses.push_back(toSeconds(Backoff(10s, 60s).next(entropy)));
  const auto [least, most] = std::minmax_element(pauses.begin(), pauses.end());
  CHECK(*least < 8.4);  // they spread over the whole +-20 %
  CHECK(*most > 11.6);
}

TEST_CASE("pauses double from the first to the last, within 20 %, and start over") {
  FakeEntropy entropy;
  Backoff backoff(1s, 60s);
  for (int round = 0; round < 2; ++round) {
    for (double expected : {1., 2., 4., 8., 16., 32., 60., 60.}) {
      const double pause = toSeconds(backoff.next(entropy));
      CHECK(pause >= 0.8 * expected);
      CHECK(pause <= std::min(1.2 * expected, 60.0) + 1e-6);
    }
    backoff.reset();
  }
}
