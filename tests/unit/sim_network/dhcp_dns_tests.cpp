// The router's DHCP server against the firmware's client packets, and DNS on the wire.
#include "firmware_core/net/dhcp_packet.h"
#include "sim/network/dhcp_server.h"
#include "sim/network/dns.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;
using fw::DhcpQuestion;
using fw::DhcpReply;
using fw::DhcpType;

namespace {

constexpr hal::MacAddress kA{2, 0, 0, 0, 0, 1}, kB{2, 0, 0, 0, 0, 2}, kC{2, 0, 0, 0, 0, 3};

struct Dhcp {
  DhcpServer server{DhcpSetup{}};
  Instant now{};

  std::optional<DhcpReply> ask(const DhcpQuestion& question) {
    const auto reply = server.answer(fw::encodeDhcp(question), now);
    if (!reply) return std::nullopt;
    return fw::decodeDhcp(reply->packet).value();
  }
  std::optional<DhcpReply> discover(const hal::MacAddress& mac) {
    return ask({.type = DhcpType::kDiscover, .xid = 7, .mac = mac});
  }
  std::optional<DhcpReply> request(const hal::MacAddress& mac, hal::Ipv4 address) {
    return ask({.type = DhcpType::kRequest,
                .xid = 8,
                .mac = mac,
                .requested = address,
                .server = server.setup().router});
  }
};

}  // namespace

TEST_CASE("a lease: offer, acknowledgement, and the options a host needs") {
  Dhcp dhcp;
  const auto offer = dhcp.discover(kA);
  REQUIRE(offer);
  CHECK(offer->type == DhcpType::kOffer);
  CHECK(offer->xid == 7);
  CHECK(offer->yourAddress == hal::Ipv4{0xC0A80164});
  const auto ack = dhcp.request(kA, offer->yourAddress);
  REQUIRE(ack);
  CHECK(ack->type == DhcpType::kAck);
  CHECK(ack->mask == hal::Ipv4{0xFFFFFF00});
  CHECK(ack->router == hal::Ipv4{0xC0A80101});
  CHECK(ack->dns == hal::Ipv4{0xC0A80101});
  CHECK(ack->lease == 24h);
  CHECK(*ack->t1 == 12h);
  CHECK(*ack->t2 == 21h);
}

TEST_CASE("an address belongs to one host until its lease ends") {
  Dhcp dhcp;
  const auto a = dhcp.discover(kA)->yourAddress;
  dhcp.request(kA, a);
  const auto b = dhcp.discover(kB)->yourAddress;
  CHECK_FALSE(a == b);
  CHECK(dhcp.request(kB, a)->type == DhcpType::kNak);
  CHECK(dhcp.discover(kA)->yourAddress == a);  // its own again
  dhcp.now += 25h;
  CHECK(dhcp.server.leases(dhcp.now) == 0);
  CHECK(dhcp.ask({.type = DhcpType::kDiscover, .xid = 1, .mac = kC, .requested = a})->yourAddress ==
        a);
}

TEST_CASE("a renewal prolongs the lease; after a router's restart it is refused") {
  Dhcp dhcp;
  const auto a = dhcp.discover(kA)->yourAddress;
  dhcp.request(kA, a);
  dhcp.now += 12h;
  const DhcpQuestion renewal{
      .type = DhcpType::kRequest, .xid = 9, .broadcast = false, .clientAddress = a, .mac = kA};
  CHECK(dhcp.ask(renewal)->type == DhcpType::kAck);
  dhcp.now += 23h;
  CHECK(dhcp.server.leaseOf(kA, dhcp.now) == a);
  dhcp.server.forget();
  CHECK(dhcp.ask(renewal)->type == DhcpType::kNak);
}

TEST_CASE("a full pool offers nothing, and garbage gets no answer") {
  Dhcp dhcp;
  for (uint8_t i = 0; i < 100; ++i) {
    const hal::MacAddress mac{4, 0, 0, 0, 0, i};
    dhcp.request(mac, dhcp.discover(mac)->yourAddress);
  }
  CHECK_FALSE(dhcp.discover(kA));
  CHECK_FALSE(dhcp.server.answer(Bytes(100, 1), dhcp.now));
  Bytes cut = fw::encodeDhcp({.type = DhcpType::kDiscover, .mac = kA});
  cut.resize(241);
  cut[240] = 53;
  CHECK_FALSE(dhcp.server.answer(cut, dhcp.now));
}

TEST_CASE("a DNS question is what RFC 1035 says, and its answer is read back") {
  const DnsQuestion question{0x1234, "cloud.example"};
  const Bytes expected{0x12, 0x34, 1, 0,   0,   1,   0,   0,   0,   0,   0, 0, 5, 'c', 'l', 'o',
                       'u',  'd',  7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 1, 0,   1};
  CHECK(encodeDnsQuestion(question) == expected);
  const auto parsed = decodeDnsQuestion(expected);
  REQUIRE(parsed);
  CHECK(parsed->name == "cloud.example");
  const hal::Ipv4 address{0xCB007101};
  const Bytes answer = encodeDnsAnswer(question, address);
  CHECK(decodeDnsAnswer(answer, question).value() == address);
  CHECK(decodeDnsAnswer(encodeDnsAnswer(question, std::nullopt), question).error().code ==
        Errc::kNotFound);
  CHECK(decodeDnsAnswer(answer, {0x1235, "cloud.example"}).error().code == Errc::kCorrupt);
  for (size_t cut = 0; cut < answer.size(); ++cut)
    CHECK_FALSE(decodeDnsAnswer(std::span(answer).first(cut), question));
}
