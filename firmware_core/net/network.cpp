#include "firmware_core/net/network.h"

#include <algorithm>

#include "firmware_core/net/app_protocol.h"
#include "firmware_core/net/binding.h"
#include "firmware_core/net/cloud_session.h"
#include "firmware_core/net/link_manager.h"
#include "firmware_core/net/notifier.h"
#include "firmware_core/net/strict_json.h"

namespace tw::fw {

struct Network::Parts {
  Parts(const NetHardware& hardware, NetIdentity identity, std::string account,
        AppHandler& appHandler, std::span<const uint8_t> saved)
      : handler(appHandler),
        log(hardware.console, "net"),
        binding(hardware.crypto, identity.verificationCode, std::move(account)),
        notifier(hardware.entropy, saved),
        link(hardware),
        session(hardware, identity, notifier.queueName()),
        protocol(appHandler) {
    session.setAccount(binding.account());
  }

  void followLink(Instant now);
  void followSession();
  void sessionUp();
  void sessionGone();
  void onFrame(Instant now, const Frame& frame);
  void onRequest(std::span<const uint8_t> payload);
  void onAck(Instant now, std::span<const uint8_t> payload);
  void onBind(Instant now, std::span<const uint8_t> payload);
  void accountChanged(const std::string& account);
  void release();
  void sendJson(FrameType type, const nlohmann::json& value);
  void pumpMessages();

  AppHandler& handler;
  Log log;
  Binding binding;
  Notifier notifier;
  LinkManager link;
  CloudSession session;
  AppProtocol protocol;
  uint64_t generation = 0;  // of the address that the session runs over
  uint64_t epoch = 0;       // of the session that the parts know of
  bool wasUp = false;
  uint64_t refusedVideo = 0;
};

Network::Network(const NetHardware& hardware, NetIdentity identity, std::string account,
                 AppHandler& handler, std::span<const uint8_t> savedMessages)
    : parts_(std::make_unique<Parts>(hardware, std::move(identity), std::move(account), handler,
                                     savedMessages)) {}

Network::~Network() = default;

Instant Network::poll(Instant now) {
  Parts& p = *parts_;
  const Instant nextLink = p.link.poll(now);
  p.followLink(now);
  p.session.poll(now);
  const bool more = p.session.due(now) <= now;
  p.followSession();
  while (auto frame = p.session.takeFrame()) p.onFrame(now, *frame);
  p.followSession();  // a frame may have ended it
  p.pumpMessages();
  return more ? now : std::min(nextLink, std::max(p.session.due(now), now));
}

void Network::Parts::followLink(Instant now) {
  if (generation == link.generation()) return;
  generation = link.generation();
  session.stop();
  followSession();
  if (link.hasAddress()) session.start(now, hal::NetInterface::kEthernet);
}

void Network::Parts::followSession() {
  const bool newer = session.epoch() != epoch;
  if (wasUp && (newer || !session.up())) sessionGone();
  if (session.up() && (newer || !wasUp)) sessionUp();
  epoch = session.epoch();
  wasUp = session.up();
}

// The cloud may have let the camera go while it was away; it never binds through a welcome.
void Network::Parts::sessionUp() {
  if (binding.bound() && session.cloudAccount() != binding.account()) release();
  notifier.rewind();
}

void Network::Parts::sessionGone() {
  protocol.sessionEnded();
  handler.viewersGone();
}

void Network::Parts::onFrame(Instant now, const Frame& frame) {
  switch (frame.type) {
    case FrameType::kRequest:
      return onRequest(frame.payload);
    case FrameType::kMessageAck:
      return onAck(now, frame.payload);
    case FrameType::kBind:
      return onBind(now, frame.payload);
    case FrameType::kReleased:
      return release();
    default:
      session.reject(now, "a frame that the cloud never sends");
  }
}

void Network::Parts::onRequest(std::span<const uint8_t> payload) {
  if (auto answer = protocol.request(payload, binding.account()))
    sendJson(FrameType::kAnswer, *answer);
  if (!protocol.takeUnbind()) return;
  sendJson(FrameType::kUnbound, nullptr);
  release();
}

void Network::Parts::onAck(Instant now, std::span<const uint8_t> payload) {
  const auto ack = parseStrict(payload);
  const auto seq = ack ? wholeMember(ack.value(), "seq") : std::nullopt;
  if (!seq) return session.reject(now, "an acknowledgement without a number");
  notifier.acknowledged(*seq);
}

void Network::Parts::onBind(Instant now, std::span<const uint8_t> payload) {
  const auto bind = parseStrict(payload);
  if (!bind) return session.reject(now, "a malformed binding");
  const std::string account = textMember(bind.value(), "account").value_or("");
  const std::string code = textMember(bind.value(), "code").value_or("");
  const std::string before = binding.account();
  if (auto bound = binding.bind(now, account, code); !bound)
    return sendJson(FrameType::kBound, errorAnswer(bound.error().detail));
  if (binding.account() != before) accountChanged(account);
  sendJson(FrameType::kBound, okAnswer({{"account", account}}));
}

void Network::Parts::accountChanged(const std::string& account) {
  session.setAccount(account);
  log.info(account.empty() ? "bound to nobody" : "bound to an account");
  handler.bindingChanged(account);
}

void Network::Parts::release() {
  if (!binding.bound()) return;
  binding.release();
  notifier.clear();
  protocol.sessionEnded();
  handler.viewersGone();
  accountChanged("");
}

void Network::Parts::sendJson(FrameType type, const nlohmann::json& value) {
  const Bytes payload = value.is_null() ? Bytes{} : dumpJson(value);
  if (auto sent = session.send(type, payload); !sent) log.warning("an answer found no room");
}

void Network::Parts::pumpMessages() {
  if (!binding.bound()) return;
  while (session.up()) {
    const nlohmann::json* message = notifier.next();
    if (!message || !session.send(FrameType::kMessage, dumpJson(*message))) return;
    notifier.sent();
  }
}

bool Network::cableIn() const { return parts_->link.linkUp(); }
bool Network::internetReached() const { return link() == LinkState::kOnline; }
SessionState Network::session() const { return parts_->session.state(); }
const std::string& Network::account() const { return parts_->binding.account(); }

LinkState Network::link() const {
  if (!parts_->link.linkUp()) return LinkState::kNoLink;
  if (!parts_->link.hasAddress()) return LinkState::kConfiguring;
  return parts_->session.up() ? LinkState::kOnline : LinkState::kLocalOnly;
}

void Network::unbind() {
  if (!bound()) return;
  if (parts_->session.up()) parts_->sendJson(FrameType::kUnbound, nullptr);
  parts_->release();
}

void Network::answer(uint64_t token, nlohmann::json body) {
  if (auto whole = parts_->protocol.answer(token, std::move(body)))
    parts_->sendJson(FrameType::kAnswer, *whole);
}

bool Network::notify(std::string_view kind, std::string_view text, std::optional<CalendarTime> at,
                     nlohmann::json extra) {
  if (!bound()) return false;
  if (!extra.is_object()) extra = nlohmann::json::object();
  extra["kind"] = kind;
  extra["text"] = text;
  extra["at_unix_s"] = at ? nlohmann::json(toSeconds(at->time_since_epoch())) : nlohmann::json();
  const bool taken = parts_->notifier.add(std::move(extra));
  parts_->pumpMessages();
  return taken;
}

size_t Network::queuedMessages() const { return parts_->notifier.size(); }
Bytes Network::messagesToSave() const { return parts_->notifier.save(); }
uint64_t Network::messagesVersion() const { return parts_->notifier.version(); }

namespace {
constexpr size_t kVideoHeader = 18;
constexpr size_t kSnapshotHeader = 17;
}  // namespace

size_t Network::videoSpace() const {
  const size_t space = parts_->session.bulkSpace();
  return bound() && space > kVideoHeader ? space - kVideoHeader : 0;
}

Result<void> Network::sendVideo(hal::LensId lens, const hal::AccessUnit& unit) {
  if (!bound()) return Errc::kDenied;
  Bytes payload;
  payload.reserve(kVideoHeader + unit.data.size());
  payload.push_back(static_cast<uint8_t>(lens));
  payload.push_back(unit.key ? 1 : 0);
  appendBig<uint64_t>(payload, unit.frame);
  appendBig<uint64_t>(payload, static_cast<uint64_t>(unit.capturedAt.time_since_epoch().count()));
  append(payload, unit.data);
  const auto sent = parts_->session.sendBulk(FrameType::kVideo, payload);
  if (!sent) ++parts_->refusedVideo;
  return sent;
}

Result<void> Network::sendSnapshot(uint64_t token, const hal::Snapshot& snapshot) {
  if (!bound()) return Errc::kDenied;
  Bytes payload;
  payload.reserve(kSnapshotHeader + snapshot.jpeg.size());
  appendBig<uint64_t>(payload, parts_->protocol.idOf(token).value_or(0));
  payload.push_back(static_cast<uint8_t>(snapshot.lens));
  appendBig<uint64_t>(payload,
                      static_cast<uint64_t>(snapshot.capturedAt.time_since_epoch().count()));
  append(payload, snapshot.jpeg);
  return parts_->session.sendBulk(FrameType::kSnapshot, payload);
}

NetCounters Network::counters() const {
  const Parts& p = *parts_;
  return {p.session.epoch(), p.session.badFrames(), p.protocol.refused(), p.notifier.dropped(),
          p.refusedVideo};
}

}  // namespace tw::fw
