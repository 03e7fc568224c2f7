#include "firmware_core/system/clip_reads.h"

#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

using nlohmann::json;

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

ClipSeeks::Reply replyTo(Network& network) {
  return [&network](uint64_t token, json answer) { network.answer(token, std::move(answer)); };
}

}  // namespace

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
  const auto reply = replyTo(network);
  collect(reply);
  const ClipSeeks::Asked asked = seeks_.proceed(reply);
  while (!waiting_.empty() && waiting_.front().bytes) {
    if (!send(waiting_.front(), now, network)) return now + kRetry;
    waiting_.pop_front();
  }
  if (asked == ClipSeeks::Asked::kSector) return now;                // the card has work
  return asked == ClipSeeks::Asked::kLater ? now + kRetry : kNever;  // which raises the wake line
}

// What was read before can still be sent.
void ClipReads::loseCard(Network& network) {
  generation_ = cards_.generation();
  seeks_.loseCard(replyTo(network));
  std::erase_if(waiting_, [&](const Waiting& read) {
    if (!read.bytes) network.answer(read.token, errorAnswer("the card is gone"));
    return !read.bytes;
  });
}

void ClipReads::collect(const ClipSeeks::Reply& reply) {
  RingStore* store = cards_.store();
  if (store == nullptr) return;
  while (auto done = store->takeRead()) {
    if (seeks_.take(*done, reply)) continue;
    for (Waiting& read : waiting_)
      if (!read.bytes && read.ticket == done->ticket) {
        if (done->bytes) read.answer["length"] = done->bytes.value().size();
        read.bytes = std::move(done->bytes);
        break;
      }
  }
}

bool ClipReads::send(const Waiting& read, Instant now, Network& network) {
  const Result<Bytes>& bytes = *read.bytes;
  if (!bytes) {
    network.answer(read.token, errorAnswer("the card cannot read this piece"));
    return true;
  }
  const auto sent = network.sendClipData(read.token, bytes.value());
  if (!sent && sent.error().code == Errc::kNoSpace && now < read.deadline) return false;
  network.answer(read.token, sent ? read.answer : refusal(sent.error().code));
  return true;
}

}  // namespace tw::fw
