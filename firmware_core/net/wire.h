// The session protocol between camera and cloud, over one TCP stream.
//
// A record is a length (4 bytes, big endian) and as many bytes of body. The first record each way
// is plain, all others are sealed (XChaCha20-Poly1305; nonce = 16 zero bytes and the record's
// number in that direction, 8 bytes big endian, from 0). A body, opened, is one byte of type and a
// payload.
//
//   hello        camera -> cloud   version (1 byte, 1), X (32: ephemeral X25519 key)      plain
//   hello answer cloud -> camera   Y (32), signature (64) by the cloud's key over
//                                  "tweelens cloud 1" X Y                                  plain
//   auth         camera -> cloud   JSON {"serial","account"|null,"queue","signature": 128 hex
//                                  digits, by the camera's key over
//                                  "tweelens camera 1" X Y serial}
//   welcome      cloud -> camera   JSON {"unix_ms","account"|null}; or refused: JSON {"error"}
//   ping, pong   both              empty; JSON {"unix_ms"}
//   request      cloud -> camera   JSON {"account","request":{"id","do",...}}
//   answer       camera -> cloud   JSON {"id","ok",...}
//   message      camera -> cloud   JSON {"queue","seq","kind","text","at_unix_s"|null,...}; with
//                                  "picture": true where the frame before it was its picture
//   message ack  cloud -> camera   JSON {"seq"}: this and all before are kept
//   bind         cloud -> camera   JSON {"account","code"}
//   bound        camera -> cloud   JSON {"ok":true,"account"} or {"ok":false,"error"}
//   unbound      camera -> cloud   empty: the owner gave the camera up
//   released     cloud -> camera   empty: the account gave the camera up
//   video        camera -> cloud   lens (1), flags (1: bit 0 = key), frame (8), captured at (8, ns
//                                  of the camera's counter), access unit
//   snapshot     camera -> cloud   request id (8), lens (1), captured at (8), JPEG
//   clip data    camera -> cloud   request id (8), bytes of a file; before the request's answer
//   picture      camera -> cloud   message's seq (8), lens (1), captured at (8), JPEG
//
// Keys: shared = X25519(x, Y); up = mac(shared, "up" X Y); down = mac(shared, "down" X Y), mac =
// BLAKE2b-256 keyed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::fw {

inline constexpr uint8_t kProtocolVersion = 1;

enum class FrameType : uint8_t {
  kHello = 1,
  kHelloAnswer = 2,
  kAuth = 3,
  kWelcome = 4,
  kRefused = 5,
  kPing = 6,
  kPong = 7,
  kRequest = 8,
  kAnswer = 9,
  kMessage = 10,
  kMessageAck = 11,
  kBind = 12,
  kBound = 13,
  kUnbound = 14,
  kReleased = 15,
  kVideo = 16,
  kSnapshot = 17,
  kClipData = 18,
  kPicture = 19,
};

struct Frame {
  FrameType type{};
  Bytes payload;
};

inline constexpr size_t kRecordHeader = 4;
inline constexpr size_t kSealOverhead = 16;            // the tag
inline constexpr size_t kMaxIncomingBody = 64 * 1024;  // larger ones end the session
inline constexpr size_t kFrameOverhead = kRecordHeader + 1 + kSealOverhead;

Bytes record(std::span<const uint8_t> body);
Bytes plainBody(FrameType type, std::span<const uint8_t> payload);
// kCorrupt when empty.
Result<Frame> frameOf(std::span<const uint8_t> body);

// Cuts a stream into records.
class RecordReader {
 public:
  void feed(std::span<const uint8_t> bytes) { append(buffer_, bytes); }
  // The next whole body; nothing yet; or kCorrupt: a length of 0 or above kMaxIncomingBody.
  Result<std::optional<Bytes>> next();
  void clear();

 private:
  void clearRead();

  Bytes buffer_;
  size_t read_ = 0;
};

}  // namespace tw::fw
