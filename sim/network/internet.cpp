#include "sim/network/internet.h"

#include "firmware_core/base/check.h"

namespace tw::sim {

hal::Ipv4 Internet::addServer(const std::string& name, uint16_t port, Server& server,
                              Duration oneWay) {
  TW_CHECK(!names_.contains(name));
  const hal::Ipv4 address{0xCB007101u + static_cast<uint32_t>(names_.size())};
  names_[name] = address;
  places_[address.value] = {&server, port, oneWay};
  return address;
}

std::optional<hal::Ipv4> Internet::resolve(const std::string& name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

const Internet::Place* Internet::find(hal::Ipv4 address) const {
  const auto found = places_.find(address.value);
  return found == places_.end() ? nullptr : &found->second;
}

}  // namespace tw::sim
