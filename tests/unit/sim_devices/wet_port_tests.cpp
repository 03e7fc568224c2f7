// Water at the Ethernet port: packets that are lost, and a link that goes and comes.
#include <cmath>

#include "sim/devices/ethernet_port.h"
#include "sim/devices/wetting.h"
#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

// A port, and another host on the same switch that counts what comes.
struct PortBench {
  explicit PortBench(uint64_t seed = 1) : bench(seed) {
    other = lan.addHost({2, 0, 0, 0, 0, 2});
    lan.setLink(other, true);
    lan.setAddress(other, {0xC0A80102});
    lan.setDeliver(other, [this](const UdpPacket&) { ++arrived; });
    port.powerOn();
    port.insertCable();
    bench.runFor(4s);
    TW_CHECK(port.linkUp());
  }
  int arrivedOf(int packets) {
    arrived = 0;
    for (int i = 0; i < packets; ++i) lan.send(port.host(), {{}, {{0xC0A80102}, 7}, {1}});
    bench.runFor(1s);
    return arrived;
  }
  Duration untilLink(bool up, Duration limit) {
    const Instant start = bench.queue.now();
    while (port.linkUp() != up && bench.queue.now() - start < limit) bench.runFor(1ms);
    return bench.queue.now() - start;
  }

  TestBench bench;
  NetBench net{bench.queue, bench.signals, bench.events, bench.bench.seed, {}};
  Internet internet;
  Lan lan{net, internet};
  VirtualEthernetPort port{bench.bench, lan, {2, 0, 0, 0, 0, 1}};
  HostId other = 0;
  int arrived = 0;
};

}  // namespace

TEST_CASE("A wet port loses such a share of its packets, a dry one none") {
  constexpr int kPackets = 4000;
  for (const double wetness : {0.0, 0.1, 0.5, 0.79}) {
    CAPTURE(wetness);
    PortBench b;
    b.port.setWetness(wetness);
    const double deviation = std::sqrt(kPackets * wetness * (1 - wetness));
    CHECK(std::abs(b.arrivedOf(kPackets) - kPackets * (1 - wetness)) <= 5 * deviation);
  }
}

TEST_CASE("Bridged contacts end the link at once, and it is negotiated anew below that") {
  PortBench b;
  b.port.setWetness(std::nextafter(Wetting::kBridges, 0));
  b.bench.runFor(10s);
  CHECK(b.port.linkUp());
  const int wakes = b.bench.wakes;
  b.port.setWetness(Wetting::kBridges);
  CHECK(b.arrivedOf(100) == 0);
  CHECK(b.untilLink(false, 10s) <= 100ms);
  CHECK(b.bench.wakes == wakes + 1);
  b.port.setWetness(1);
  b.bench.runFor(600s);
  CHECK_FALSE(b.port.linkUp());
  b.port.setWetness(0.7);
  const Duration back = b.untilLink(true, 10s);
  CHECK(back >= 1s);
  CHECK(back <= 3001ms);
}

TEST_CASE("Water that goes back and forth below the bridge neither ends nor renews a link") {
  PortBench b;
  b.port.setWetness(1);
  b.bench.runFor(1s);
  const int wakes = b.bench.wakes;
  for (int i = 0; i < 40; ++i) {  // a negotiation takes longer than the pause between two
    b.port.setWetness(i % 2 == 0 ? 0.2 : 0.6);
    b.bench.runFor(100ms);
  }
  CHECK(b.port.linkUp());
  CHECK(b.bench.wakes == wakes + 1);
}

TEST_CASE("A camera that is switched off and on while its port is wet has no link until it dries") {
  PortBench b;
  b.port.setWetness(0.9);
  b.bench.runFor(1s);
  b.port.powerOff();
  b.bench.runFor(1s);
  b.port.powerOn();
  b.port.reset();
  b.bench.runFor(60s);
  CHECK_FALSE(b.port.linkUp());
  b.port.setWetness(0.3);
  CHECK(b.untilLink(true, 10s) <= 3001ms);
}

TEST_CASE("A pulled cable is out, wet or dry, and the state hash tells wet from dry") {
  PortBench b;
  const uint64_t dry = b.port.stateHash();
  b.port.setWetness(0.5);
  CHECK(b.port.stateHash() != dry);
  b.port.setWetness(1);
  b.port.pullCable();
  b.bench.runFor(1s);
  b.port.setWetness(0);
  b.bench.runFor(10s);
  CHECK_FALSE(b.port.linkUp());
}

TEST_CASE("A port that got wet and is dry again draws the dice of one that never was") {
  PortBench a, b;
  b.port.setWetness(0.5);
  b.port.setWetness(0);
  for (PortBench* x : {&a, &b}) x->lan.applyFault("loss", 0.3);
  CHECK(a.arrivedOf(500) == b.arrivedOf(500));
}
