// A card rig in use, and hands that damage its card.
#pragma once

#include "firmware_core/storage/mount_task.h"
#include "firmware_core/storage/slot_framing.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

namespace tw::test {

struct DamagedRig : CardRig {
  explicit DamagedRig(uint64_t bytes = 64'000'000)
      : CardRig(bytes), layout(fw::VolumeLayout::plan(bytes / hal::kSectorSize).value()) {
    initialise();
  }
  fw::VolumeLayout layout;

  fw::RingStore& store() { return *cards->store(); }
  FakeBlocks& device() { return slot.device; }

  // Queues it all; settle() writes it.
  fw::ClipId begin(int fragments, uint8_t mark) {
    const fw::ClipId clip =
        store().open({hal::LensId::kPtz, fw::ClipReason::kEvent, *calendar.now()}).value();
    REQUIRE(store().append(clip, testHead(mark)).ok());
    for (int i = 0; i < fragments; ++i) REQUIRE(store().append(clip, testFragment(mark)).ok());
    return clip;
  }
  fw::ClipId record(int fragments, uint8_t mark = 1) {
    const fw::ClipId clip = begin(fragments, mark);
    REQUIRE(store().close(clip).ok());
    settle();
    takeEvents();
    return clip;
  }
  fw::ClipId cutOff(int fragments, uint8_t mark = 1) {
    const fw::ClipId clip = begin(fragments, mark);
    settle();
    takeEvents();
    return clip;
  }
  uint32_t takeEvents() {
    uint32_t acknowledged = 0;
    while (auto event = store().takeEvent(fw::StoreClient::kRecorder))
      acknowledged += event->kind == fw::StoreEvent::Kind::kAcknowledged ? 1 : 0;
    return acknowledged;
  }
  void restart() {
    device().comeBack();
    start();
    settle();
  }
  uint32_t fragmentsOf(fw::ClipId clip) {
    const auto found = store().find(clip);
    return found ? found->fragments : 0;
  }
  Bytes read(fw::ClipId clip) {
    const auto found = store().find(clip).value();
    REQUIRE(store().startRead(clip, 0, static_cast<uint32_t>(found.bytes)).ok());
    settle();
    return store().takeRead()->bytes.value();
  }
  void flip(uint64_t sector, size_t byte) {
    Bytes bytes = device().peek(sector, 1);
    bytes[byte] ^= 1;
    device().poke(sector, bytes);
  }
  std::optional<fw::ClipRecord> recordAt(uint32_t slotNumber, uint64_t copy) {
    return fw::decodeRecord(device().peek(layout.recordSector(slotNumber, copy), 1), slotNumber,
                            store().volumeId());
  }
  // Where a fragment of a clip begins; 0 is the head.
  uint64_t fragmentSector(uint32_t slotNumber, uint32_t number) {
    uint64_t at = layout.slotSector(slotNumber);
    for (uint32_t i = 0; i < number; ++i) {
      const Bytes sector = device().peek(at, 1);
      const auto mark = i == 0 ? fw::readHeadMark(sector, store().volumeId())
                               : fw::readMark(sector, store().volumeId());
      at += mark.value().bytes / hal::kSectorSize;
    }
    return at;
  }
};

}  // namespace tw::test
