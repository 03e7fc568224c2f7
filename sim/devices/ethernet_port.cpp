#include "sim/devices/ethernet_port.h"

#include "sim/core/hash.h"
#include "sim/devices/wetting.h"

namespace tw::sim {
namespace {

constexpr double kNegotiationLow = 1.0, kNegotiationHigh = 3.0;  // seconds
constexpr Duration kLossSeen = std::chrono::milliseconds{50};

}  // namespace

VirtualEthernetPort::VirtualEthernetPort(const Bench& bench, Lan& lan, hal::MacAddress mac)
    : Device(bench, "ethernet"),
      lan_(lan),
      mac_(mac),
      host_(lan.addHost(mac)),
      random_(bench.random("ethernet")),
      cableSignal_(bench.signal(
          "ethernet",
          {.name = "cable", .kind = SignalKind::kFlag, .doc = "a cable is in the port"})),
      linkSignal_(bench.signal(
          "ethernet",
          {.name = "link", .kind = SignalKind::kFlag, .doc = "the PHY reports a link"})) {}

void VirtualEthernetPort::insertCable() {
  cable_ = true;
  cableSignal_.set(1);
  carrierChanged();
}

void VirtualEthernetPort::pullCable() {
  cable_ = false;
  cableSignal_.set(0.0);
  carrierChanged();
}

void VirtualEthernetPort::setWetness(double share) {
  TW_CHECK(share >= 0 && share <= 1);
  const bool before = carrier();
  wetness_ = share;
  lan_.setPortLoss(host_, share);
  if (carrier() != before) carrierChanged();
}

bool VirtualEthernetPort::carrier() const {
  return powered_ && cable_ && !broken_ && !dead_ && !flapOpen_ && wetness_ < Wetting::kBridges;
}

// A link that comes is negotiated; one that goes is gone for the packets at once and noticed soon.
void VirtualEthernetPort::carrierChanged() {
  bench().queue.cancel(pending_);
  pending_ = 0;
  if (!carrier()) lan_.setLink(host_, false);
  if (carrier() && link_) lan_.setLink(host_, true);  // back before it was noticed
  if (carrier() == link_) return;
  const Duration delay =
      link_ ? kLossSeen : fromSeconds(random_.uniform(kNegotiationLow, kNegotiationHigh));
  pending_ = bench().queue.in(delay, [this] {
    pending_ = 0;
    setLink(carrier());
  });
}

void VirtualEthernetPort::setLink(bool up) {
  if (link_ == up) return;
  link_ = up;
  lan_.setLink(host_, up);
  linkSignal_.set(up);
  trace(up ? "link up" : "link down");
  if (powered_) bench().wake();
}

void VirtualEthernetPort::powerOn() {
  powered_ = true;
  carrierChanged();
}

void VirtualEthernetPort::powerOff() {
  powered_ = false;
  carrierChanged();
  bench().queue.cancel(pending_);
  pending_ = 0;
  setLink(false);
}

// The chip's reset takes the PHY along: the link is negotiated anew.
void VirtualEthernetPort::reset() {
  if (!powered_) return;
  powerOff();
  powerOn();
}

std::vector<FaultSpec> VirtualEthernetPort::faults() const {
  return {{.kind = "cable_broken", .doc = "the cable carries nothing"},
          {.kind = "no_link", .doc = "the PHY is dead"},
          {.kind = "flapping",
           .doc = "a loose contact opens and closes, half of this period each",
           .unit = "s",
           .max = 600}};
}

void VirtualEthernetPort::applyFault(const std::string& kind, double magnitude) {
  if (kind == "cable_broken") broken_ = magnitude > 0;
  if (kind == "no_link") dead_ = magnitude > 0;
  if (kind == "flapping") {
    bench().queue.cancel(flapping_);
    flapping_ = 0;
    flapOpen_ = false;
    flapPeriod_ = fromSeconds(magnitude);
    if (magnitude > 0) return flap();
  }
  carrierChanged();
}

void VirtualEthernetPort::flap() {
  constexpr Duration kShortest = std::chrono::milliseconds{10};
  flapOpen_ = !flapOpen_;
  carrierChanged();
  flapping_ = bench().queue.in(std::max(flapPeriod_ / 2, kShortest), [this] { flap(); });
}

uint64_t VirtualEthernetPort::stateHash() const {
  Hasher hasher;
  for (bool flag : {powered_, cable_, broken_, dead_, flapOpen_, link_}) hasher.add(uint64_t{flag});
  hasher.add(static_cast<uint64_t>(flapPeriod_.count()));
  hasher.add(wetness_);
  return hasher.digest();
}

}  // namespace tw::sim
