#include "firmware_core/system/clip_reads.h"

#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

using nlohmann::json;

constexpr double kLatestUnixS = 4'102'444'800;  // 2100

std::optional<CalendarTime> timeIn(const json& args, const char* key) {
  const auto found = args.find(key);
  if (found == args.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds <= kLatestUnixS)) return std::nullopt;
  return CalendarTime{fromSeconds(seconds)};
}

std::optional<hal::LensId> lensIn(const json& args) {
  const auto found = args.find("lens");
  if (found == args.end()) return std::nullopt;
  for (const hal::LensId lens : hal::kLenses)
    if (*found == hal::toString(lens)) return lens;
  return std::nullopt;
}

json refusal(Errc code) {
  switch (code) {
    case Errc::kNotFound:
      return errorAnswer("no such clip");
    case Errc::kOutOfRange:
      return errorAnswer("clip.read: 'offset' or 'length' out of range");
    default:
      return errorAnswer(std::string("clip.read: ") + toString(code));
  }
}

}  // namespace

ClipReads::Answer ClipReads::find(const AppRequest& request) const {
  const auto lens = lensIn(request.args);
  const auto at = timeIn(request.args, "at_unix_s");
  if (!lens) return errorAnswer("clip.find: 'lens' must be wide or ptz");
  if (!at) return errorAnswer("clip.find: 'at_unix_s' must be a time");
  const RingStore* store = cards_.store();
  if (store == nullptr) return errorAnswer("no card in use");
  const auto clip = store->covering(*lens, *at);
  if (!clip) return errorAnswer("no clip covers this time");
  return okAnswer({{"clip", clip->id},
                   {"bytes", clip->bytes},
                   {"file", clip->file},
                   {"open", clip->open},
                   {"length_s", toSeconds(clip->length)},
                   {"started_unix_s", toSeconds(clip->start.startedAt->time_since_epoch())}});
}

ClipReads::Answer ClipReads::read(const AppRequest& request, Instant now) {
  const auto clip = wholeMember(request.args, "clip"), offset = wholeMember(request.args, "offset"),
             length = wholeMember(request.args, "length");
  if (!clip || !offset || !length)
    return errorAnswer("clip.read: 'clip', 'offset' and 'length' must be whole numbers");
  RingStore* store = cards_.store();
  if (store == nullptr) return errorAnswer("no card in use");
  if (*length > RingStore::kMaxReadBytes) return refusal(Errc::kOutOfRange);
  const auto ticket = store->startRead(*clip, *offset, static_cast<uint32_t>(*length));
  if (!ticket) return refusal(ticket.error().code);
  const json answer =
      okAnswer({{"clip", *clip}, {"offset", *offset}, {"bytes", store->find(*clip)->bytes}});
  waiting_.push_back({request.token, ticket.value(), answer, now + kPatience});
  return std::nullopt;
}

Instant ClipReads::poll(Instant now, Network& network) {
  if (generation_ != cards_.generation()) loseCard(network);
  collect();
  while (!waiting_.empty() && waiting_.front().bytes) {
    if (!send(waiting_.front(), now, network)) return now + kRetry;
    waiting_.pop_front();
  }
  return kNever;  // the card's work raises the wake line
}

// What was read before can still be sent.
void ClipReads::loseCard(Network& network) {
  generation_ = cards_.generation();
  std::erase_if(waiting_, [&](const Waiting& read) {
    if (!read.bytes) network.answer(read.token, errorAnswer("the card is gone"));
    return !read.bytes;
  });
}

void ClipReads::collect() {
  RingStore* store = cards_.store();
  if (store == nullptr) return;
  while (auto done = store->takeRead())
    for (Waiting& read : waiting_)
      if (!read.bytes && read.ticket == done->ticket) {
        if (done->bytes) read.answer["length"] = done->bytes.value().size();
        read.bytes = std::move(done->bytes);
        break;
      }
}

bool ClipReads::send(const Waiting& read, Instant now, Network& network) {
  const Result<Bytes>& bytes = *read.bytes;
  if (!bytes) {
    network.answer(read.token, refusal({bytes.error().code, "the card cannot read this piece"}));
    return true;
  }
  const auto sent = network.sendClipData(read.token, bytes.value());
  if (!sent && sent.error().code == Errc::kNoSpace && now < read.deadline) return false;
  network.answer(read.token, sent ? read.answer : refusal(sent.error().code));
  return true;
}

}  // namespace tw::fw
