// Every Ethernet port: hal::EthernetPort. The bench must be able to push a cable in and pull it.
#include "sim/devices/ethernet_port.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

class EthernetRig : public Rig<hal::EthernetPort> {
 public:
  virtual void cable(bool in) = 0;
};

Duration untilLink(EthernetRig& rig, bool up, Duration limit) {
  const Instant start = rig.now();
  while (rig.device().linkUp() != up && rig.now() - start < limit) rig.advance(1ms);
  return rig.now() - start;
}

void ethernetPortContract(const MakeRig<EthernetRig>& make) {
  const auto rig = make();
  hal::EthernetPort& port = rig->device();

  SECTION("has no link and no speed without a cable, and a single station's address") {
    rig->advance(1min);
    CHECK_FALSE(port.linkUp());
    CHECK(port.speedMbps() == 0);
    CHECK(rig->wakes() == 0);
    CHECK(port.mac() != hal::MacAddress{});
    CHECK((port.mac()[0] & 1) == 0);
  }
  SECTION("negotiates for 1 to 3 s, then raises the wake line") {
    rig->cable(true);
    const Duration time = untilLink(*rig, true, 10s);
    CHECK(time >= 1s);
    CHECK(time <= 3001ms);
    CHECK((port.speedMbps() == 10 || port.speedMbps() == 100));
    CHECK(rig->wakes() == 1);
  }
  SECTION("sees the loss within 0.1 s and raises the wake line") {
    rig->cable(true);
    rig->advance(5s);
    const int wakes = rig->wakes();
    rig->cable(false);
    CHECK(untilLink(*rig, false, 10s) <= 100ms);
    CHECK(port.speedMbps() == 0);
    CHECK(rig->wakes() == wakes + 1);
  }
  SECTION("a cable pulled while negotiating leaves no link") {
    rig->cable(true);
    rig->advance(500ms);
    rig->cable(false);
    rig->advance(1min);
    CHECK_FALSE(port.linkUp());
  }
  SECTION("negotiates again after a power cut and after a restart") {
    for (const bool cut : {true, false}) {
      rig->cable(true);
      rig->advance(5s);
      REQUIRE(port.linkUp());
      cut ? rig->powerCycle() : rig->restart();
      CHECK_FALSE(port.linkUp());
      CHECK(untilLink(*rig, true, 10s) <= 3001ms);
    }
  }
}

class VirtualPortRig final : public EthernetRig {
 public:
  VirtualPortRig() { port_.powerOn(); }
  hal::EthernetPort& device() override { return port_; }
  Instant now() const override { return bench_.queue.now(); }
  void advance(Duration time) override { bench_.runFor(time); }
  int wakes() const override { return bench_.wakes; }
  void powerCycle() override {
    port_.powerOff();
    bench_.runFor(1s);
    port_.powerOn();
  }
  void restart() override { port_.reset(); }
  void cable(bool in) override { in ? port_.insertCable() : port_.pullCable(); }
  sim::VirtualEthernetPort& port() { return port_; }

 private:
  sim::TestBench bench_;
  sim::Internet internet_;
  sim::Lan lan_{{bench_.queue, bench_.signals, bench_.events, 1, {}}, internet_};
  sim::VirtualEthernetPort port_{bench_.bench, lan_, {2, 0, 0, 0, 0, 1}};
};

}  // namespace

TEST_CASE("contract: the virtual Ethernet port") {
  ethernetPortContract([] { return std::make_unique<VirtualPortRig>(); });
}

TEST_CASE("the port's faults take the link and give it back") {
  VirtualPortRig rig;
  rig.cable(true);
  rig.advance(5s);
  REQUIRE(rig.device().linkUp());
  for (const char* kind : {"cable_broken", "no_link"}) {
    rig.port().applyFault(kind, 1);
    rig.advance(1min);
    CHECK_FALSE(rig.device().linkUp());
    rig.port().applyFault(kind, 0);
    rig.advance(5s);
    CHECK(rig.device().linkUp());
  }
}

TEST_CASE("a flapping cable opens and closes with its period") {
  VirtualPortRig rig;
  rig.cable(true);
  rig.advance(5s);
  rig.port().applyFault("flapping", 20);
  int changes = 0;
  bool last = rig.device().linkUp();
  for (int i = 0; i < 2000; ++i) {
    rig.advance(100ms);
    changes += rig.device().linkUp() != last;
    last = rig.device().linkUp();
  }
  CHECK(changes >= 19);  // two a period in 200 s
  CHECK(changes <= 21);
  rig.port().applyFault("flapping", 0);
  rig.advance(5s);
  CHECK(rig.device().linkUp());
}
