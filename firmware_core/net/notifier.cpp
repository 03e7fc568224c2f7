#include "firmware_core/net/notifier.h"

#include "firmware_core/base/crc32.h"
#include "firmware_core/base/hex.h"
#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

std::string newName(hal::Entropy& entropy) {
  std::array<uint8_t, 8> raw{};
  entropy.fill(raw);
  return toHex(raw);
}

uint64_t seqOf(const nlohmann::json& message) { return wholeMember(message, "seq").value_or(0); }

// Numbers without a gap, up to the one before `next`.
bool consistent(const nlohmann::json& messages, uint64_t next) {
  if (!messages.is_array() || messages.size() > Notifier::kCapacity || messages.size() >= next)
    return false;
  uint64_t expected = next - messages.size();
  for (const auto& message : messages)
    if (!message.is_object() || seqOf(message) != expected++) return false;
  return true;
}

}  // namespace

Notifier::Notifier(hal::Entropy& entropy, std::span<const uint8_t> saved) {
  if (!restore(saved)) name_ = newName(entropy);
}

bool Notifier::add(nlohmann::json message) {
  message["queue"] = name_;
  message["seq"] = nextSeq_;
  if (queue_.size() == kCapacity || dumpJson(message).size() > kMaxMessage) {
    ++dropped_;
    return false;
  }
  queue_.push_back(std::move(message));
  ++nextSeq_;
  ++version_;
  return true;
}

const nlohmann::json* Notifier::next() const {
  return sent_ < queue_.size() && sent_ < kWindow ? &queue_[sent_] : nullptr;
}

void Notifier::acknowledged(uint64_t seq) {
  while (sent_ > 0 && !queue_.empty() && seqOf(queue_.front()) <= seq) {
    queue_.pop_front();
    --sent_;
    ++version_;
  }
}

void Notifier::clear() {
  queue_.clear();
  sent_ = 0;
  ++version_;
}

Bytes Notifier::save() const {
  nlohmann::json messages = nlohmann::json::array();
  for (const auto& message : queue_) messages.push_back(message);
  const Bytes body =
      dumpJson({{"queue", name_}, {"next", nextSeq_}, {"messages", std::move(messages)}});
  Bytes out;
  appendBig<uint32_t>(out, crc32(body));
  append(out, body);
  return out;
}

bool Notifier::restore(std::span<const uint8_t> saved) {
  if (saved.size() < 5 || getBig<uint32_t>(saved, 0) != crc32(saved.subspan(4))) return false;
  const auto parsed = nlohmann::json::parse(asText(saved.subspan(4)), nullptr, false);
  if (!parsed.is_object()) return false;
  const auto name = textMember(parsed, "queue");
  const auto next = wholeMember(parsed, "next");
  const auto messages = parsed.find("messages");
  if (!name || !next || messages == parsed.end() || !consistent(*messages, *next)) return false;
  name_ = *name;
  nextSeq_ = *next;
  queue_.assign(messages->begin(), messages->end());
  return true;
}

}  // namespace tw::fw
