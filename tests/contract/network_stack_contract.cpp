// Every TCP/IP stack: hal::NetworkStack. The rig brings a network with a DHCP server to shout at, a
// name "echo.example" and an echo server behind it on port 7.
#include "sim/devices/network_stack.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::NetInterface;
using hal::ResolveState;
using hal::SocketState;

namespace {

constexpr NetInterface kEthernet = NetInterface::kEthernet;

class StackRig : public Rig<hal::NetworkStack> {
 public:
  virtual void cable(bool in) = 0;  // and the link follows
  virtual void nameServer(bool answers) = 0;
  virtual hal::InterfaceAddress address() const = 0;  // one that works here
};

hal::Ipv4 resolved(StackRig& rig, const std::string& name) {
  REQUIRE(rig.device().startResolve(kEthernet, name));
  rig.advance(2s);
  REQUIRE(rig.device().resolveState() == ResolveState::kDone);
  return rig.device().takeResolved().value();
}

hal::SocketId connected(StackRig& rig) {
  const hal::Ipv4 to = resolved(rig, "echo.example");
  const auto socket = rig.device().connectTcp(kEthernet, {to, 7});
  REQUIRE(socket);
  CHECK(rig.device().state(socket.value()) == SocketState::kConnecting);
  CHECK(rig.device().send(socket.value(), Bytes(1)).error().code == Errc::kNotReady);
  rig.advance(2s);
  REQUIRE(rig.device().state(socket.value()) == SocketState::kOpen);
  return socket.value();
}

void withoutAddress(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  CHECK(stack.connectTcp(kEthernet, {{1}, 7}).error().code == Errc::kNotReady);
  CHECK(stack.startResolve(kEthernet, "echo.example").error().code == Errc::kNotReady);
  const auto udp = stack.openUdp(kEthernet, 68);
  REQUIRE(udp);
  CHECK(stack.sendTo(udp.value(), {hal::kBroadcast, 67}, Bytes(300)));
  CHECK(stack.sendTo(udp.value(), {hal::kBroadcast, 67}, Bytes(hal::NetworkStack::kMaxDatagram + 1))
            .error()
            .code == Errc::kOutOfRange);
}

void streams(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  const hal::SocketId socket = connected(rig);
  CHECK(stack.sendSpace(socket) == hal::NetworkStack::kSendBufferBytes);
  const Bytes data{1, 2, 3, 4, 5};
  const int wakes = rig.wakes();
  CHECK(stack.send(socket, data).value() == data.size());
  CHECK(stack.sendSpace(socket) == hal::NetworkStack::kSendBufferBytes - data.size());
  rig.advance(2s);
  CHECK(rig.wakes() > wakes);
  CHECK(stack.receive(socket) == data);
  CHECK(stack.receive(socket).empty());
  CHECK(stack.sendSpace(socket) == hal::NetworkStack::kSendBufferBytes);
  stack.close(socket);
  CHECK(stack.state(socket) == SocketState::kClosed);
  CHECK(stack.sendSpace(socket) == 0);
}

void fullBuffer(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  const hal::SocketId socket = connected(rig);
  const size_t capacity = hal::NetworkStack::kSendBufferBytes;
  CHECK(stack.send(socket, Bytes(capacity + 1000)).value() == capacity);
  CHECK(stack.send(socket, Bytes(10)).value() == 0);
  const int wakes = rig.wakes();
  rig.advance(10s);
  CHECK(rig.wakes() > wakes);
  CHECK(stack.sendSpace(socket) == capacity);
  CHECK(stack.receive(socket).size() == capacity);
}

void names(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  REQUIRE(stack.startResolve(kEthernet, "nobody.example"));
  CHECK(stack.resolveState() == ResolveState::kBusy);
  CHECK(stack.startResolve(kEthernet, "echo.example").error().code == Errc::kBusy);
  rig.advance(4s);
  CHECK(stack.takeResolved().error().code == Errc::kNotFound);
  CHECK(stack.resolveState() == ResolveState::kIdle);
  rig.nameServer(false);
  REQUIRE(stack.startResolve(kEthernet, "echo.example"));
  rig.advance(14900ms);
  CHECK(stack.resolveState() == ResolveState::kBusy);
  rig.advance(200ms);
  REQUIRE(stack.resolveState() == ResolveState::kDone);
  CHECK(stack.takeResolved().error().code == Errc::kTimeout);
  rig.nameServer(true);
  CHECK(resolved(rig, "echo.example").value != 0);
}

void lostLink(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  const hal::SocketId socket = connected(rig);
  rig.cable(false);
  REQUIRE(stack.send(socket, Bytes(100)));
  rig.advance(19s);
  CHECK(stack.state(socket) == SocketState::kOpen);
  rig.advance(3s);
  CHECK(stack.state(socket) == SocketState::kClosed);
  CHECK(stack.send(socket, Bytes(1)).error().code == Errc::kClosed);
  stack.close(socket);
}

void socketLimit(StackRig& rig) {
  hal::NetworkStack& stack = rig.device();
  std::vector<hal::SocketId> open;
  for (size_t i = 0; i < hal::NetworkStack::kMaxSockets; ++i) {
    const auto socket = stack.openUdp(kEthernet, static_cast<uint16_t>(1000 + i));
    REQUIRE(socket);
    open.push_back(socket.value());
  }
  CHECK(stack.openUdp(kEthernet, 2000).error().code == Errc::kNoSpace);
  CHECK(stack.connectTcp(kEthernet, {{1}, 7}).error().code == Errc::kNoSpace);
  stack.close(open.back());
  CHECK(stack.openUdp(kEthernet, 2000));
}

void networkStackContract(const MakeRig<StackRig>& make) {
  const auto rig = make();
  hal::NetworkStack& stack = rig->device();
  rig->cable(true);
  rig->advance(5s);

  SECTION("without an address only UDP works") { withoutAddress(*rig); }
  stack.setAddress(kEthernet, rig->address());
  SECTION("a stream carries bytes both ways") { streams(*rig); }
  SECTION("a full send buffer takes nothing and wakes when there is room") { fullBuffer(*rig); }
  SECTION("names are found, not found, or given up after 15 s") { names(*rig); }
  SECTION("a stream fails 20 s after its link went") { lostLink(*rig); }
  SECTION("sockets are counted") { socketLimit(*rig); }
  SECTION("clearing the address ends streams at once") {
    const hal::SocketId socket = connected(*rig);
    stack.clearAddress(kEthernet);
    CHECK(stack.state(socket) == SocketState::kClosed);
    CHECK(stack.connectTcp(kEthernet, {{1}, 7}).error().code == Errc::kNotReady);
  }
  SECTION("an unknown socket is closed, empty and harmless") {
    CHECK(stack.state(999) == SocketState::kClosed);
    CHECK(stack.receive(999).empty());
    CHECK(stack.send(999, Bytes(1)).error().code == Errc::kClosed);
    CHECK_FALSE(stack.receiveFrom(999));
    CHECK_FALSE(stack.sendTo(999, {hal::kBroadcast, 1}, Bytes(1)));
    stack.close(999);
  }
  SECTION("nothing survives a power cut or a restart") {
    for (const bool cut : {true, false}) {
      stack.setAddress(kEthernet, rig->address());
      const hal::SocketId socket = connected(*rig);
      cut ? rig->powerCycle() : rig->restart();
      CHECK(stack.state(socket) == SocketState::kClosed);
      CHECK(stack.resolveState() == ResolveState::kIdle);
      CHECK(stack.connectTcp(kEthernet, {{1}, 7}).error().code == Errc::kNotReady);
      rig->advance(5s);
    }
  }
}

struct Echo : sim::Server {
  void accept(std::unique_ptr<sim::StreamEnd> end, hal::Endpoint) override {
    sim::StreamEnd* raw = end.get();
    ends.push_back(std::move(end));
    raw->onProgress([raw] { raw->send(raw->receive()); });
  }
  std::vector<std::unique_ptr<sim::StreamEnd>> ends;
};

class VirtualStackRig final : public StackRig {
 public:
  VirtualStackRig() {
    internet_.addServer("echo.example", 7, echo_, 10ms);
    port_.powerOn();
    stack_.powerOn();
  }
  hal::NetworkStack& device() override { return stack_; }
  Instant now() const override { return bench_.queue.now(); }
  void advance(Duration time) override { bench_.runFor(time); }
  int wakes() const override { return bench_.wakes; }
  void powerCycle() override {
    port_.powerOff();
    stack_.powerOff();
    bench_.runFor(1s);
    port_.powerOn();
    stack_.powerOn();
  }
  void restart() override {
    port_.reset();
    stack_.reset();
  }
  void cable(bool in) override { in ? port_.insertCable() : port_.pullCable(); }
  void nameServer(bool answers) override { lan_.applyFault("no_dns", answers ? 0 : 1); }
  hal::InterfaceAddress address() const override {
    return {{0xC0A80164}, {0xFFFFFF00}, {0xC0A80101}, {0xC0A80101}};
  }

 private:
  sim::TestBench bench_;
  sim::Internet internet_;
  Echo echo_;
  sim::Lan lan_{{bench_.queue, bench_.signals, bench_.events, 1, {}}, internet_};
  sim::VirtualEthernetPort port_{bench_.bench, lan_, {2, 0, 0, 0, 0, 1}};
  sim::VirtualNetworkStack stack_{bench_.bench, lan_, port_};
};

}  // namespace

TEST_CASE("contract: the virtual network stack") {
  networkStackContract([] { return std::make_unique<VirtualStackRig>(); });
}
