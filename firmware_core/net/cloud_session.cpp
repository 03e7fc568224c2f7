#include "firmware_core/net/cloud_session.h"

#include <algorithm>

#include "firmware_core/base/hex.h"
#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

constexpr Duration kOutboxRetry = std::chrono::milliseconds{50};
constexpr Duration kClockTolerance = std::chrono::seconds{2};
constexpr uint64_t kLatestUnixMs = 4'102'444'800'000;  // 2100: later ones are nonsense

}  // namespace

CloudSession::CloudSession(const NetHardware& hardware, const NetIdentity& identity,
                           std::string queueName)
    : hw_(hardware),
      identity_(identity),
      queueName_(std::move(queueName)),
      log_(hardware.console, "cloud"),
      channel_(hardware.crypto, hardware.entropy, identity.cloudKey) {}

void CloudSession::start(Instant now, hal::NetInterface interface) {
  stop();
  interface_ = interface;
  backoff_.reset();
  resolve(now);
}

void CloudSession::stop() {
  closeSocket();
  state_ = SessionState::kDown;
  deadline_ = kNever;
}

void CloudSession::closeSocket() {
  if (socket_) hw_.stack.close(*socket_);
  socket_.reset();
  reader_.clear();
  inbox_.clear();
  outbox_.clear();
}

void CloudSession::retryLater(Instant now, std::string_view why) {
  log_.warning(std::string(toString(state_)) + ": " + std::string(why));
  closeSocket();
  state_ = SessionState::kWaiting;
  deadline_ = now + backoff_.next(hw_.entropy);
}

void CloudSession::reject(Instant now, std::string_view why) {
  ++badFrames_;
  retryLater(now, why);
}

void CloudSession::poll(Instant now) {
  switch (state_) {
    case SessionState::kDown:
      break;
    case SessionState::kWaiting:
      if (deadline_ <= now) resolve(now);
      break;
    case SessionState::kResolving:
      pollResolving(now);
      break;
    case SessionState::kConnecting:
    case SessionState::kHandshaking:
    case SessionState::kUp:
      pollStream(now);
      break;
  }
}

Instant CloudSession::due(Instant now) const {
  if (inbox_.full()) return now;
  if (state_ == SessionState::kUp && !outbox_.empty())
    return std::min(deadline_, now + kOutboxRetry);
  return deadline_;
}

// A question that an earlier attempt asked may still be under way: its answer serves as well.
void CloudSession::resolve(Instant now) {
  state_ = SessionState::kResolving;
  deadline_ = kNever;  // the stack gives up by itself
  if (resolving_) return pollResolving(now);
  if (auto started = hw_.stack.startResolve(interface_, identity_.cloudName); !started)
    return retryLater(now, "cannot ask for the name");
  resolving_ = true;
}

void CloudSession::pollResolving(Instant now) {
  if (hw_.stack.resolveState() == hal::ResolveState::kBusy) return;
  resolving_ = false;
  if (hw_.stack.resolveState() == hal::ResolveState::kIdle)
    return retryLater(now, "the question was dropped");
  const auto address = hw_.stack.takeResolved();
  if (!address) return retryLater(now, "name not resolved");
  connect(now, address.value());
}

void CloudSession::connect(Instant now, hal::Ipv4 address) {
  const auto socket = hw_.stack.connectTcp(interface_, {address, identity_.cloudPort});
  if (!socket) return retryLater(now, "no socket");
  socket_ = socket.value();
  state_ = SessionState::kConnecting;
  deadline_ = now + kConnectPatience;
}

void CloudSession::pollStream(Instant now) {
  const hal::SocketState socket = hw_.stack.state(*socket_);
  if (state_ == SessionState::kConnecting && socket == hal::SocketState::kOpen) {
    state_ = SessionState::kHandshaking;
    deadline_ = now + kHandshakePatience;
    proving_ = false;
    sendRecord(channel_.hello());
  }
  if (socket != hal::SocketState::kConnecting) reader_.feed(hw_.stack.receive(*socket_));
  while (socket_ && !inbox_.full()) {
    auto body = reader_.next();
    if (!body) return reject(now, "broken record");
    if (!body.value()) break;
    onBody(now, *body.value());
  }
  if (!socket_) return;
  if (socket == hal::SocketState::kClosed && !inbox_.full())
    return retryLater(now, "connection ended");
  if (state_ == SessionState::kUp) {
    flushOutbox();
    heartbeat(now);
  } else if (deadline_ <= now) {
    retryLater(now, "no answer");
  }
}

void CloudSession::onBody(Instant now, std::span<const uint8_t> body) {
  if (state_ == SessionState::kConnecting) return reject(now, "spoke before its turn");
  if (state_ == SessionState::kHandshaking && !proving_) return onHelloAnswer(now, body);
  auto frame = channel_.open(body);
  if (!frame) return reject(now, "a record does not open");
  heard_ = now;
  onFrame(now, std::move(frame).value());
}

void CloudSession::onHelloAnswer(Instant now, std::span<const uint8_t> body) {
  if (auto taken = channel_.takeHelloAnswer(body); !taken)
    return reject(now, "handshake: " + taken.error().detail);
  proving_ = true;
  pinged_ = now;
  nlohmann::json auth{
      {"serial", identity_.serial},
      {"account", account_.empty() ? nlohmann::json() : nlohmann::json(account_)},
      {"queue", queueName_},
      {"signature", toHex(channel_.prove(identity_.deviceKeySeed, identity_.serial))}};
  if (!sendRecord(channel_.seal(FrameType::kAuth, dumpJson(auth)))) retryLater(now, "no room");
}

void CloudSession::onFrame(Instant now, Frame frame) {
  if (state_ == SessionState::kHandshaking) {
    if (frame.type == FrameType::kWelcome) return onWelcome(now, frame.payload);
    return retryLater(now, frame.type == FrameType::kRefused ? "refused" : "no welcome");
  }
  switch (frame.type) {
    case FrameType::kPing:
      static_cast<void>(send(FrameType::kPong, asBytes("{}")));
      return;
    case FrameType::kPong: {
      const auto pong = parseStrict(frame.payload);
      const auto time = pong ? wholeMember(pong.value(), "unix_ms") : std::nullopt;
      if (!time) return reject(now, "a pong without a time");
      return setTime(*time, (now - pinged_) / 2);
    }
    default:
      inbox_.push(std::move(frame));
  }
}

void CloudSession::onWelcome(Instant now, std::span<const uint8_t> payload) {
  const auto welcome = parseStrict(payload);
  if (!welcome) return reject(now, "a welcome that is none");
  const auto time = wholeMember(welcome.value(), "unix_ms");
  if (!time) return reject(now, "a welcome without a time");
  setTime(*time, (now - pinged_) / 2);
  cloudAccount_ = textMember(welcome.value(), "account").value_or("");
  state_ = SessionState::kUp;
  backoff_.reset();
  ++epoch_;
  log_.info("session up");
}

// `old`: how long ago the cloud looked at its clock.
void CloudSession::setTime(uint64_t unixMs, Duration old) {
  if (unixMs > kLatestUnixMs) return log_.warning("the cloud's time is nonsense");
  const CalendarTime time{std::chrono::milliseconds{unixMs} + old};
  const auto known = hw_.calendar.now();
  if (known && std::chrono::abs(*known - time) <= kClockTolerance) return;
  hw_.calendar.set(time);
}

void CloudSession::heartbeat(Instant now) {
  if (now - heard_ >= kSilence) return retryLater(now, "silence");
  if (std::max(heard_, pinged_) + kHeartbeat <= now) {
    static_cast<void>(send(FrameType::kPing, {}));
    pinged_ = now;
  }
  deadline_ = std::min(std::max(heard_, pinged_) + kHeartbeat, heard_ + kSilence);
}

std::optional<Frame> CloudSession::takeFrame() {
  if (inbox_.empty()) return std::nullopt;
  return inbox_.pop();
}

bool CloudSession::sendRecord(const Bytes& record) {
  if (hw_.stack.sendSpace(*socket_) < record.size()) return false;
  const auto taken = hw_.stack.send(*socket_, record);
  return taken && taken.value() == record.size();
}

Result<void> CloudSession::send(FrameType type, std::span<const uint8_t> payload) {
  if (!up()) return Errc::kNotReady;
  flushOutbox();
  const size_t size = payload.size() + kFrameOverhead;
  if (outbox_.empty() && hw_.stack.sendSpace(*socket_) >= size) {
    if (!sendRecord(channel_.seal(type, payload))) return Errc::kClosed;
    return {};
  }
  if (!outbox_.push({type, Bytes(payload.begin(), payload.end())})) return Errc::kNoSpace;
  return {};
}

// A record is sealed only when it leaves, for its number is part of the seal.
void CloudSession::flushOutbox() {
  while (!outbox_.empty() &&
         hw_.stack.sendSpace(*socket_) >= outbox_.front().payload.size() + kFrameOverhead) {
    const Frame frame = outbox_.pop();
    if (!sendRecord(channel_.seal(frame.type, frame.payload))) return;
  }
}

size_t CloudSession::bulkSpace() const {
  if (!up() || !outbox_.empty()) return 0;
  const size_t space = hw_.stack.sendSpace(*socket_);
  return space > kReserve + kFrameOverhead ? space - kReserve - kFrameOverhead : 0;
}

Result<void> CloudSession::sendBulk(FrameType type, std::span<const uint8_t> payload) {
  if (!up()) return Errc::kNotReady;
  if (payload.size() > bulkSpace()) return Errc::kNoSpace;
  if (!sendRecord(channel_.seal(type, payload))) return Errc::kClosed;
  return {};
}

}  // namespace tw::fw
