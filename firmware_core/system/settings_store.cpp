#include "firmware_core/system/settings_store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "firmware_core/base/check.h"
#include "firmware_core/base/crc32.h"

namespace tw::fw {
namespace {

using hal::FlashPartition;

// Places in the header.
constexpr size_t kMagicAt = 0, kVersionAt = 4, kFlagsAt = 6, kSequenceAt = 8, kLengthAt = 12,
                 kPayloadCrcAt = 16, kHeaderCrcAt = 20;

// Sequence numbers wrap; the newer one is less than half the range ahead.
bool newer(uint32_t a, uint32_t b) { return static_cast<int32_t>(a - b) > 0; }

Bytes textOf(const Settings& settings) {
  const std::string text =
      toJson(settings).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const auto bytes = asBytes(text);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

const char* toString(SettingsOrigin origin) {
  constexpr const char* kNames[] = {"newest", "other", "defaults"};
  return kNames[static_cast<size_t>(origin)];
}

SettingsStore::SettingsStore(hal::FlashStore& flash, const Settings& defaults, LogSink& console)
    : flash_(flash), defaults_(defaults), current_(defaults), log_(console, "settings") {}

SettingsOrigin SettingsStore::load() {
  TW_CHECK(phase_ == Phase::kIdle && !dirty_);
  const std::optional<Slot> a = readSlot(FlashPartition::kSettingsA);
  const std::optional<Slot> b = readSlot(FlashPartition::kSettingsB);
  if (!a && !b) {
    log_.warning("no settings in the flash, defaults hold");
    return SettingsOrigin::kDefaults;
  }
  const bool useA = a && (!b || newer(a->sequence, b->sequence));
  adopt(useA ? *a : *b, useA);
  const bool otherDamaged = !(a && b) && !blank(other());
  wipeWanted_ = untouchedSinceReset() && !blank(other());
  if (!otherDamaged || wipeWanted_) return SettingsOrigin::kNewest;
  log_.warning("one settings slot is damaged, the other holds");
  return SettingsOrigin::kOther;
}

void SettingsStore::change(const Settings& settings) {
  if (resetting_ || (settings == current_ && !failed_)) return;
  current_ = settings;
  dirty_ = true;
}

void SettingsStore::startFactoryReset() {
  if (resetting_) return;
  resetting_ = true;
  current_ = defaults_;
  dirty_ = true;
}

Instant SettingsStore::poll(Instant now) {
  while (true) {
    if (inFlight_) {
      if (flash_.state() != hal::IoState::kDone) return kNever;
      inFlight_ = false;
      finishOperation(flash_.take());
    }
    if (!chooseWork()) return kNever;
    const Result<void> started = startOperation();
    inFlight_ = started.ok();
    if (inFlight_) continue;
    if (started.error().code == Errc::kBusy) return now + kBusyRetry;  // somebody else's
    finishOperation(started);
  }
}

// False when there is nothing to do.
bool SettingsStore::chooseWork() {
  if (phase_ != Phase::kIdle) return true;
  failures_ = 0;
  if (dirty_)
    beginWrite();
  else if (wipeWanted_)
    phase_ = Phase::kWipe;
  return phase_ != Phase::kIdle;
}

void SettingsStore::beginWrite() {
  payload_ = textOf(current_);
  TW_CHECK(kPayloadOffset + payload_.size() <= flash_.size(other()));
  writeFlags_ = resetting_ ? kFlagReset : 0;
  dirty_ = false;
  phase_ = Phase::kErase;
}

Result<void> SettingsStore::startOperation() {
  switch (phase_) {
    case Phase::kPayload:
      return flash_.startProgram(other(), kPayloadOffset, payload_);
    case Phase::kHeader:
      return flash_.startProgram(other(), 0, header());
    default:
      return flash_.startErase(other());
  }
}

void SettingsStore::finishOperation(const Result<void>& result) {
  Result<void> ended = result;
  if (ended && phase_ == Phase::kHeader) ended = finishWrite();
  if (!ended) {
    if (++failures_ >= kAttempts) return giveUp(ended.error());
    if (phase_ != Phase::kWipe) phase_ = Phase::kErase;
    return;
  }
  switch (phase_) {
    case Phase::kErase:
      phase_ = Phase::kPayload;
      break;
    case Phase::kPayload:
      phase_ = Phase::kHeader;
      break;
    case Phase::kWipe:
      wipeWanted_ = false;
      [[fallthrough]];
    default:
      phase_ = Phase::kIdle;
  }
}

// The slot counts once it has been read back.
Result<void> SettingsStore::finishWrite() {
  const std::optional<Slot> written = readSlot(other());
  if (!written || textOf(written->settings) != payload_)
    return Error{Errc::kIo, "not read back as written"};
  sequence_ = written->sequence;
  flags_ = written->flags;
  newestInA_ = !newestInA_;
  failed_ = false;
  ++writes_;
  wipeWanted_ = untouchedSinceReset();
  return {};
}

void SettingsStore::giveUp(const Error& error) {
  log_.error(std::string("the flash fails: ") + toString(error.code) + " " + error.detail);
  phase_ = Phase::kIdle;
  wipeWanted_ = false;
  failed_ = true;
}

FlashPartition SettingsStore::other() const {
  return newestInA_ ? FlashPartition::kSettingsB : FlashPartition::kSettingsA;
}

void SettingsStore::adopt(const Slot& slot, bool inA) {
  current_ = slot.settings;
  sequence_ = slot.sequence;
  flags_ = slot.flags;
  newestInA_ = inA;
}

Bytes SettingsStore::header() const {
  Bytes header(kHeaderBytes, 0);
  putLittle<uint32_t>(header, kMagicAt, kMagic);
  putLittle<uint16_t>(header, kVersionAt, kVersion);
  putLittle<uint16_t>(header, kFlagsAt, writeFlags_);
  putLittle<uint32_t>(header, kSequenceAt, sequence_ + 1);
  putLittle<uint32_t>(header, kLengthAt, static_cast<uint32_t>(payload_.size()));
  putLittle<uint32_t>(header, kPayloadCrcAt, crc32(payload_));
  putLittle<uint32_t>(header, kHeaderCrcAt, crc32(std::span(header).first(kHeaderCrcAt)));
  return header;
}

std::optional<SettingsStore::Slot> SettingsStore::readSlot(FlashPartition partition) const {
  const Result<Bytes> read = flash_.read(partition, 0, kHeaderBytes);
  if (!read) return std::nullopt;
  const Bytes& header = read.value();
  const bool whole =
      getLittle<uint32_t>(header, kMagicAt) == kMagic &&
      getLittle<uint32_t>(header, kHeaderCrcAt) == crc32(std::span(header).first(kHeaderCrcAt));
  if (!whole || getLittle<uint16_t>(header, kVersionAt) > kVersion) return std::nullopt;
  const Result<Bytes> payload =
      flash_.read(partition, kPayloadOffset, getLittle<uint32_t>(header, kLengthAt));
  if (!payload || crc32(payload.value()) != getLittle<uint32_t>(header, kPayloadCrcAt))
    return std::nullopt;
  Result<Settings> settings = settingsFromText(asText(payload.value()), defaults_);
  if (!settings) {
    log_.error("a whole slot makes no sense: " + settings.error().detail);
    return std::nullopt;
  }
  return Slot{getLittle<uint32_t>(header, kSequenceAt), getLittle<uint16_t>(header, kFlagsAt),
              std::move(settings).value()};
}

bool SettingsStore::blank(FlashPartition partition) const {
  const Result<Bytes> bytes = flash_.read(partition, 0, flash_.size(partition));
  return bytes && std::all_of(bytes.value().begin(), bytes.value().end(),
                              [](uint8_t byte) { return byte == 0xFF; });
}

}  // namespace tw::fw
