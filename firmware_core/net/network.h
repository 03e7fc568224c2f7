// The camera's network part behind one door: link, address, session with the cloud, requests of the
// app, messages to it, live video.
//
// Internet reached means: there is a link and an address, the cloud's signed handshake was
// answered, and since then something was heard from the cloud within CloudSession::kSilence (37.5 s
// = two heartbeats unanswered). A lost link is seen at once, a dead internet within that silence.
//
// Before binding (PRV-2) only name resolution, the handshake, heartbeats, time and the binding
// itself cross the line: no message, no picture, no answer to any request.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "firmware_core/net/app_handler.h"
#include "firmware_core/net/net_types.h"

namespace tw::fw {

class Network {
 public:
  // `account` is what the last bindingChanged() told, kept by the caller; empty: bound to nobody.
  // `savedMessages`: what messagesToSave() gave before a restart, or empty. The handler outlives
  // this.
  Network(const NetHardware& hardware, NetIdentity identity, std::string account,
          AppHandler& handler, std::span<const uint8_t> savedMessages = {});
  ~Network();

  // Does what is due and returns when it wants to be asked again at the latest; the handler is
  // called from here only.
  Instant poll(Instant now);

  bool cableIn() const;  // the Ethernet port has a link
  bool internetReached() const;
  LinkState link() const;
  SessionState session() const;

  const std::string& account() const;  // empty: bound to nobody
  bool bound() const { return !account().empty(); }
  // Forgets the account here (bindingChanged("") is called) and tells the cloud, now or as soon as
  // it can be reached.
  void unbind();
  // After a bindingChanged() that returned false: the account outlives a power cut from here on, or
  // it could not be kept; then a new one is void.
  void bindingKept(bool kept);

  // A deferred answer. Ignored when its session has ended meanwhile.
  void answer(uint64_t token, nlohmann::json body);

  // Queues a message for the account; sent in order, once, now or when the cloud can be reached.
  // `extra` adds members. False: bound to nobody, or the queue is full (counted).
  // A picture goes before its message, bounded as PictureStore says.
  bool notify(std::string_view kind, std::string_view text, std::optional<CalendarTime> at,
              nlohmann::json extra = nlohmann::json::object(),
              std::optional<hal::Snapshot> picture = std::nullopt);
  size_t queuedMessages() const;  // not acknowledged yet
  // The queue as bytes for the flash journal: messages then survive a restart. messagesVersion()
  // rises with every change, so that the owner of the journal knows when to write. The queue itself
  // lives in RAM alone: without an owner who saves it a restart loses it.
  Bytes messagesToSave() const;
  uint64_t messagesVersion() const;

  // Live video. kDenied: bound to nobody; kNotReady: no session; kNoSpace: the line is full (then
  // drop until the next key frame). A message's picture that waits for room goes first.
  Result<void> sendVideo(hal::LensId lens, const hal::AccessUnit& unit);
  size_t videoSpace() const;  // bytes of video that would be taken now
  // A snapshot's JPEG, at most 900 KB; `token` says which request it belongs to (0: none).
  Result<void> sendSnapshot(uint64_t token, const hal::Snapshot& snapshot);
  // A part of a file for the app that asked, before its answer; kNoSpace: the line is full now.
  Result<void> sendClipData(uint64_t token, std::span<const uint8_t> bytes);

  NetCounters counters() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tw::fw
