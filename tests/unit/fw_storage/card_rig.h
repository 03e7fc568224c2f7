// A card manager on a fake card, and hands that let virtual time pass.
#pragma once

#include <algorithm>

#include "firmware_core/storage/card_manager.h"
#include "tests/unit/fw_storage/fake_card.h"
#include "tests/unit/fw_storage/fat_reader.h"

namespace tw::test {

struct CardRig {
  explicit CardRig(uint64_t bytes) : slot(clock, bytes) { start(); }

  FakeClock clock;
  FakeSlot slot;
  FakeCalendar calendar;
  FakeEntropy entropy;
  Lines log;
  std::unique_ptr<fw::CardManager> cards;

  void start() { cards = std::make_unique<fw::CardManager>(slot, calendar, entropy, log); }
  // One step in time; false when nothing is due any more, or the power has gone.
  bool step(Instant limit = kNever) {
    const Instant wanted = cards->poll(clock.time);  // before the device is asked
    const Instant due = std::min(wanted, slot.device.dueAt());
    if (slot.device.cut || due == kNever || due > limit) return false;
    clock.time = std::max(clock.time, due);
    return true;
  }
  // Until there is nothing more to do at once.
  void settle() {
    while (step(clock.time + std::chrono::seconds{30})) {
    }
  }
  void wait(Duration d) {
    const Instant until = clock.time + d;
    while (step(until)) {
    }
    clock.time = std::max(clock.time, until);
  }
  void initialise() {
    settle();
    if (!cards->initialise().ok()) throw std::runtime_error("not initialised");
    settle();
    if (cards->state() != fw::CardState::kInUse) throw std::runtime_error("not in use");
  }
  FatReader volume() const {
    return FatReader([this](uint64_t s, uint64_t n) { return slot.device.peek(s, n); });
  }
};

inline void putBox(Bytes& out, const char* type, const Bytes& body) {
  appendBig<uint32_t>(out, static_cast<uint32_t>(8 + body.size()));
  append(out, asBytes(type));
  append(out, body);
}

// A clip's head and fragments for tests: their bytes say whose they are.
inline fw::Fragment testHead(uint8_t mark) {
  fw::Fragment f;
  putBox(f.bytes, "ftyp", Bytes(24, 'i'));
  putBox(f.bytes, "moov", Bytes(600, mark));
  return f;
}
inline fw::Fragment testFragment(uint8_t mark, size_t bytes = 5000) {
  fw::Fragment f;
  putBox(f.bytes, "moof", Bytes(100, mark));
  putBox(f.bytes, "mdat", Bytes(bytes, mark));
  f.frames = 15;
  f.length = std::chrono::seconds{1};
  return f;
}

struct BoxSeen {
  std::string type;
  Bytes body;
};

// As a player walks a file; stops where sizes make no sense.
inline std::vector<BoxSeen> walkBoxes(const Bytes& file) {
  std::vector<BoxSeen> seen;
  size_t at = 0;
  while (at + 8 <= file.size()) {
    const uint32_t size = getBig<uint32_t>(file, at);
    if (size < 8 || at + size > file.size()) break;
    seen.push_back({std::string(asText(std::span(file).subspan(at + 4, 4))),
                    Bytes(file.begin() + static_cast<std::ptrdiff_t>(at + 8),
                          file.begin() + static_cast<std::ptrdiff_t>(at + size))});
    at += size;
  }
  if (at != file.size()) seen.push_back({"broken", {}});
  return seen;
}

}  // namespace tw::test
