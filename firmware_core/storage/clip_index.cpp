#include "firmware_core/storage/clip_index.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/sealed_sector.h"

namespace tw::fw {
namespace {

constexpr uint32_t kHeaderMagic = 0x48585754;  // "TWXH"
constexpr uint32_t kRecordMagic = 0x52585754;  // "TWXR"
constexpr size_t kNameAt = 96, kMaxName = 39, kMinName = 27;

bool isFileName(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

bool sane(const ClipRecord& r) {
  if (r.state > ClipRecord::State::kBad || !isPossible(r.start)) return false;
  if (r.name.empty()) return r.state == ClipRecord::State::kEmpty;
  return r.name.size() >= kMinName && isFileName(r.name);
}

std::string dated(CalendarTime at) {
  using namespace std::chrono;
  const auto seconds = floor<std::chrono::seconds>(at.time_since_epoch());
  const sys_days day{floor<days>(seconds)};
  const year_month_day date{day};
  const hh_mm_ss clock{seconds - day.time_since_epoch()};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u_%02d-%02d-%02d",
                std::clamp(static_cast<int>(date.year()), 0, 9999), unsigned{date.month()},
                unsigned{date.day()}, static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

// As file names have it: "continuous" would not fit with a number behind it.
const char* fileWord(ClipReason reason) {
  if (reason == ClipReason::kSnapshot) return "photo";
  return reason == ClipReason::kContinuous ? "always" : toString(reason);
}

}  // namespace

bool ClipRecord::operator==(const ClipRecord& o) const {
  return slot == o.slot && writes == o.writes && state == o.state && clip == o.clip &&
         start.lens == o.start.lens && start.reason == o.start.reason &&
         start.startedAt == o.start.startedAt && bytes == o.bytes && frames == o.frames &&
         fragments == o.fragments && length == o.length && contentSum == o.contentSum &&
         misnamed == o.misnamed && name == o.name;
}

Bytes encodeHeader(const IndexHeader& header) {
  Bytes s = sealableSector(kHeaderMagic);
  putLittle<uint32_t>(s, 4, header.version);
  putLittle<uint32_t>(s, 8, header.volumeId);
  putLittle<uint64_t>(s, 16, header.cardSectors);
  seal(s);
  return s;
}

std::optional<IndexHeader> decodeHeader(std::span<const uint8_t> s) {
  if (!sealed(s, kHeaderMagic)) return std::nullopt;
  return IndexHeader{getLittle<uint32_t>(s, 4), getLittle<uint32_t>(s, 8),
                     getLittle<uint64_t>(s, 16)};
}

Bytes encodeRecord(const ClipRecord& r, uint32_t volumeId) {
  TW_CHECK(sane(r) && r.name.size() <= kMaxName);
  Bytes s = sealableSector(kRecordMagic);
  putLittle<uint32_t>(s, 4, volumeId);
  putLittle<uint32_t>(s, 8, r.slot);
  s[12] = static_cast<uint8_t>(r.state);
  s[13] = static_cast<uint8_t>(r.start.lens);
  s[14] = static_cast<uint8_t>(r.start.reason);
  s[15] = r.start.startedAt ? 1 : 0;
  putLittle<uint64_t>(s, 16, r.writes);
  putLittle<uint64_t>(s, 24, r.clip);
  const int64_t at = r.start.startedAt ? r.start.startedAt->time_since_epoch().count() : 0;
  putLittle<uint64_t>(s, 32, static_cast<uint64_t>(at));
  putLittle<uint64_t>(s, 40, static_cast<uint64_t>(r.length.count()));
  putLittle<uint64_t>(s, 48, r.bytes);
  putLittle<uint32_t>(s, 56, r.frames);
  putLittle<uint32_t>(s, 60, r.fragments);
  s[64] = static_cast<uint8_t>(r.name.size());
  putLittle<uint32_t>(s, 68, r.contentSum);
  s[72] = r.misnamed ? 1 : 0;
  std::copy(r.name.begin(), r.name.end(), s.begin() + kNameAt);
  seal(s);
  return s;
}

std::optional<ClipRecord> decodeRecord(std::span<const uint8_t> s, uint32_t slot,
                                       uint32_t volumeId) {
  if (!sealed(s, kRecordMagic) || getLittle<uint32_t>(s, 4) != volumeId ||
      getLittle<uint32_t>(s, 8) != slot || s[64] > kMaxName)
    return std::nullopt;
  ClipRecord r;
  r.slot = slot;
  r.state = static_cast<ClipRecord::State>(s[12]);
  r.start.lens = static_cast<hal::LensId>(s[13]);
  r.start.reason = static_cast<ClipReason>(s[14]);
  r.writes = getLittle<uint64_t>(s, 16);
  r.clip = getLittle<uint64_t>(s, 24);
  if (s[15] != 0)
    r.start.startedAt = CalendarTime{Duration{static_cast<int64_t>(getLittle<uint64_t>(s, 32))}};
  r.length = Duration{static_cast<int64_t>(getLittle<uint64_t>(s, 40))};
  r.bytes = getLittle<uint64_t>(s, 48);
  r.frames = getLittle<uint32_t>(s, 56);
  r.fragments = getLittle<uint32_t>(s, 60);
  r.contentSum = getLittle<uint32_t>(s, 68);
  r.misnamed = s[72] != 0;
  r.name = std::string(asText(s.subspan(kNameAt, s[64])));
  if (!sane(r)) return std::nullopt;
  return r;
}

ClipIndex::ClipIndex(const VolumeLayout& layout, uint32_t volumeId)
    : layout_(layout), volumeId_(volumeId) {
  records_.resize(layout.slots());
  for (uint32_t slot = 0; slot < layout.slots(); ++slot) records_[slot].slot = slot;
}

// A whole checksum says that nothing was torn, not that it was written by a camera: what is said of
// a slot must fit into it before anyone reads there.
bool ClipIndex::possible(const ClipRecord& r) const {
  if (r.bytes > layout_.slotBytes(r.slot) || r.length < Duration::zero()) return false;
  if (r.clip > kMaxClip) return false;
  const bool empty = r.state == ClipRecord::State::kEmpty;
  return empty ? r.name.empty() : r.clip != 0;
}

bool ClipIndex::load(uint32_t slot, std::span<const uint8_t> copyA,
                     std::span<const uint8_t> copyB) {
  const auto read = [&](std::span<const uint8_t> copy, uint64_t place) {
    auto record = decodeRecord(copy, slot, volumeId_);
    return record && (record->writes & 1) == place && possible(*record) ? record : std::nullopt;
  };
  const auto a = read(copyA, 0), b = read(copyB, 1);
  if (a && (!b || isNewer(a->writes, b->writes)))
    set(*a);
  else if (b)
    set(*b);
  if (a && b) return a->writes + 1 == b->writes || b->writes + 1 == a->writes;
  const auto blank = [](std::span<const uint8_t> copy) {
    return std::all_of(copy.begin(), copy.end(), [](uint8_t byte) { return byte == 0; });
  };
  return !a && blank(copyA) && (b ? b->writes == 1 : blank(copyB));
}

void ClipIndex::dropDoubles() {
  std::set<ClipId> seen;
  using State = ClipRecord::State;
  const auto drop = [&](ClipRecord& record) {
    if (seen.insert(record.clip).second) return;
    ClipRecord empty;
    empty.slot = record.slot;
    empty.writes = record.writes;
    record = empty;
  };
  for (ClipRecord& record : records_)
    if (record.state != State::kEmpty && record.state != State::kRecording) drop(record);
  for (ClipRecord& record : records_)
    if (record.state == State::kRecording) drop(record);
  for (ClipRecord& record : records_)
    if (record.state == State::kEmpty && seen.count(record.clip) > 0) record.clip = 0;
}

ClipId ClipIndex::newestClip() const {
  ClipId newest = 0;
  for (const ClipRecord& r : records_) newest = std::max(newest, r.clip);
  return newest;
}

std::vector<uint32_t> ClipIndex::ringOrder(const VolumeLayout& layout, SlotKind kind) const {
  const bool video = kind == SlotKind::kVideo;
  const uint32_t first = video ? 0 : layout.videoSlots;
  const uint32_t count = video ? layout.videoSlots : layout.pictureSlots;
  uint32_t newest = count - 1;  // so that an empty ring begins at its first slot
  ClipId newestClip = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (at(first + i).clip <= newestClip) continue;
    newest = i;
    newestClip = at(first + i).clip;
  }
  std::vector<uint32_t> order(count);
  for (uint32_t i = 0; i < count; ++i) order[i] = first + (newest + 1 + i) % count;
  return order;
}

bool ClipIndex::nameTaken(const std::string& name) const {
  return std::any_of(records_.begin(), records_.end(),
                     [&](const ClipRecord& r) { return r.name == name; });
}

std::string clipFileName(const ClipStart& start, ClipId clip, const ClipIndex& index) {
  char undated[32];
  std::snprintf(undated, sizeof undated, "undated_%09llu",
                static_cast<unsigned long long>(clip % 1'000'000'000));
  const std::string stem = (start.startedAt ? dated(*start.startedAt) : std::string(undated)) +
                           "_" + hal::toString(start.lens) + "_" + fileWord(start.reason);
  const char* extension = start.reason == ClipReason::kSnapshot ? ".jpg" : ".mp4";
  std::string name = stem + extension;
  for (int n = 2; n <= 99 && index.nameTaken(name); ++n)
    name = stem + "_" + std::to_string(n) + extension;
  return name;
}

std::string emptySlotName(uint32_t slot) {
  char text[40];
  std::snprintf(text, sizeof text, "reserved_for_footage_%05u.free", slot % 100'000u);
  return text;
}

}  // namespace tw::fw
