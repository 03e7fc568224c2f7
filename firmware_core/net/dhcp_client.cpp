#include "firmware_core/net/dhcp_client.h"

#include <algorithm>

#include "firmware_core/net/backoff.h"

namespace tw::fw {

DhcpClient::DhcpClient(const NetHardware& hardware, hal::NetInterface interface)
    : hw_(hardware), interface_(interface), log_(hardware.console, "dhcp") {}

void DhcpClient::start(Instant now) {
  if (state_ != State::kStopped) return;
  auto socket = hw_.stack.openUdp(interface_, kDhcpClientPort);
  if (!socket) {
    log_.error("no socket");
    deadline_ = now + kFirstWait;
    return;
  }
  socket_ = socket.value();
  began_ = now;
  wait_ = kFirstWait;
  discover(now);
}

void DhcpClient::stop() {
  if (socket_) hw_.stack.close(*socket_);
  socket_.reset();
  address_.reset();
  state_ = State::kStopped;
  deadline_ = kNever;
}

Instant DhcpClient::poll(Instant now) {
  if (state_ == State::kStopped) {
    if (deadline_ <= now) start(now);
    return deadline_;
  }
  while (auto datagram = hw_.stack.receiveFrom(*socket_)) onPacket(now, datagram->data);
  if (deadline_ <= now) onDeadline(now);
  return deadline_;
}

uint32_t DhcpClient::random32() {
  std::array<uint8_t, 4> raw{};
  hw_.entropy.fill(raw);
  return getBig<uint32_t>(raw, 0);
}

void DhcpClient::discover(Instant now) {
  state_ = State::kSelecting;
  xid_ = random32();
  send(now, DhcpType::kDiscover, hal::kBroadcast);
  waitLonger(now);
}

void DhcpClient::waitLonger(Instant now) {
  deadline_ = now + wait_ + fromSeconds(2 * uniform(hw_.entropy) - 1);
  wait_ = std::min(wait_ * 2, kLongestWait);
}

void DhcpClient::send(Instant now, DhcpType type, hal::Ipv4 to) {
  DhcpQuestion question;
  question.type = type;
  question.xid = xid_;
  question.secs = static_cast<uint16_t>(std::min(toSeconds(now - began_), 65535.0));
  question.mac = hw_.ethernet.mac();
  question.broadcast = !address_.has_value();
  if (address_)
    question.clientAddress = address_->address;
  else if (wanted_.value != 0)
    question.requested = wanted_;
  if (state_ == State::kRequesting) question.server = server_;
  // A datagram that cannot leave is as good as lost on the way: the retry covers both.
  if (auto sent = hw_.stack.sendTo(*socket_, {to, kDhcpServerPort}, encodeDhcp(question)); !sent)
    log_.debug("packet did not leave");
  if (type == DhcpType::kRequest) asked_ = now;
}

void DhcpClient::onPacket(Instant now, std::span<const uint8_t> packet) {
  const auto decoded = decodeDhcp(packet);
  if (!decoded) return;
  const DhcpReply& reply = decoded.value();
  if (reply.xid != xid_ || reply.mac != hw_.ethernet.mac()) return;
  const bool asking =
      state_ == State::kRequesting || state_ == State::kRenewing || state_ == State::kRebinding;
  if (reply.type == DhcpType::kOffer && state_ == State::kSelecting) onOffer(now, reply);
  if (reply.type == DhcpType::kAck && asking) onAck(now, reply);
  if (reply.type == DhcpType::kNak && asking) onNak(now);
}

void DhcpClient::onOffer(Instant now, const DhcpReply& reply) {
  if (reply.yourAddress.value == 0 || reply.server.value == 0) return;
  wanted_ = reply.yourAddress;
  server_ = reply.server;
  state_ = State::kRequesting;
  tries_ = 1;
  wait_ = kFirstWait;
  send(now, DhcpType::kRequest, hal::kBroadcast);
  waitLonger(now);
}

void DhcpClient::onAck(Instant now, const DhcpReply& reply) {
  if (reply.yourAddress.value == 0) return;
  const Duration lease = reply.lease > Duration::zero() ? reply.lease : kDefaultLease;
  address_ = {reply.yourAddress, reply.mask, reply.router, reply.dns};
  wanted_ = reply.yourAddress;
  if (reply.server.value != 0) server_ = reply.server;
  t1_ = asked_ + reply.t1.value_or(lease / 2);
  t2_ = asked_ + reply.t2.value_or(lease / 8 * 7);
  end_ = asked_ + lease;
  t2_ = std::min(t2_, end_);
  t1_ = std::clamp(t1_, now, t2_);
  state_ = State::kBound;
  wait_ = kFirstWait;
  deadline_ = t1_;
}

void DhcpClient::onNak(Instant now) {
  log_.warning("the server took the address back");
  address_.reset();
  wanted_ = {};
  began_ = now;
  wait_ = kFirstWait;
  discover(now);
}

void DhcpClient::onDeadline(Instant now) {
  switch (state_) {
    case State::kSelecting:
      return discover(now);
    case State::kRequesting:
      if (++tries_ > kRequestTries) return discover(now);
      send(now, DhcpType::kRequest, hal::kBroadcast);
      return waitLonger(now);
    case State::kBound:
      xid_ = random32();
      began_ = now;
      [[fallthrough]];
    case State::kRenewing:
      if (now < t2_) return renew(now, State::kRenewing, t2_);
      [[fallthrough]];
    case State::kRebinding:
      if (now < end_) return renew(now, State::kRebinding, end_);
      log_.warning("the lease ended");
      address_.reset();
      began_ = now;
      wait_ = kFirstWait;
      return discover(now);
    case State::kStopped:
      break;
  }
}

// Half of what is left until `until`, at least a minute (RFC 2131, 4.4.5).
void DhcpClient::renew(Instant now, State state, Instant until) {
  state_ = state;
  send(now, DhcpType::kRequest, state == State::kRenewing ? server_ : hal::kBroadcast);
  deadline_ = std::min(now + std::max((until - now) / 2, kRenewAtLeast), until);
}

}  // namespace tw::fw
