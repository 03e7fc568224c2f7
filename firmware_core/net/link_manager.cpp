#include "firmware_core/net/link_manager.h"

namespace tw::fw {
namespace {

bool same(const std::optional<hal::InterfaceAddress>& a,
          const std::optional<hal::InterfaceAddress>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->address == b->address && a->mask == b->mask && a->gateway == b->gateway &&
         a->dns == b->dns;
}

std::string text(hal::Ipv4 address) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8)
    out += std::to_string((address.value >> shift) & 255) + (shift > 0 ? "." : "");
  return out;
}

}  // namespace

LinkManager::LinkManager(const NetHardware& hardware)
    : hw_(hardware),
      log_(hardware.console, "link"),
      dhcp_(hardware, hal::NetInterface::kEthernet) {}

Instant LinkManager::poll(Instant now) {
  if (const bool up = hw_.ethernet.linkUp(); up != linkUp_) {
    linkUp_ = up;
    log_.info(up ? "ethernet link" : "ethernet link lost");
    if (up)
      dhcp_.start(now);
    else
      dhcp_.stop();
  }
  const Instant next = dhcp_.poll(now);
  follow();
  return next;
}

void LinkManager::follow() {
  if (same(current_, dhcp_.address())) return;
  if (current_) hw_.stack.clearAddress(hal::NetInterface::kEthernet);
  current_ = dhcp_.address();
  ++generation_;
  if (!current_) return;
  hw_.stack.setAddress(hal::NetInterface::kEthernet, *current_);
  log_.info("address " + text(current_->address));
}

}  // namespace tw::fw
