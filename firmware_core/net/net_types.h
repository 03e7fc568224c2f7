// Identity, hardware and states of the camera's network part.
#pragma once

#include <string>

#include "firmware_core/hal/hal.h"

namespace tw::fw {

// From the factory partition; never changes.
struct NetIdentity {
  std::string serial;            // also in the QR text: "TWEELENS:<serial>:<verification code>"
  std::string verificationCode;  // printed in the same QR code; proves that the box was at hand
  hal::Key32 deviceKeySeed{};    // Ed25519 secret; the cloud knows its public half by the serial
  hal::Key32 cloudKey{};         // Ed25519 public key of the cloud, pinned
  std::string cloudName = "cloud.tweelens.example";
  uint16_t cloudPort = 8443;
};

// The part of the hardware that networking uses. All of it outlives whoever borrows it.
struct NetHardware {
  LogSink& console;
  hal::EthernetPort& ethernet;
  hal::NetworkStack& stack;
  hal::Crypto& crypto;
  hal::Entropy& entropy;
  hal::CalendarClock& calendar;

  static NetHardware of(const hal::Hal& hal) {
    return {hal.console, hal.ethernet, hal.network, hal.crypto, hal.entropy, hal.calendar};
  }
};

enum class LinkState {
  kNoLink,       // no cable, or nothing at its other end
  kConfiguring,  // link, asking for an address
  kLocalOnly,    // address, but the cloud does not answer
  kOnline,       // the cloud answers
};

enum class SessionState {
  kDown,         // no address to start from
  kWaiting,      // between two attempts (back-off 1..60 s)
  kResolving,    // asking for the cloud's address
  kConnecting,   // TCP
  kHandshaking,  // keys and signatures
  kUp,           // authenticated both ways; heartbeats are answered
};

constexpr const char* toString(LinkState state) {
  constexpr const char* kNames[] = {"no_link", "configuring", "local_only", "online"};
  return kNames[static_cast<size_t>(state)];
}
constexpr const char* toString(SessionState state) {
  constexpr const char* kNames[] = {"down",       "waiting",     "resolving",
                                    "connecting", "handshaking", "up"};
  return kNames[static_cast<size_t>(state)];
}

// What was lost or refused since start, for the log and the app.
struct NetCounters {
  uint64_t sessions = 0;           // handshakes that succeeded
  uint64_t badFrames = 0;          // frames that broke the protocol; each ended its session
  uint64_t refusedRequests = 0;    // malformed, not authorised, or too many at once
  uint64_t droppedMessages = 0;    // messages that did not fit into the queue
  uint64_t droppedPictures = 0;    // of messages, for want of room
  uint64_t refusedVideoUnits = 0;  // access units for which the line had no room
};

}  // namespace tw::fw
