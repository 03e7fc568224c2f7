#include "firmware_core/system/clip_seeks.h"

#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

using nlohmann::json;

constexpr double kLongestS = 1e6;
constexpr const char* kUnreadable = "clip.seek: the card cannot read the clip up to there (io)";

std::optional<Duration> offsetIn(const json& args) {
  const auto found = args.find("offset_s");
  if (found == args.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds <= kLongestS)) return std::nullopt;
  return fromSeconds(seconds);
}

}  // namespace

ClipSeeks::Answer ClipSeeks::seek(const AppRequest& request) {
  const auto clip = wholeMember(request.args, "clip");
  const auto wanted = offsetIn(request.args);
  if (!clip) return errorAnswer("clip.seek: 'clip' must be a whole number");
  if (!wanted) return errorAnswer("clip.seek: 'offset_s' must be seconds from the clip's start");
  const RingStore* store = cards_.store();
  if (store == nullptr) return errorAnswer("no card in use");
  const auto info = store->find(*clip);
  if (!info || info->fragments == 0) return errorAnswer("no such clip");
  if (waiting_.size() == kMaxSeeks) return errorAnswer("clip.seek: too much is waiting (busy)");
  waiting_.push_back({.token = request.token, .clip = *clip, .wanted = *wanted});
  return std::nullopt;
}

ClipSeeks::Asked ClipSeeks::proceed(const Reply& reply) {
  RingStore* store = cards_.store();
  while (store != nullptr && !waiting_.empty() && !waiting_.front().ticket) {
    Seek& seek = waiting_.front();
    const auto ticket = store->startRead(seek.clip, seek.offset, hal::kSectorSize);
    if (ticket) {
      seek.ticket = ticket.value();
      seek.volumeId = store->volumeId();
      return Asked::kSector;
    }
    if (ticket.error().code == Errc::kBusy) return Asked::kLater;
    if (ticket.error().code == Errc::kOutOfRange && seek.fragment > 1)
      answer(seek, seek.last, seek.lastAt, reply);  // beyond the end
    else
      reply(seek.token, errorAnswer("no such clip"));
    waiting_.pop_front();
  }
  return Asked::kNothing;
}

bool ClipSeeks::take(const ClipBytes& bytes, const Reply& reply) {
  if (waiting_.empty() || waiting_.front().ticket != bytes.ticket) return false;
  if (step(waiting_.front(), bytes, reply)) waiting_.pop_front();
  return true;
}

std::optional<FragmentMark> ClipSeeks::markOf(const Seek& seek, const ClipBytes& read) {
  if (!read.bytes || read.bytes.value().size() < hal::kSectorSize) return std::nullopt;
  const Bytes& sector = read.bytes.value();
  const auto mark =
      seek.fragment == 0 ? readHeadMark(sector, seek.volumeId) : readMark(sector, seek.volumeId);
  const bool its = mark && mark->clip == seek.clip && mark->number == seek.fragment;
  return its ? mark : std::nullopt;
}

bool ClipSeeks::step(Seek& seek, const ClipBytes& bytes, const Reply& reply) {
  seek.ticket.reset();
  const auto mark = markOf(seek, bytes);
  if (!mark) {
    const bool gone = !cards_.store()->find(seek.clip);  // its slot has been given to another
    reply(seek.token, errorAnswer(gone ? "no such clip" : kUnreadable));
    return true;
  }
  if (seek.fragment == 0) {
    seek.head = mark->bytes;
  } else if (seek.at + mark->length > seek.wanted) {
    answer(seek, seek.offset, seek.at, reply);
    return true;
  }
  seek.last = seek.offset;
  seek.lastAt = seek.at;
  ++seek.fragment;
  seek.offset += mark->bytes;
  seek.at += mark->length;
  return false;
}

void ClipSeeks::answer(const Seek& seek, uint64_t offset, Duration at, const Reply& reply) const {
  const auto info = cards_.store()->find(seek.clip);
  if (!info) return reply(seek.token, errorAnswer("no such clip"));
  reply(seek.token, okAnswer({{"clip", seek.clip},
                              {"head_bytes", seek.head},
                              {"seek_offset", offset},
                              {"seek_s", toSeconds(at)},
                              {"bytes", info->bytes}}));
}

void ClipSeeks::loseCard(const Reply& reply) {
  for (const Seek& seek : waiting_) reply(seek.token, errorAnswer("the card is gone"));
  waiting_.clear();
}

}  // namespace tw::fw
