// The internet: servers by name and address, each with a latency. No routes, no outages of its own:
// those are faults of the router or of a server.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "firmware_core/hal/network_stack.h"
#include "sim/network/stream.h"

namespace tw::sim {

class Server {
 public:
  virtual ~Server() = default;
  // `client` is the public address that the connection comes from (behind NAT: the router's).
  virtual void accept(std::unique_ptr<StreamEnd> end, hal::Endpoint client) = 0;
  virtual bool reachable() const { return true; }
  virtual bool refuses() const { return false; }
  virtual Duration extraLatency() const { return {}; }  // one way, on top of the distance
};

class Internet {
 public:
  // The address is chosen here: 203.0.113.1 and up (RFC 5737). A name twice is a bug. The server
  // outlives every stream.
  hal::Ipv4 addServer(const std::string& name, uint16_t port, Server& server, Duration oneWay);

  std::optional<hal::Ipv4> resolve(const std::string& name) const;

  struct Place {
    Server* server;
    uint16_t port;
    Duration oneWay;
  };
  const Place* find(hal::Ipv4 address) const;  // nullptr: nobody there

 private:
  std::map<std::string, hal::Ipv4> names_;
  std::map<uint32_t, Place> places_;
};

}  // namespace tw::sim
