// One camera's connection at the cloud: its half of the handshake, sealing, cutting into records.
//
// The protocol stands in firmware_core/net/wire.h; nothing of the firmware's code is used here.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "firmware_core/hal/crypto.h"
#include "firmware_core/hal/network_stack.h"
#include "sim/network/stream.h"

namespace tw::sim {

class Cloud;

enum class CloudFrame : uint8_t {
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

class CloudConnection {
 public:
  CloudConnection(Cloud& cloud, std::unique_ptr<StreamEnd> end, hal::Endpoint client);

  const std::string& serial() const { return serial_; }  // empty until proven
  const hal::Endpoint& client() const { return client_; }
  const std::string& queue() const { return queue_; }
  bool dead() const { return dead_; }
  Instant heard() const { return heard_; }

  void send(CloudFrame type, std::span<const uint8_t> payload);
  void sendJson(CloudFrame type, const nlohmann::json& value);
  void read();  // what has arrived
  void die();   // closes; the cloud forgets it soon

 private:
  enum class Stage { kHello, kAuth, kOpen };
  void onBody(std::span<const uint8_t> body);
  void onHello(std::span<const uint8_t> body);
  void onAuth(std::span<const uint8_t> payload);
  void onFrame(CloudFrame type, std::span<const uint8_t> payload);
  void onVideo(std::span<const uint8_t> payload);
  void onMessage(std::span<const uint8_t> payload);
  void onPicture(std::span<const uint8_t> payload);
  void sendRecord(std::span<const uint8_t> body);

  Cloud& cloud_;
  std::unique_ptr<StreamEnd> end_;
  hal::Endpoint client_;
  Stage stage_ = Stage::kHello;
  std::string serial_;
  std::string queue_;
  Bytes buffer_;
  hal::Key32 theirs_{}, mine_{}, up_{}, down_{};
  uint64_t sent_ = 0, opened_ = 0;
  uint64_t pictureOf_ = 0;  // number of the message that `picture_` came for
  Bytes picture_;
  Instant heard_{};
  bool dead_ = false;
};

}  // namespace tw::sim
