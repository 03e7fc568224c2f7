#include "firmware_core/net/network.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "firmware_core/net/app_protocol.h"
#include "firmware_core/net/binding.h"
#include "firmware_core/net/cloud_session.h"
#include "firmware_core/net/link_manager.h"
#include "firmware_core/net/notifier.h"
#include "firmware_core/net/picture_store.h"
#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

constexpr size_t kVideoHeader = 18;
constexpr size_t kSnapshotHeader = 17;
constexpr Duration kPictureRetry = std::chrono::milliseconds{50};

// `number`: of the request or the message that it belongs to.
Bytes pictureBody(uint64_t number, const hal::Snapshot& picture) {
  Bytes payload;
  payload.reserve(kSnapshotHeader + picture.jpeg.size());
  appendBig<uint64_t>(payload, number);
  payload.push_back(static_cast<uint8_t>(picture.lens));
  appendBig<uint64_t>(payload,
                      static_cast<uint64_t>(picture.capturedAt.time_since_epoch().count()));
  append(payload, picture.jpeg);
  return payload;
}

}  // namespace

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
  struct Telling {
    FrameType type{};
    nlohmann::json body;
  };
  void accountChanged(const std::string& account, std::vector<Telling> tell);
  void bindingKept(bool kept);
  void release(std::vector<Telling> tell = {});
  void sendJson(FrameType type, const nlohmann::json& value);
  void pumpMessages();
  bool sendPicture(uint64_t message, const hal::Snapshot& picture);

  AppHandler& handler;
  Log log;
  Binding binding;
  Notifier notifier;
  PictureStore pictures;  // of the notifier's messages
  LinkManager link;
  CloudSession session;
  AppProtocol protocol;
  uint64_t generation = 0;  // of the address that the session runs over
  uint64_t epoch = 0;       // of the session that the parts know of
  bool wasUp = false;
  std::vector<Telling> untold;  // of the account, until it is kept
  bool pictureWaits = false;    // for room on the line
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
  const Instant retry = p.pictureWaits ? now + kPictureRetry : kNever;
  return more ? now : std::min({nextLink, retry, std::max(p.session.due(now), now)});
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
  untold.clear();
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
  auto answer = protocol.request(payload, binding.account());
  if (protocol.takeUnbind())
    release({{FrameType::kAnswer, std::move(*answer)}, {FrameType::kUnbound, nullptr}});
  else if (answer)
    sendJson(FrameType::kAnswer, *answer);
}

void Network::Parts::onAck(Instant now, std::span<const uint8_t> payload) {
  const auto ack = parseStrict(payload);
  const auto seq = ack ? wholeMember(ack.value(), "seq") : std::nullopt;
  if (!seq) return session.reject(now, "an acknowledgement without a number");
  notifier.acknowledged(*seq);
  pictures.forgetUpTo(notifier.newest() - notifier.size());
}

void Network::Parts::onBind(Instant now, std::span<const uint8_t> payload) {
  const auto bind = parseStrict(payload);
  if (!bind) return session.reject(now, "a malformed binding");
  const std::string account = textMember(bind.value(), "account").value_or("");
  const std::string code = textMember(bind.value(), "code").value_or("");
  const std::string before = binding.account();
  if (auto bound = binding.bind(now, account, code); !bound)
    return sendJson(FrameType::kBound, errorAnswer(bound.error().detail));
  const nlohmann::json answer = okAnswer({{"account", account}});
  if (binding.account() == before) return sendJson(FrameType::kBound, answer);
  accountChanged(account, {{FrameType::kBound, answer}});
}

void Network::Parts::accountChanged(const std::string& account, std::vector<Telling> tell) {
  session.setAccount(account);
  log.info(account.empty() ? "bound to nobody" : "bound to an account");
  untold = std::move(tell);
  if (handler.bindingChanged(account)) bindingKept(true);
}

// An unbinding is told in any case: should the flash hold the old account after all, the cloud's
// word at the next start ends it.
void Network::Parts::bindingKept(bool kept) {
  const std::vector<Telling> tell = std::exchange(untold, {});
  if (!kept && !tell.empty() && tell.front().type == FrameType::kBound) {
    sendJson(FrameType::kBound, errorAnswer("the binding could not be kept"));
    return release();
  }
  for (const Telling& telling : tell) sendJson(telling.type, telling.body);
}

void Network::Parts::release(std::vector<Telling> tell) {
  if (!binding.bound()) return;
  binding.release();
  notifier.clear();
  pictures.clear();
  protocol.sessionEnded();
  handler.viewersGone();
  accountChanged("", std::move(tell));
}

void Network::Parts::sendJson(FrameType type, const nlohmann::json& value) {
  const Bytes payload = value.is_null() ? Bytes{} : dumpJson(value);
  if (auto sent = session.send(type, payload); !sent) log.warning("an answer found no room");
}

// A picture that has been sent leaves the reserve free, so its message always follows it.
void Network::Parts::pumpMessages() {
  pictureWaits = false;
  if (!binding.bound()) return;
  while (session.up()) {
    const nlohmann::json* next = notifier.next();
    if (!next) return;
    const uint64_t number = wholeMember(*next, "seq").value_or(0);
    const hal::Snapshot* picture = pictures.find(number);
    pictureWaits = picture && !sendPicture(number, *picture);
    if (pictureWaits) return;
    nlohmann::json message = *next;
    if (picture) message["picture"] = true;
    if (!session.send(FrameType::kMessage, dumpJson(message))) return;
    notifier.sent();
  }
}

// Asked again at each poll while the line is full: nothing is put together before it fits.
bool Network::Parts::sendPicture(uint64_t message, const hal::Snapshot& picture) {
  if (session.bulkSpace() < kSnapshotHeader + picture.jpeg.size()) return false;
  return session.sendBulk(FrameType::kPicture, pictureBody(message, picture)).ok();
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
  using Telling = Parts::Telling;
  parts_->release(parts_->session.up() ? std::vector{Telling{FrameType::kUnbound, nullptr}}
                                       : std::vector<Telling>{});
}

void Network::bindingKept(bool kept) { parts_->bindingKept(kept); }

void Network::answer(uint64_t token, nlohmann::json body) {
  if (auto whole = parts_->protocol.answer(token, std::move(body)))
    parts_->sendJson(FrameType::kAnswer, *whole);
}

bool Network::notify(std::string_view kind, std::string_view text, std::optional<CalendarTime> at,
                     nlohmann::json extra, std::optional<hal::Snapshot> picture) {
  if (!bound()) return false;
  if (!extra.is_object()) extra = nlohmann::json::object();
  extra["kind"] = kind;
  extra["text"] = text;
  extra["at_unix_s"] = at ? nlohmann::json(toSeconds(at->time_since_epoch())) : nlohmann::json();
  const bool taken = parts_->notifier.add(std::move(extra));
  if (taken && picture) parts_->pictures.add(parts_->notifier.newest(), std::move(*picture));
  parts_->pumpMessages();
  return taken;
}

size_t Network::queuedMessages() const { return parts_->notifier.size(); }
Bytes Network::messagesToSave() const { return parts_->notifier.save(); }
uint64_t Network::messagesVersion() const { return parts_->notifier.version(); }

size_t Network::videoSpace() const {
  if (parts_->pictureWaits) return 0;
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
  return parts_->session.sendBulk(FrameType::kSnapshot,
                                  pictureBody(parts_->protocol.idOf(token).value_or(0), snapshot));
}

Result<void> Network::sendClipData(uint64_t token, std::span<const uint8_t> bytes) {
  const auto id = parts_->protocol.idOf(token);
  if (!bound() || !id) return Errc::kDenied;
  const bool fits = parts_->session.bulkSpace() >= sizeof(uint64_t) + bytes.size();
  if (parts_->session.up() && (parts_->pictureWaits || !fits)) return Errc::kNoSpace;
  Bytes payload;
  payload.reserve(sizeof(uint64_t) + bytes.size());
  appendBig<uint64_t>(payload, *id);
  append(payload, bytes);
  return parts_->session.sendBulk(FrameType::kClipData, payload);
}

NetCounters Network::counters() const {
  const Parts& p = *parts_;
  return {p.session.epoch(),    p.session.badFrames(), p.protocol.refused(),
          p.notifier.dropped(), p.pictures.dropped(),  p.refusedVideo};
}

}  // namespace tw::fw
