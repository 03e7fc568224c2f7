#include "tests/fuzz/card_image.h"

#include <algorithm>

#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/sealed_sector.h"
#include "firmware_core/storage/slot_framing.h"
#include "tests/fuzz/breach.h"
#include "tests/unit/fw_storage/card_rig.h"

namespace tw::fuzz {
namespace {

using fw::VolumeLayout;
constexpr uint64_t kCardBytes = 60'000'256;

void record(test::CardRig& rig, hal::LensId lens, int fragments, bool close) {
  const auto clip =
      rig.cards->store()->open({lens, fw::ClipReason::kEvent, *rig.calendar.now()}).value();
  require(rig.cards->store()->append(clip, test::testHead('h')).ok(), "the card takes a head");
  for (int i = 0; i < fragments; ++i)
    require(rig.cards->store()->append(clip, test::testFragment('f')).ok(), "and fragments");
  if (close) require(rig.cards->store()->close(clip).ok(), "and closes");
  rig.settle();
}

struct Stretch {
  uint64_t first, count;
};

Stretch stretchOf(const VolumeLayout& l, Region region) {
  switch (region) {
    case Region::kMbr:
      return {0, 1};
    case Region::kBoot:
      return {l.partitionStart, 32};
    case Region::kFat:
      return {l.fatStart(0), 2 * l.fatSectors};
    case Region::kRoot:
      return {l.clusterSector(2), l.sectorsPerCluster};
    case Region::kFolders:
      return {l.clusterSector(l.foldersFirst),
              uint64_t{l.folders()} * l.folderClusters * l.sectorsPerCluster};
    case Region::kHeader:
    case Region::kRecords:
    case Region::kSlots:
      break;
  }
  return {l.slotSector(l.videoSlots), l.cardSectors - l.slotSector(l.videoSlots)};
}

// Of what is kept twice the lowest bit says which copy. Of a slot the low byte says which, the high
// one which of its sectors: the first ones matter.
uint64_t sectorOf(const VolumeLayout& l, Region region, uint16_t place) {
  if (region == Region::kHeader)
    return (place & 2) == 0 ? l.indexSector(place & 1) : l.healthSector(place & 1);
  if (region == Region::kRecords) return l.recordSector(place / 2u % l.slots(), place);
  if (region == Region::kSlots) return l.slotSector((place & 0xFF) % l.slots()) + (place >> 8);
  const Stretch stretch = stretchOf(l, region);
  return stretch.first + place % stretch.count;
}

Bytes genuineRecord(const CardImage& image, uint32_t slot) {
  fw::ClipRecord record;
  record.slot = slot;
  record.writes = 1;
  record.state = fw::ClipRecord::State::kClosed;
  record.clip = 100 + slot;
  record.bytes = 4096;
  record.frames = 15;
  record.fragments = 1;
  record.name = fw::emptySlotName(slot);
  return fw::encodeRecord(record, image.volumeId);
}

Bytes genuineHeader(const CardImage& image, uint16_t place) {
  if ((place & 2) == 0)
    return fw::encodeHeader({VolumeLayout::kVersion, image.volumeId, image.layout.cardSectors});
  return fw::encodeHealth({}, image.volumeId);
}

// One sector each, so that a chain of them is as long as the fuzzer likes.
Bytes genuineFragment(uint32_t volumeId, std::span<const uint8_t> slotRecord, uint32_t number) {
  fw::FragmentMark mark;
  mark.volumeId = volumeId;
  mark.clip = getLittle<uint64_t>(slotRecord, 24);  // as the slot's record has it
  mark.number = number;
  mark.frames = 15;
  mark.length = std::chrono::seconds{1};
  Bytes payload;
  test::putBox(payload, number == 0 ? "ftyp" : "mdat", Bytes(fw::kFtypBytes - 8, 'g'));
  return fw::frameFragment(mark, payload);
}

void sealMark(test::Sector& sector) {
  constexpr uint32_t kMagic = 0x324B4D54;
  const size_t mark = getLittle<uint32_t>(sector, 8) == kMagic ? 0 : fw::kFtypBytes;
  const size_t sum = mark + 56;
  const std::span<const uint8_t> all(sector);
  putLittle<uint32_t>(sector, sum, crc32(all.subspan(sum + 4), crc32(all.first(sum))));
}

void sealIn(test::Sector& sector, Region region) {
  if (region == Region::kSlots) return sealMark(sector);
  putLittle<uint32_t>(sector, fw::kSealAt, crc32(std::span(sector).first(fw::kSealAt)));
}

// Takes what the input still has, and nothing more when it is at its end.
class Input {
 public:
  explicit Input(std::span<const uint8_t> bytes) : left_(bytes) {}
  bool ended() const { return left_.empty(); }
  std::span<const uint8_t> take(size_t count) {
    const auto taken = left_.first(std::min(count, left_.size()));
    left_ = left_.subspan(taken.size());
    return taken;
  }
  uint8_t byte() {
    const auto taken = take(1);
    return taken.empty() ? uint8_t{0} : taken[0];
  }
  uint16_t pair() {
    const uint8_t low = byte();
    return static_cast<uint16_t>(low | byte() << 8);
  }

 private:
  std::span<const uint8_t> left_;
};

// Where a card in use is written: never again what initialising it has made of the volume, but
// for boot sectors that were damaged.
bool mayBeWritten(const VolumeLayout& l, uint64_t sector) {
  const auto within = [sector](Stretch s) {
    return sector >= s.first && sector < s.first + s.count;
  };
  const auto index = [&l](int copy) {
    return Stretch{l.indexSector(copy) + VolumeLayout::kHealthAt,
                   l.indexSectors() - VolumeLayout::kHealthAt};
  };
  const uint64_t pictures = l.slotSector(l.videoSlots), videos = l.slotSector(0);
  const bool mended = sector == 0 || sector == l.partitionStart;
  return mended || within(stretchOf(l, Region::kFolders)) || within(index(0)) || within(index(1)) ||
         within({pictures, uint64_t{l.pictureSlots} * l.pictureSlotBytes / hal::kSectorSize}) ||
         within({videos, uint64_t{l.videoSlots} * l.videoSlotBytes / hal::kSectorSize});
}

}  // namespace

CardImage recordedCard() {
  test::CardRig rig(kCardBytes);
  rig.initialise();
  record(rig, hal::LensId::kWide, 3, true);
  record(rig, hal::LensId::kPtz, 2, true);
  require(rig.cards->store()
              ->storePicture({hal::LensId::kWide, fw::ClipReason::kSnapshot, {}}, Bytes(3000, 'j'))
              .ok(),
          "the card takes a picture");
  record(rig, hal::LensId::kWide, 2, false);
  CardImage image;
  image.layout = VolumeLayout::plan(kCardBytes / hal::kSectorSize).value();
  image.volumeId = rig.cards->store()->volumeId();
  for (uint64_t sector = 0; sector < image.layout.cardSectors; ++sector) {
    const Bytes content = rig.slot.device.peek(sector, 1);
    if (std::all_of(content.begin(), content.end(), [](uint8_t b) { return b == 0; })) continue;
    std::copy(content.begin(), content.end(), image.sectors[sector].begin());
  }
  return image;
}

Visit PatchedCard::patch(std::span<const uint8_t> bytes) {
  Input input(bytes);
  const uint8_t flags = input.byte();
  for (size_t i = 0; i < kMostPatches && !input.ended(); ++i) {
    const uint8_t kind = input.byte();
    const auto region = static_cast<Region>(kind & kRegionBits);
    const uint16_t place = input.pair();
    const uint64_t number = sectorOf(image_.layout, region, place);
    if (number >= image_.layout.cardSectors) continue;
    test::Sector& sector = edit(number);
    if (kind & kBlank) sector = {};
    if (kind & kGenuine) makeGenuine(sector, region, place);
    const size_t offset = kind & kWhole ? 0 : input.pair() % hal::kSectorSize;
    const size_t length = kind & kWhole ? hal::kSectorSize : input.byte();
    const auto content = input.take(std::min<size_t>(length, hal::kSectorSize - offset));
    std::copy(content.begin(), content.end(), sector.begin() + static_cast<std::ptrdiff_t>(offset));
    if (kind & kSealed) sealIn(sector, region);
  }
  return {.writeProtected = (flags & 1) != 0, .withoutClock = (flags & 2) != 0};
}

// As the firmware would have written it; elsewhere it stays as it is.
void PatchedCard::makeGenuine(test::Sector& sector, Region region, uint16_t place) {
  const VolumeLayout& l = image_.layout;
  Bytes made;
  if (region == Region::kHeader) made = genuineHeader(image_, place);
  if (region == Region::kRecords) made = genuineRecord(image_, place / 2u % l.slots());
  if (region == Region::kSlots) {
    const uint32_t slot = (place & 0xFF) % l.slots();
    made = genuineFragment(image_.volumeId, at(l.recordSector(slot, 1)), place >> 8);
  }
  if (!made.empty()) std::copy(made.begin(), made.end(), sector.begin());
}

const test::Sector& PatchedCard::at(uint64_t sector) const {
  static const test::Sector kZero{};
  if (const auto over = over_.find(sector); over != over_.end()) return over->second;
  const auto under = image_.sectors.find(sector);
  return under == image_.sectors.end() ? kZero : under->second;
}

test::Sector& PatchedCard::edit(uint64_t sector) {
  return over_.try_emplace(sector, at(sector)).first->second;
}

Bytes PatchedCard::peek(uint64_t sector, uint64_t count) const {
  Bytes out;
  out.reserve(count * hal::kSectorSize);
  for (uint64_t s = sector; s < sector + count; ++s) append(out, at(s));
  return out;
}

hal::IoState PatchedCard::state() const {
  if (state_ == hal::IoState::kBusy && (clock_.time >= due_ || !present))
    return hal::IoState::kDone;
  return state_;
}

void PatchedCard::begin() {
  state_ = hal::IoState::kBusy;
  due_ = clock_.time + std::chrono::milliseconds{1};
  ++operations;
  read_.clear();
}

void PatchedCard::doStartRead(uint64_t sector, uint32_t count) {
  begin();
  read_ = peek(sector, count);
}

void PatchedCard::doStartWrite(uint64_t sector, std::span<const uint8_t> data) {
  begin();
  ++writes;
  for (size_t at = 0; at < data.size(); at += hal::kSectorSize, ++sector) {
    require(mayBeWritten(image_.layout, sector), "only files and the index are written");
    std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(at), hal::kSectorSize,
                over_[sector].begin());
  }
}

Result<Bytes> PatchedCard::doTake() {
  state_ = hal::IoState::kIdle;
  if (!present) return Errc::kNotReady;
  return std::move(read_);
}

}  // namespace tw::fuzz
