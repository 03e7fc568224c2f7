#include "sim/network/cloud_connection.h"

#include <algorithm>

#include "firmware_core/base/hex.h"
#include "sim/network/cloud.h"

namespace tw::sim {
namespace {

constexpr size_t kMaxBody = 1024 * 1024;
constexpr size_t kVideoHeader = 18, kSnapshotHeader = 17;

Bytes transcript(std::string_view label, const hal::Key32& x, const hal::Key32& y,
                 std::string_view serial = {}) {
  Bytes out;
  append(out, asBytes(label));
  append(out, x);
  append(out, y);
  append(out, asBytes(serial));
  return out;
}

hal::Nonce24 nonceOf(uint64_t number) {
  hal::Nonce24 nonce{};
  putBig<uint64_t>(nonce, 16, number);
  return nonce;
}

std::optional<hal::Signature64> signatureIn(const std::string& text) {
  hal::Signature64 out{};
  if (!fromHex(text, out)) return std::nullopt;
  return out;
}

nlohmann::json parse(std::span<const uint8_t> payload) {
  return nlohmann::json::parse(asText(payload), nullptr, false);
}

std::string text(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

CloudConnection::CloudConnection(Cloud& cloud, std::unique_ptr<StreamEnd> end, hal::Endpoint client)
    : cloud_(cloud), end_(std::move(end)), client_(client), heard_(cloud.bench_.queue.now()) {
  end_->onProgress([this] { read(); });
}

void CloudConnection::die() {
  if (dead_) return;
  dead_ = true;
  end_->close();
  cloud_.cameraGone(*this);
}

void CloudConnection::read() {
  if (dead_ || cloud_.down_) return;
  append(buffer_, end_->receive());
  size_t at = 0;
  while (!dead_ && buffer_.size() - at >= 4) {
    const uint32_t length = getBig<uint32_t>(buffer_, at);
    if (length == 0 || length > kMaxBody) return die();
    if (buffer_.size() - at < 4 + size_t{length}) break;
    heard_ = cloud_.bench_.queue.now();
    onBody(std::span<const uint8_t>(buffer_).subspan(at + 4, length));
    at += 4 + size_t{length};
  }
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<ptrdiff_t>(at));
  if (end_->state() == hal::SocketState::kClosed) die();
}

void CloudConnection::onBody(std::span<const uint8_t> body) {
  if (stage_ == Stage::kHello) return onHello(body);
  auto plain = cloud_.crypto_.open(up_, nonceOf(opened_), body);
  if (!plain || plain.value().empty()) return die();
  ++opened_;
  const auto payload = std::span<const uint8_t>(plain.value()).subspan(1);
  const CloudFrame type{plain.value()[0]};
  if (stage_ == Stage::kOpen) return onFrame(type, payload);
  if (type != CloudFrame::kAuth) return die();
  onAuth(payload);
}

void CloudConnection::onHello(std::span<const uint8_t> body) {
  constexpr uint8_t kVersion = 1;
  if (body.size() != 34 || CloudFrame{body[0]} != CloudFrame::kHello || body[1] != kVersion)
    return die();
  std::copy_n(body.begin() + 2, 32, theirs_.begin());
  hal::Key32 secret{};
  cloud_.random_.fill(secret);
  mine_ = cloud_.crypto_.exchangePublic(secret);
  const auto shared = cloud_.crypto_.exchange(secret, theirs_);
  if (!shared) return die();
  up_ = cloud_.crypto_.mac(shared.value(), transcript("up", theirs_, mine_));
  down_ = cloud_.crypto_.mac(shared.value(), transcript("down", theirs_, mine_));
  Bytes answer{static_cast<uint8_t>(CloudFrame::kHelloAnswer)};
  append(answer, mine_);
  append(answer,
         cloud_.crypto_.sign(cloud_.keys_.seed, transcript("tweelens cloud 1", theirs_, mine_)));
  stage_ = Stage::kAuth;
  sendRecord(answer);
}

void CloudConnection::onAuth(std::span<const uint8_t> payload) {
  const nlohmann::json auth = parse(payload);
  if (!auth.is_object()) return die();
  const std::string serial = text(auth, "serial");
  const auto signature = signatureIn(text(auth, "signature"));
  const auto known = cloud_.cameras_.find(serial);
  const bool proven =
      known != cloud_.cameras_.end() && signature &&
      cloud_.crypto_.verify(known->second.publicKey,
                            transcript("tweelens camera 1", theirs_, mine_, serial), *signature);
  if (!proven) {
    sendJson(CloudFrame::kRefused, {{"error", "unknown camera or wrong signature"}});
    return die();
  }
  serial_ = serial;
  queue_ = text(auth, "queue");
  stage_ = Stage::kOpen;
  cloud_.cameraUp(*this, serial, text(auth, "account"));
}

void CloudConnection::onFrame(CloudFrame type, std::span<const uint8_t> payload) {
  switch (type) {
    case CloudFrame::kPing:
      return sendJson(CloudFrame::kPong, {{"unix_ms", cloud_.unixMs()}});
    case CloudFrame::kPong:
      return;
    case CloudFrame::kAnswer:
      return cloud_.cameraAnswered(serial_, parse(payload));
    case CloudFrame::kMessage:
      return onMessage(payload);
    case CloudFrame::kPicture:
      return onPicture(payload);
    case CloudFrame::kBound:
      return cloud_.cameraBound(serial_, parse(payload));
    case CloudFrame::kUnbound:
      return cloud_.cameraUnbound(serial_);
    case CloudFrame::kVideo:
      return onVideo(payload);
    case CloudFrame::kSnapshot:
      if (payload.size() < kSnapshotHeader) return die();
      return cloud_.cameraSnapshot(serial_,
                                   Bytes(payload.begin() + kSnapshotHeader, payload.end()));
    case CloudFrame::kClipData:
      if (payload.size() < sizeof(uint64_t)) return die();
      return cloud_.cameraClipData(serial_, getBig<uint64_t>(payload, 0),
                                   Bytes(payload.begin() + sizeof(uint64_t), payload.end()));
    default:
      die();
  }
}

void CloudConnection::onPicture(std::span<const uint8_t> payload) {
  if (payload.size() <= kSnapshotHeader) return die();
  pictureOf_ = getBig<uint64_t>(payload, 0);
  picture_.assign(payload.begin() + kSnapshotHeader, payload.end());
}

// A message that says it has a picture follows its picture, and no other does.
void CloudConnection::onMessage(std::span<const uint8_t> payload) {
  const nlohmann::json message = parse(payload);
  const Bytes picture = std::exchange(picture_, {});
  const bool says = message.is_object() && message.value("picture", nlohmann::json()) == true;
  if (says != !picture.empty() || (says && message.value("seq", nlohmann::json()) != pictureOf_))
    return die();
  const uint64_t seq = cloud_.cameraMessage(serial_, message, picture);
  if (seq == 0) return die();
  sendJson(CloudFrame::kMessageAck, {{"seq", seq}});
}

void CloudConnection::onVideo(std::span<const uint8_t> payload) {
  if (payload.size() < kVideoHeader || payload[0] > 1) return die();
  LiveUnit unit;
  unit.lens = hal::LensId{payload[0]};
  unit.key = payload[1] & 1;
  unit.frame = getBig<uint64_t>(payload, 2);
  unit.capturedAt = Instant{Duration{static_cast<int64_t>(getBig<uint64_t>(payload, 10))}};
  unit.data.assign(payload.begin() + kVideoHeader, payload.end());
  cloud_.cameraVideo(serial_, unit);
}

void CloudConnection::send(CloudFrame type, std::span<const uint8_t> payload) {
  if (dead_) return;
  Bytes plain{static_cast<uint8_t>(type)};
  append(plain, payload);
  sendRecord(cloud_.crypto_.seal(down_, nonceOf(sent_++), plain));
}

void CloudConnection::sendJson(CloudFrame type, const nlohmann::json& value) {
  send(type, asBytes(value.dump()));
}

// A camera that does not take what it is sent is given up.
void CloudConnection::sendRecord(std::span<const uint8_t> body) {
  Bytes record;
  appendBig<uint32_t>(record, static_cast<uint32_t>(body.size()));
  append(record, body);
  if (end_->send(record) != record.size()) die();
}

}  // namespace tw::sim
