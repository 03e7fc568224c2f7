#include "firmware_core/system/message_journal.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "firmware_core/base/crc32.h"

namespace tw::fw {
namespace {

using hal::FlashPartition;

struct Header {
  uint32_t length;
  uint32_t payloadCrc;
};

std::optional<Header> readHeader(std::span<const uint8_t> bytes) {
  if (getLittle<uint32_t>(bytes, 0) != MessageJournal::kMagic) return std::nullopt;
  if (getLittle<uint32_t>(bytes, 12) != crc32(bytes.first(12))) return std::nullopt;
  return Header{getLittle<uint32_t>(bytes, 4), getLittle<uint32_t>(bytes, 8)};
}

bool blank(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t b) { return b == 0xFF; });
}

uint32_t nextPage(uint64_t offset) {
  return static_cast<uint32_t>((offset + MessageJournal::kPage - 1) / MessageJournal::kPage *
                               MessageJournal::kPage);
}

}  // namespace

Bytes MessageJournal::load() {
  const Result<Bytes> read = flash_.read(FlashPartition::kJournal, 0, size());
  next_ = size();  // unreadable or torn: erased before the next write
  if (!read) return {};
  const std::span<const uint8_t> all = read.value();
  Bytes newest;
  uint32_t at = 0;
  while (at + kHeaderBytes <= all.size()) {
    const auto header = readHeader(all.subspan(at, kHeaderBytes));
    if (!header || header->length > all.size() - at - kHeaderBytes) break;
    const auto payload = all.subspan(at + kHeaderBytes, header->length);
    if (crc32(payload) == header->payloadCrc) newest.assign(payload.begin(), payload.end());
    at = nextPage(uint64_t{at} + kHeaderBytes + header->length);
  }
  if (at >= all.size() || blank(all.subspan(at))) next_ = at;
  return newest;
}

void MessageJournal::keep(Bytes payload, Instant now) {
  if (!dirty_) due_ = now + kSettle;
  payload_ = std::move(payload);
  dirty_ = true;
}

Bytes MessageJournal::record() const {
  Bytes bytes(kHeaderBytes);
  putLittle<uint32_t>(bytes, 0, kMagic);
  putLittle<uint32_t>(bytes, 4, static_cast<uint32_t>(payload_.size()));
  putLittle<uint32_t>(bytes, 8, crc32(payload_));
  putLittle<uint32_t>(bytes, 12, crc32(std::span(bytes).first(12)));
  append(bytes, payload_);
  return bytes;
}

Result<void> MessageJournal::startOperation() {
  erasing_ = !fits(next_);
  if (erasing_) return flash_.startErase(FlashPartition::kJournal);
  return flash_.startProgram(FlashPartition::kJournal, next_, record());
}

void MessageJournal::finishOperation() {
  inFlight_ = false;
  const Result<void> done = flash_.take();
  if (!done) log_.warning("the waiting messages could not be kept");
  if (erasing_ && done) {
    next_ = 0;
    dirty_ = true;
  }
  if (!erasing_ && !done) next_ = size();  // whatever lies there now
}

Instant MessageJournal::poll(Instant now) {
  if (inFlight_) {
    if (flash_.state() != hal::IoState::kDone) return kNever;
    finishOperation();
  }
  if (!dirty_) return kNever;
  if (now < due_) return due_;
  if (!fits(0)) {
    log_.warning("too many messages wait to be kept over a restart");
    dirty_ = false;
    return kNever;
  }
  const Result<void> started = startOperation();
  if (!started) return now + kBusyRetry;
  if (!erasing_) {
    next_ = nextPage(next_ + kHeaderBytes + payload_.size());
    dirty_ = false;
  }
  inFlight_ = true;
  return kNever;
}

}  // namespace tw::fw
