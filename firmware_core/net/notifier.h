// Messages to the account: kept until the cloud has acknowledged them, sent in order and once.
//
// Every message has a number that rises by one; the cloud keeps a number once, so a message that is
// sent again after a lost acknowledgement does no harm. The queue lives in RAM; save() and
// restore() carry it over a restart where the owner of the flash journal calls them. Without that a
// restart loses what was not acknowledged, and the queue gets a new name, so that old numbers are
// not mistaken for repeats.
#pragma once

#include <deque>
#include <nlohmann/json.hpp>
#include <string>

#include "firmware_core/base/bytes.h"
#include "firmware_core/hal/entropy.h"

namespace tw::fw {

class Notifier {
 public:
  static constexpr size_t kCapacity = 256;     // messages
  static constexpr size_t kMaxMessage = 2048;  // bytes as JSON
  static constexpr size_t kWindow = 8;         // sent and not acknowledged

  Notifier(hal::Entropy& entropy, std::span<const uint8_t> saved);

  // False, and counted, when the queue is full or the message too big.
  bool add(nlohmann::json message);
  uint64_t newest() const { return nextSeq_ - 1; }  // number of the message added last; 0: none
  // The next one to send; nullptr: none, or the window is full. Then sent().
  const nlohmann::json* next() const;
  void sent() { ++sent_; }
  // All up to `seq` are kept by the cloud. Numbers never sent are ignored.
  void acknowledged(uint64_t seq);
  // A new session: what was not acknowledged is sent again.
  void rewind() { sent_ = 0; }
  void clear();  // the account is gone

  const std::string& queueName() const { return name_; }
  size_t size() const { return queue_.size(); }
  uint64_t dropped() const { return dropped_; }

  Bytes save() const;  // with a checksum; a damaged one restores as nothing
  uint64_t version() const { return version_; }

 private:
  bool restore(std::span<const uint8_t> saved);

  std::string name_;
  uint64_t nextSeq_ = 1;
  std::deque<nlohmann::json> queue_;
  size_t sent_ = 0;  // of queue_, from its front
  uint64_t dropped_ = 0;
  uint64_t version_ = 0;
};

}  // namespace tw::fw
