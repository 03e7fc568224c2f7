// A reliable byte stream between two ends in virtual time, as TCP looks to its users.
//
// Modelled: connecting, latency, bandwidth, loss as delay, the 1 MiB send buffer, silence while the
// way is broken, failure after 20 s without an acknowledgement, resets of half-open streams. Left
// out: segments, windows, congestion control: what one send() took arrives in one piece.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/hal/network_stack.h"
#include "sim/core/event_queue.h"

namespace tw::sim {

enum class Direction { kUp, kDown };  // up: from the client to the server

// The way between a client and a server.
class Path {
 public:
  virtual ~Path() = default;
  virtual bool clientUp() const = 0;  // the client's side can send and hear
  virtual bool serverUp() const = 0;
  // When the last of `bytes` that leave now will be at the other end.
  virtual Instant arrival(Direction direction, size_t bytes) = 0;
  virtual Duration latency() const = 0;           // one way, for acknowledgements
  virtual bool refuses() const { return false; }  // the server answers connections with a reset
};

class StreamEnd {
 public:
  static constexpr Duration kGiveUp = std::chrono::seconds{20};  // without an acknowledgement

  using Progress = std::function<void()>;  // opened, data came, room after a full buffer, closed

  ~StreamEnd();  // silent: the other end learns only when it sends
  StreamEnd(const StreamEnd&) = delete;
  StreamEnd& operator=(const StreamEnd&) = delete;

  hal::SocketState state() const;
  size_t send(std::span<const uint8_t> data);  // what was taken; 0 unless open
  size_t space() const;
  Bytes receive();  // all that has arrived
  void close();     // what was sent still arrives; the other end learns
  // As a reset does: what has not left is dropped; the other end learns if it can be told now.
  void abort();
  void onProgress(Progress progress);

 private:
  friend class Stream;
  StreamEnd(std::shared_ptr<class Stream> stream, bool client);
  std::shared_ptr<class Stream> stream_;
  bool client_;
};

// Starts connecting; `accept` gets the server's end when the request has arrived there. The path
// stays valid as long as either end.
std::unique_ptr<StreamEnd> openStream(EventQueue& queue, std::shared_ptr<Path> path,
                                      std::function<void(std::unique_ptr<StreamEnd>)> accept);

}  // namespace tw::sim
