#include "sim/network/stream.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

using hal::SocketState;

constexpr Duration kFirstRetry = std::chrono::milliseconds{200};
constexpr Duration kGiveUp = StreamEnd::kGiveUp;
constexpr size_t kBuffer = hal::NetworkStack::kSendBufferBytes;
constexpr size_t kControlBytes = 40;  // of a packet without data

enum class Kind { kOpen, kData, kEnd };

struct Chunk {
  Kind kind;
  Bytes data;
  Instant arriveAt{};
  bool left = false;  // on its way
};

// One end, with what it has sent and the other has not got.
struct Side {
  SocketState state = SocketState::kConnecting;
  Bytes received;
  StreamEnd::Progress progress;
  std::deque<Chunk> out;
  std::deque<std::pair<Instant, size_t>> acks;  // when, bytes
  size_t unacknowledged = 0;                    // bytes
  Instant waitingSince{};                       // for the acknowledgement of out.front()
  Duration retry = kFirstRetry;
  EventId event = 0;
  bool wantsRoom = false;
};

}  // namespace

// Both ends and the way between; lives as long as an end or an event of it.
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  using Accept = std::function<void(std::unique_ptr<StreamEnd>)>;

  Stream(EventQueue& queue, std::shared_ptr<Path> path, Accept accept)
      : queue_(queue), path_(std::move(path)), accept_(std::move(accept)) {}

  static std::unique_ptr<StreamEnd> end(std::shared_ptr<Stream> stream, bool client) {
    return std::unique_ptr<StreamEnd>(new StreamEnd(std::move(stream), client));
  }

  Side& side(bool client) { return client ? client_ : server_; }
  void send(bool client, Kind kind, Bytes data);
  size_t space(bool client);
  void close(bool client, bool dropWaiting);

 private:
  bool leaves(bool fromClient) const { return fromClient ? path_->clientUp() : path_->serverUp(); }
  bool arrives(bool fromClient) const { return leaves(!fromClient); }
  void settle(Side& side);
  void armRoom(bool client);
  void depart(bool client);
  void wait(bool client, Instant until);
  void onEvent(bool client);
  void again(bool client);
  void deliver(bool fromClient, Chunk chunk);
  void opened(bool fromClient);
  void bounce(bool fromClient);
  void fail(bool client);
  static void tell(Side& side) {
    const StreamEnd::Progress progress = side.progress;  // it may end this end
    if (progress) progress();
  }

  EventQueue& queue_;
  std::shared_ptr<Path> path_;
  Accept accept_;
  Side client_, server_;
};

void Stream::send(bool client, Kind kind, Bytes data) {
  Side& from = side(client);
  if (from.out.empty()) from.waitingSince = queue_.now();
  from.unacknowledged += data.size();
  from.out.push_back({kind, std::move(data)});
  depart(client);
}

void Stream::settle(Side& from) {
  while (!from.acks.empty() && from.acks.front().first <= queue_.now()) {
    from.unacknowledged -= from.acks.front().second;
    from.acks.pop_front();
  }
}

size_t Stream::space(bool client) {
  Side& from = side(client);
  if (from.state != SocketState::kOpen) return 0;
  settle(from);
  const size_t room = kBuffer - from.unacknowledged;
  if (room < kBuffer / 2) {
    from.wantsRoom = true;
    armRoom(client);
  }
  return room;
}

// Whoever found the buffer rather full hears of the next acknowledgement.
void Stream::armRoom(bool client) {
  Side& from = side(client);
  if (!from.wantsRoom || from.acks.empty()) return;
  from.wantsRoom = false;
  queue_.at(std::max(queue_.now(), from.acks.front().first),
            [self = shared_from_this(), client] { tell(self->side(client)); });
}

// Sends what can leave; each chunk arrives after the one before it.
void Stream::depart(bool client) {
  Side& from = side(client);
  Instant last = queue_.now();
  for (Chunk& chunk : from.out) {
    if (!chunk.left) {
      if (!leaves(client)) break;
      const size_t bytes = std::max(chunk.data.size(), kControlBytes);
      chunk.arriveAt =
          std::max(last, path_->arrival(client ? Direction::kUp : Direction::kDown, bytes));
      chunk.left = true;
    }
    last = chunk.arriveAt;
  }
  if (from.event != 0 || from.out.empty()) return;
  if (from.out.front().left) return wait(client, std::max(queue_.now(), from.out.front().arriveAt));
  const Instant next = queue_.now() + from.retry;
  from.retry *= 2;
  wait(client, std::max(queue_.now(), std::min(next, from.waitingSince + kGiveUp)));
}

void Stream::wait(bool client, Instant until) {
  side(client).event =
      queue_.at(until, [self = shared_from_this(), client] { self->onEvent(client); });
}

void Stream::onEvent(bool client) {
  Side& from = side(client);
  from.event = 0;
  if (from.out.empty()) return;
  if (!from.out.front().left || !arrives(client)) return again(client);
  Chunk chunk = std::move(from.out.front());
  from.out.pop_front();
  from.waitingSince = queue_.now();
  from.retry = kFirstRetry;
  deliver(client, std::move(chunk));
  if (from.event == 0) depart(client);
}

// Nothing came through: all that was on its way is lost and has to go again.
void Stream::again(bool client) {
  Side& from = side(client);
  if (queue_.now() - from.waitingSince >= kGiveUp) return fail(client);
  const bool lost = from.out.front().left;
  for (Chunk& chunk : from.out) chunk.left = false;
  if (!lost) return depart(client);
  const Instant next = queue_.now() + from.retry;
  from.retry *= 2;
  wait(client, std::min(next, from.waitingSince + kGiveUp));
}

void Stream::deliver(bool fromClient, Chunk chunk) {
  if (chunk.kind == Kind::kOpen) return opened(fromClient);
  Side& to = side(!fromClient);
  if (to.state == SocketState::kClosed) {
    if (chunk.kind == Kind::kData) bounce(fromClient);
    return;
  }
  if (chunk.kind == Kind::kEnd) return fail(!fromClient);
  Side& from = side(fromClient);
  from.acks.emplace_back(queue_.now() + path_->latency(), chunk.data.size());
  armRoom(fromClient);
  append(to.received, chunk.data);
  tell(to);
}

void Stream::opened(bool fromClient) {
  if (!fromClient) {
    if (client_.state != SocketState::kConnecting) return bounce(false);
    client_.state = SocketState::kOpen;
    return tell(client_);
  }
  if (path_->refuses()) return bounce(true);
  server_.state = SocketState::kOpen;
  send(false, Kind::kOpen, {});
  accept_(end(shared_from_this(), false));
}

// A reset: sent once, and lost if the way is broken.
void Stream::bounce(bool fromClient) {
  if (!leaves(!fromClient)) return;
  queue_.in(path_->latency(), [self = shared_from_this(), fromClient] {
    if (self->leaves(fromClient)) self->fail(fromClient);
  });
}

void Stream::fail(bool client) {
  Side& ended = side(client);
  if (ended.event != 0) queue_.cancel(ended.event);
  ended.event = 0;
  ended.out.clear();
  if (ended.state == SocketState::kClosed) return;
  ended.state = SocketState::kClosed;
  tell(ended);
}

void Stream::close(bool client, bool dropWaiting) {
  Side& ended = side(client);
  ended.progress = nullptr;
  if (dropWaiting) std::erase_if(ended.out, [](const Chunk& chunk) { return !chunk.left; });
  if (ended.state == SocketState::kClosed) return;
  ended.state = SocketState::kClosed;
  if (!dropWaiting || leaves(client)) send(client, Kind::kEnd, {});
}

StreamEnd::StreamEnd(std::shared_ptr<Stream> stream, bool client)
    : stream_(std::move(stream)), client_(client) {}

// Touches nothing but the stream: at the end of a run the network may be gone already.
StreamEnd::~StreamEnd() {
  Side& mine = stream_->side(client_);
  mine.progress = nullptr;
  mine.state = SocketState::kClosed;
}

SocketState StreamEnd::state() const { return stream_->side(client_).state; }

size_t StreamEnd::space() const { return stream_->space(client_); }

size_t StreamEnd::send(std::span<const uint8_t> data) {
  const size_t taken = std::min(data.size(), space());
  if (taken > 0)
    stream_->send(client_, Kind::kData,
                  Bytes(data.begin(), data.begin() + static_cast<ptrdiff_t>(taken)));
  return taken;
}

Bytes StreamEnd::receive() { return std::exchange(stream_->side(client_).received, {}); }

void StreamEnd::close() { stream_->close(client_, false); }
void StreamEnd::abort() { stream_->close(client_, true); }

void StreamEnd::onProgress(Progress progress) {
  stream_->side(client_).progress = std::move(progress);
}

std::unique_ptr<StreamEnd> openStream(EventQueue& queue, std::shared_ptr<Path> path,
                                      Stream::Accept accept) {
  auto stream = std::make_shared<Stream>(queue, std::move(path), std::move(accept));
  auto end = Stream::end(stream, true);
  stream->send(true, Kind::kOpen, {});
  return end;
}

}  // namespace tw::sim
