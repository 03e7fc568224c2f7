// Streams: when bytes arrive, what a broken way does to them.
#include "sim/network/stream.h"

#include "sim/network/lan.h"
#include "sim/network/qr_text.h"
#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;
using hal::SocketState;

namespace {

struct EchoServer : Server {
  void accept(std::unique_ptr<StreamEnd> accepted, hal::Endpoint from) override {
    end = std::move(accepted);
    client = from;
    clients.push_back(from);
    end->onProgress([this] {
      const Bytes data = end->receive();
      got += data.size();
      if (!data.empty()) arrivals.push_back(queue->now());
    });
  }
  bool reachable() const override { return up; }
  bool refuses() const override { return refuse; }

  EventQueue* queue = nullptr;
  std::unique_ptr<StreamEnd> end;
  hal::Endpoint client{};
  std::vector<hal::Endpoint> clients;
  std::vector<Instant> arrivals;
  size_t got = 0;
  bool up = true, refuse = false;
};

// 1 ms in the LAN, 8 ms of line, 11 ms to the server: 20 ms one way; 20 Mbit/s up, 50 down.
struct Net {
  Net() {
    server.queue = &rig.queue;
    address = internet.addServer("server.example", 80, server, 11ms);
    host = lan.addHost({2, 0, 0, 0, 0, 1});
    lan.setLink(host, true);
  }
  std::unique_ptr<StreamEnd> open() {
    auto end = lan.connect(host, {address, 80});
    rig.runFor(1s);
    return end;
  }

  TestBench rig;
  NetBench bench{rig.queue, rig.signals, rig.events, 1, {}};
  Internet internet;
  EchoServer server;
  Lan lan{bench, internet};
  hal::Ipv4 address;
  HostId host;
};

constexpr Duration kOneWay = 20ms;
// Control packets of 40 bytes cross the line, too.
Duration on(double mbps, size_t bytes) {
  return fromSeconds(static_cast<double>(bytes) * 8 / (mbps * 1e6));
}

}  // namespace

TEST_CASE("bytes arrive after latency plus their time on the line, in order") {
  Net net;
  auto end = net.open();
  REQUIRE(end->state() == SocketState::kOpen);
  const Instant start = net.rig.queue.now();
  CHECK(end->send(Bytes(250000)) == 250000);  // 100 ms at 20 Mbit/s
  CHECK(end->send(Bytes(25000)) == 25000);    // queues behind
  net.rig.runFor(1s);
  REQUIRE(net.server.arrivals.size() == 2);
  CHECK(net.server.arrivals[0] - start == 100ms + kOneWay);
  CHECK(net.server.arrivals[1] - start == 110ms + kOneWay);

  std::optional<Instant> back;
  end->onProgress([&] { back = net.rig.queue.now(); });
  const Instant answered = net.rig.queue.now();
  net.server.end->send(Bytes(250000));  // 40 ms at 50 Mbit/s
  net.rig.runFor(1s);
  REQUIRE(back);
  CHECK(*back - answered == 40ms + kOneWay);
  CHECK(end->receive().size() == 250000);
}

TEST_CASE("connecting takes one round trip") {
  Net net;
  std::optional<Instant> opened;
  auto end = net.lan.connect(net.host, {net.address, 80});
  end->onProgress([&] { opened = net.rig.queue.now(); });
  net.rig.runFor(1s);
  REQUIRE(opened);
  CHECK(opened->time_since_epoch() == 2 * kOneWay + on(20, 40) + on(50, 40));
}

TEST_CASE("a narrow line and an added latency count in full") {
  Net net;
  auto end = net.open();
  net.lan.applyFault("bandwidth_mbps", 0.5);
  net.lan.applyFault("latency_s", 1.5);
  const Instant start = net.rig.queue.now();
  end->send(Bytes(62500));  // 1 s at 0.5 Mbit/s
  net.rig.runFor(10s);
  REQUIRE(net.server.arrivals.size() == 1);
  CHECK(net.server.arrivals[0] - start == 1s + 1500ms + kOneWay);
}

TEST_CASE("the send buffer holds 1 MiB until acknowledged, one latency after arrival") {
  Net net;
  auto end = net.open();
  const Instant start = net.rig.queue.now();
  CHECK(end->send(Bytes(2 * hal::NetworkStack::kSendBufferBytes)) ==
        hal::NetworkStack::kSendBufferBytes);
  CHECK(end->space() == 0);
  std::optional<Instant> room;
  end->onProgress([&] {
    if (!room && end->space() > 0) room = net.rig.queue.now();
  });
  net.rig.runFor(2s);
  REQUIRE(room);
  CHECK(*room - start == on(20, hal::NetworkStack::kSendBufferBytes) + 2 * kOneWay);
}

TEST_CASE("a stream fails 20 s after the first byte that nobody acknowledged") {
  const std::string cause = GENERATE("link", "internet", "server");
  Net net;
  auto end = net.open();
  if (cause == "link") net.lan.setLink(net.host, false);
  if (cause == "internet") net.lan.applyFault("internet_down", 1);
  if (cause == "server") net.server.up = false;
  net.rig.runFor(1h);
  CHECK(end->state() == SocketState::kOpen);  // nothing was sent, nothing is missed
  const Instant start = net.rig.queue.now();
  std::optional<Instant> failed;
  end->onProgress([&] {
    if (end->state() == SocketState::kClosed) failed = net.rig.queue.now();
  });
  end->send(Bytes(100));
  net.rig.runFor(1h);
  REQUIRE(failed);
  CHECK(*failed - start >= 20s);
  CHECK(*failed - start < 21s);
  CHECK(net.server.got == 0);
}

TEST_CASE("what a short outage held up arrives once and in order") {
  Net net;
  auto end = net.open();
  net.lan.setLink(net.host, false);
  end->send(Bytes(10));
  net.rig.runFor(3s);
  end->send(Bytes(20));
  net.rig.runFor(3s);
  net.lan.setLink(net.host, true);
  net.rig.runFor(10s);
  CHECK(net.server.got == 30);
  CHECK(end->state() == SocketState::kOpen);
}

TEST_CASE("loss makes a stream late, never wrong") {
  Net net;
  auto end = net.open();
  net.lan.applyFault("loss", 0.3);
  for (int i = 0; i < 200; ++i) {
    end->send(Bytes(1000));
    net.rig.runFor(50ms);
  }
  net.rig.runFor(20s);
  CHECK(net.server.got == 200000);
  CHECK(net.server.arrivals.size() == 200);
  CHECK(std::is_sorted(net.server.arrivals.begin(), net.server.arrivals.end()));
}

TEST_CASE("a half-open stream is reset when its dead end is written to") {
  Net net;
  auto end = net.open();
  net.lan.setLink(net.host, false);
  end->abort();  // the host lost its power
  net.lan.setLink(net.host, true);
  net.rig.runFor(1min);
  CHECK(net.server.end->state() == SocketState::kOpen);
  net.server.end->send(Bytes(5));
  net.rig.runFor(1s);
  CHECK(net.server.end->state() == SocketState::kClosed);
}

TEST_CASE("closing is told, after what was sent before") {
  Net net;
  auto end = net.open();
  end->send(Bytes(77));
  end->close();
  net.rig.runFor(1s);
  CHECK(net.server.got == 77);
  CHECK(net.server.end->state() == SocketState::kClosed);
}

TEST_CASE("a refused connection closes after a round trip, one to nowhere after 20 s") {
  Net net;
  net.server.refuse = true;
  auto refused = net.lan.connect(net.host, {net.address, 80});
  auto nowhere = net.lan.connect(net.host, {net.address, 81});
  net.rig.runFor(100ms);
  CHECK(refused->state() == SocketState::kClosed);
  CHECK(nowhere->state() == SocketState::kConnecting);
  net.rig.runFor(21s);
  CHECK(nowhere->state() == SocketState::kClosed);
}

TEST_CASE("behind NAT all hosts are one address with different ports") {
  Net net;
  const HostId second = net.lan.addHost({2, 0, 0, 0, 0, 2});
  net.lan.setLink(second, true);
  auto a = net.open();
  auto b = net.lan.connect(second, {net.address, 80});
  net.rig.runFor(1s);
  REQUIRE(net.server.clients.size() == 2);
  CHECK(net.server.clients[0].address == hal::Ipv4{0xC6336407});
  CHECK(net.server.clients[1].address == hal::Ipv4{0xC6336407});
  CHECK(net.server.clients[0].port != net.server.clients[1].port);
}

TEST_CASE("two hosts share the line: their bytes queue") {
  Net net;
  const HostId second = net.lan.addHost({2, 0, 0, 0, 0, 2});
  net.lan.setLink(second, true);
  auto a = net.open();
  EchoServer other;
  other.queue = &net.rig.queue;
  const auto address = net.internet.addServer("other.example", 80, other, 11ms);
  auto b = net.lan.connect(second, {address, 80});
  net.rig.runFor(1s);
  const Instant start = net.rig.queue.now();
  a->send(Bytes(250000));
  b->send(Bytes(250000));
  net.rig.runFor(1s);
  REQUIRE(other.arrivals.size() == 1);
  CHECK(other.arrivals[0] - start == 200ms + kOneWay);
}

TEST_CASE("every fault that the router lists can be set, and no other") {
  Net net;
  for (const FaultSpec& spec : net.lan.faults()) CHECK_NOTHROW(net.lan.applyFault(spec.kind, 0));
  CHECK_THROWS_AS(net.lan.applyFault("nonsense", 1), CheckFailed);
}

TEST_CASE("the QR text holds serial number and code, and nothing else passes for it") {
  CHECK(qrText({"TW1", "ABC"}) == "TWEELENS:TW1:ABC");
  const auto content = parseQrText("TWEELENS:TW1:ABC");
  REQUIRE(content);
  CHECK(content->serial == "TW1");
  CHECK(content->code == "ABC");
  for (const char* text : {"", "TWEELENS:", "TWEELENS:a", "TWEELENS:a:", "TWEELENS::b",
                           "TWEELENS:a:b:c", "tweelens:a:b", "TWEELENS:a b:c", "http://x"})
    CHECK_FALSE(parseQrText(text));
}
