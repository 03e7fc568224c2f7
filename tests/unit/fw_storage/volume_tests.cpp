#include <numeric>

#include "firmware_core/storage/fat32_records.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {
constexpr uint64_t kSizes[] = {
    64'000'000,      128'000'000,     1'000'000'000,      2'000'000'000,  4'000'000'000,
    8'000'000'000,   32'000'000'000,  uint64_t{32} << 30, 64'000'000'000, 128'000'000'000,
    256'000'000'000, 512'000'000'000, uint64_t{512} << 30};

uint64_t next(uint64_t& seed) {
  seed = seed * 6364136223846793005ull + 1442695040888963407ull;
  return seed >> 33;
}
}  // namespace

TEST_CASE("every card from 64 MB to 512 GB gets a FAT32 layout whose files do not overlap") {
  for (uint64_t bytes : kSizes) {
    INFO(bytes);
    const auto planned = VolumeLayout::plan(bytes / 512);
    REQUIRE(planned.ok());
    const VolumeLayout& l = planned.value();
    CHECK(l.clusters >= 65525);
    CHECK(l.fatSectors * 128ull >= l.clusters + 2ull);
    CHECK(l.clusterBytes() <= 65536);
    CHECK(l.partitionStart == (bytes > 34'400'000'000 ? 32768 : 8192));
    CHECK(l.dataStart() + uint64_t{l.clusters} * l.sectorsPerCluster <= l.cardSectors);
    CHECK(l.foldersFirst + l.folders() * l.folderClusters <= l.indexFirst);
    CHECK(l.indexFirst + l.indexClusters <= l.picturesFirst);
    CHECK(l.slotFirstCluster(l.slots() - 1) <= l.videosFirst);
    CHECK(l.secondIndexFirst + l.indexClusters == l.usedEnd);
    CHECK(l.slotSector(l.videoSlots - 1) + l.videoSlotBytes / 512 == l.indexSector(1));
    CHECK(l.usedEnd <= l.clusters + 2);
    CHECK(l.videoSlots >= 40);
    CHECK(l.videoSlots <= 5000);
    CHECK(l.folders() + 2 < 65536);
    // Little is left over: less than a slot and what alignment costs.
    CHECK(uint64_t{l.clusters + 2 - l.usedEnd} * l.clusterBytes() <= l.videoSlotBytes + 4194304ull);
    if (bytes > 1'000'000'000) CHECK(l.slotSector(0) % 8192 == 0);
  }
  CHECK_FALSE(VolumeLayout::plan(0).ok());
  CHECK_FALSE(VolumeLayout::plan(50'000'000 / 512).ok());
  CHECK_FALSE(VolumeLayout::plan(uint64_t{1} << 31).ok());
}

TEST_CASE("the FAT holds each file as one chain and counts its free clusters") {
  for (uint64_t bytes : {64'000'000ull, 4'000'000'000ull}) {
    const VolumeLayout l = VolumeLayout::plan(bytes / 512).value();
    uint32_t free = 0, ends = 0;
    for (uint32_t c = 2; c < l.clusters + 2; ++c) {
      const uint32_t entry = l.fatEntry(c);
      free += entry == 0 ? 1 : 0;
      ends += entry == 0x0FFFFFFF ? 1 : 0;
      if (entry != 0 && entry != 0x0FFFFFFF) CHECK(entry == c + 1);
    }
    CHECK(free == l.freeClusters());
    CHECK(ends == 1 + l.folders() + 2 + l.slots());
  }
}

TEST_CASE("an initialised card is a volume that a reader by the specification understands") {
  for (uint64_t bytes : {64'000'000ull, 2'000'000'000ull, 4'000'000'000ull, 32'000'000'000ull}) {
    INFO(bytes);
    CardRig rig(bytes);
    rig.initialise();
    const FatReader volume = rig.volume();
    const VolumeLayout l = VolumeLayout::plan(bytes / 512).value();
    CHECK(volume.partitionStart() * 512 == 4 * 1024 * 1024);
    REQUIRE(volume.files().size() == l.slots() + 2);
    CHECK(volume.files().count("INDEX   BIN") == 1);
    CHECK(volume.files().count("CLIPS000/reserved_for_footage_00000.free") == 1);
    for (const auto& [path, file] : volume.files()) {
      INFO(path);
      CHECK(file.clusters.size() ==
            (file.size + volume.clusterBytes() - 1) / volume.clusterBytes());
      for (size_t i = 1; i < file.clusters.size(); ++i)
        REQUIRE(file.clusters[i] == file.clusters[0] + i);
    }
    CHECK(rig.slot.device.peek(l.fatStart(0), l.fatSectors) ==
          rig.slot.device.peek(l.fatStart(1), l.fatSectors));
    CHECK(getLittle<uint32_t>(rig.slot.device.peek(l.partitionStart + 1, 1), 488) ==
          l.freeClusters());
  }
}

TEST_CASE("progress of an initialisation runs from 0 to 1 and never back") {
  CardRig rig(4'000'000'000);
  rig.settle();
  REQUIRE(rig.cards->initialise().ok());
  const Instant begun = rig.clock.time;
  double last = 0;
  while (rig.cards->state() == CardState::kInitialising) {
    CHECK(rig.cards->progress() >= last);
    last = rig.cards->progress();
    CHECK(last <= 1);
    if (!rig.step()) break;
  }
  CHECK(last > 0.9);
  CHECK(toSeconds(rig.clock.time - begun) < 5);
  CHECK(rig.cards->initialise().error().code == Errc::kNotReady);  // mounting
}

TEST_CASE("a card that is not ours is uninitialised and never written") {
  uint64_t seed = 7;
  CardRig rig(64'000'000);
  for (uint64_t sector : {0ull, 8192ull, 8193ull, 8224ull}) {
    Bytes noise(512);
    for (uint8_t& b : noise) b = static_cast<uint8_t>(next(seed));
    rig.slot.device.poke(sector, noise);
  }
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUninitialised);
  CHECK(rig.slot.device.writes == 0);
  CHECK_FALSE(rig.cards->reason().empty());
}

TEST_CASE("a damaged volume is mounted or refused, but never crashes the firmware") {
  CardRig model(64'000'000);
  model.initialise();
  const VolumeLayout l = VolumeLayout::plan(64'000'000 / 512).value();
  const std::vector<uint64_t> targets = {0,
                                         l.partitionStart,
                                         l.indexSector(0),
                                         l.indexSector(1),
                                         l.recordSector(0, 1),
                                         l.groupSector(0),
                                         l.groupSector(40)};
  uint64_t seed = 11;
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    const uint64_t sector = targets[next(seed) % targets.size()];
    const Bytes before = model.slot.device.peek(sector, 1);
    Bytes damaged = before;
    for (int i = 0; i < 1 + round % 40; ++i)
      damaged[next(seed) % 512] = static_cast<uint8_t>(next(seed));
    model.slot.device.poke(sector, damaged);
    const uint64_t writes = model.slot.device.writes;
    model.start();
    model.settle();
    const bool ours = model.cards->state() == CardState::kInUse;
    CHECK((ours || model.cards->state() == CardState::kUninitialised));
    const uint32_t mended = ours ? model.cards->recovery().mended : 0;
    CHECK(model.slot.device.writes - writes == mended);
    refused += ours ? 0 : 1;
    model.slot.device.poke(sector, before);
  }
  CHECK(refused > 20);
}

TEST_CASE("an index full of random bytes is an empty index") {
  CardRig rig(64'000'000);
  rig.initialise();
  const VolumeLayout l = VolumeLayout::plan(64'000'000 / 512).value();
  uint64_t seed = 3;
  Bytes noise(l.slots() * 512);
  for (const int copy : {0, 1}) {
    for (uint8_t& b : noise) b = static_cast<uint8_t>(next(seed));
    rig.slot.device.poke(l.indexSector(copy) + VolumeLayout::kRecordsAt, noise);
  }
  rig.start();
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->store()->list().empty());
  const auto clip = rig.cards->store()->open({});
  CHECK(clip.ok());
}

TEST_CASE("an initialisation that was cut off leaves a card that asks for one again") {
  for (uint64_t cutAt : {0ull, 1ull, 5ull, 9ull}) {
    CardRig rig(64'000'000);
    rig.initialise();
    const uint64_t before = rig.slot.device.writes;
    REQUIRE(rig.cards->initialise().ok());
    rig.slot.device.cutAtWrite = before + cutAt;
    rig.settle();
    rig.slot.device.losePower(cutAt + 5);
    rig.slot.device.comeBack();
    rig.start();
    rig.settle();
    const CardState state = rig.cards->state();
    // In use only when its very first writes were lost with the power.
    CHECK((state == CardState::kUninitialised || (state == CardState::kInUse && cutAt < 3)));
  }
}

TEST_CASE("records survive their sector, and only whole ones count") {
  ClipRecord record;
  record.slot = 5;
  record.writes = 9;
  record.state = ClipRecord::State::kClosed;
  record.clip = 77;
  record.start = {hal::LensId::kPtz, ClipReason::kEvent,
                  CalendarTime{std::chrono::seconds{1780308153}}};
  record.bytes = 123456;
  record.frames = 150;
  record.fragments = 10;
  record.length = std::chrono::seconds{10};
  record.name = "2026-06-01_10-02-33_ptz_event.mp4";
  CHECK(clipFileName(record.start, record.clip, ClipIndex()) == record.name);
  Bytes sector = encodeRecord(record, 42);
  CHECK(decodeRecord(sector, 5, 42) == record);
  CHECK_FALSE(decodeRecord(sector, 6, 42));
  CHECK_FALSE(decodeRecord(sector, 5, 43));
  for (size_t i = 0; i < sector.size(); ++i) {
    Bytes torn = sector;
    torn[i] ^= 0x10;
    CHECK_FALSE(decodeRecord(torn, 5, 42));
  }
}
