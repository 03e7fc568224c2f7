// Keeps one authenticated session with the cloud: resolve, connect, prove, then heartbeats; after
// any failure again, with pauses of 1 to 60 s, for ever.
//
// Ends a session when nothing was heard for kSilence. Sets the calendar from the cloud's time.
#pragma once

#include <optional>
#include <string>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/net/backoff.h"
#include "firmware_core/net/net_types.h"
#include "firmware_core/net/secure_channel.h"

namespace tw::fw {

class CloudSession {
 public:
  static constexpr Duration kHeartbeat = std::chrono::seconds{15};
  static constexpr Duration kSilence = std::chrono::milliseconds{37500};
  static constexpr Duration kConnectPatience = std::chrono::seconds{15};
  static constexpr Duration kHandshakePatience = std::chrono::seconds{10};
  static constexpr Duration kFirstPause = std::chrono::seconds{1};
  static constexpr Duration kLastPause = std::chrono::seconds{60};
  static constexpr size_t kOutboxFrames = 64;    // small frames that wait for room
  static constexpr size_t kReserve = 64 * 1024;  // of the send buffer, never for video
  static constexpr size_t kMaxFramesPoll = 64;   // then the rest of the firmware gets its turn

  CloudSession(const NetHardware& hardware, const NetIdentity& identity, std::string queueName);

  // What the next handshake tells the cloud; empty: bound to nobody.
  void setAccount(std::string account) { account_ = std::move(account); }

  void start(Instant now, hal::NetInterface interface);  // an address was gained: try at once
  void stop();                                           // it was lost

  // Drives the session; frames that arrived are then to be taken.
  void poll(Instant now);
  Instant due(Instant now) const;  // when poll() has something to do at the latest
  std::optional<Frame> takeFrame();

  SessionState state() const { return state_; }
  bool up() const { return state_ == SessionState::kUp; }
  uint64_t epoch() const { return epoch_; }  // rises with every session that came up
  // The account that the cloud named in its welcome; empty: none.
  const std::string& cloudAccount() const { return cloudAccount_; }
  uint64_t badFrames() const { return badFrames_; }

  // Sends, or queues while there is no room. kNotReady: no session; kNoSpace: the outbox is full.
  Result<void> send(FrameType type, std::span<const uint8_t> payload);
  // Sends at once or not at all, leaving kReserve free.
  Result<void> sendBulk(FrameType type, std::span<const uint8_t> payload);
  size_t bulkSpace() const;  // payload bytes that sendBulk() would take

  // Ends the session because its other end broke the protocol.
  void reject(Instant now, std::string_view why);

 private:
  void resolve(Instant now);
  void connect(Instant now, hal::Ipv4 address);
  void pollResolving(Instant now);
  void pollStream(Instant now);
  void onBody(Instant now, std::span<const uint8_t> body);
  void onHelloAnswer(Instant now, std::span<const uint8_t> body);
  void onFrame(Instant now, Frame frame);
  void onWelcome(Instant now, std::span<const uint8_t> payload);
  void setTime(uint64_t unixMs, Duration old);
  void heartbeat(Instant now);
  void flushOutbox();
  bool sendRecord(const Bytes& record);
  void retryLater(Instant now, std::string_view why);
  void closeSocket();

  NetHardware hw_;
  NetIdentity identity_;
  std::string queueName_;
  Log log_;
  SecureChannel channel_;
  RecordReader reader_;
  Backoff backoff_{kFirstPause, kLastPause};
  hal::NetInterface interface_{};
  SessionState state_ = SessionState::kDown;
  std::optional<hal::SocketId> socket_;
  bool resolving_ = false;  // the stack owes an answer, wanted or not
  bool proving_ = false;    // the cloud's hello answer was good
  std::string account_;
  std::string cloudAccount_;
  BoundedQueue<Frame> inbox_{kMaxFramesPoll};
  BoundedQueue<Frame> outbox_{kOutboxFrames};
  uint64_t epoch_ = 0;
  uint64_t badFrames_ = 0;
  Instant deadline_ = kNever;
  Instant heard_{};
  Instant pinged_{};
};

}  // namespace tw::fw
