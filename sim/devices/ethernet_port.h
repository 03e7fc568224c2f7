// The Ethernet port: a socket that a cable is pushed into, and a PHY behind it.
//
// Modelled: autonegotiation of 1..3 s, loss seen after 50 ms, a flapping or broken cable, a dead
// PHY, water on the contacts: such a share of the packets is lost, and from Wetting::kBridges on
// there is no link. Left out: speeds below 100 Mbit/s, energy saving.
#pragma once

#include "firmware_core/hal/ethernet_port.h"
#include "sim/devices/device.h"
#include "sim/network/lan.h"

namespace tw::sim {

// Signals: ethernet.cable, ethernet.link. Faults: cable_broken, no_link, flapping (period, s).
class VirtualEthernetPort final : public Device, public hal::EthernetPort {
 public:
  // `lan` is what the cable leads to; it outlives the port.
  VirtualEthernetPort(const Bench& bench, Lan& lan, hal::MacAddress mac);

  bool linkUp() const override { return link_; }
  int speedMbps() const override { return link_ ? 100 : 0; }
  hal::MacAddress mac() const override { return mac_; }

  // The bench's hands.
  void insertCable();
  void pullCable();
  void setWetness(double share);  // of the contacts: 0 dry .. 1 soaked
  bool cableIn() const { return cable_; }
  HostId host() const { return host_; }

  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;
  void powerOn() override;
  void powerOff() override;
  void reset() override;
  uint64_t stateHash() const override;

 private:
  bool carrier() const;  // both ends could talk
  void carrierChanged();
  void setLink(bool up);
  void flap();

  Lan& lan_;
  hal::MacAddress mac_;
  HostId host_;
  RandomStream random_;
  bool powered_ = false;
  bool cable_ = false;
  bool broken_ = false;
  bool dead_ = false;
  bool flapOpen_ = false;  // a loose contact: open at present
  double wetness_ = 0;
  Duration flapPeriod_{};
  bool link_ = false;
  EventId pending_ = 0;
  EventId flapping_ = 0;
  Signal cableSignal_;
  Signal linkSignal_;
};

}  // namespace tw::sim
