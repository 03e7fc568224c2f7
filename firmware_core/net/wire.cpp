#include "firmware_core/net/wire.h"

namespace tw::fw {

Bytes record(std::span<const uint8_t> body) {
  Bytes out;
  out.reserve(kRecordHeader + body.size());
  appendBig<uint32_t>(out, static_cast<uint32_t>(body.size()));
  append(out, body);
  return out;
}

Bytes plainBody(FrameType type, std::span<const uint8_t> payload) {
  Bytes out;
  out.reserve(1 + payload.size());
  out.push_back(static_cast<uint8_t>(type));
  append(out, payload);
  return out;
}

Result<Frame> frameOf(std::span<const uint8_t> body) {
  if (body.empty()) return Errc::kCorrupt;
  return Frame{FrameType{body[0]}, Bytes(body.begin() + 1, body.end())};
}

Result<std::optional<Bytes>> RecordReader::next() {
  const auto rest = std::span<const uint8_t>(buffer_).subspan(read_);
  if (rest.size() < kRecordHeader) {
    clearRead();
    return std::optional<Bytes>{};
  }
  const uint32_t length = getBig<uint32_t>(rest, 0);
  if (length == 0 || length > kMaxIncomingBody) return Errc::kCorrupt;
  if (rest.size() < kRecordHeader + length) {
    clearRead();
    return std::optional<Bytes>{};
  }
  const auto body = rest.subspan(kRecordHeader, length);
  read_ += kRecordHeader + length;
  return std::optional<Bytes>{Bytes(body.begin(), body.end())};
}

void RecordReader::clearRead() {
  buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<ptrdiff_t>(read_));
  read_ = 0;
}

void RecordReader::clear() {
  buffer_.clear();
  read_ = 0;
}

}  // namespace tw::fw
