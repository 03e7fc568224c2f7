#include "tests/powercut/card_reader.h"

#include <algorithm>
#include <stdexcept>

namespace tw::powercut {
namespace {

sim::VirtualCardSlot& switchedOn(Stage& stage) {
  stage.twin().apply({{}, "cam", "unplug"});
  stage.camera().card().powerOn();
  return stage.camera().card();
}

}  // namespace

CardReader::CardReader(Stage& stage)
    : twin_(stage.twin()), cards_(switchedOn(stage), calendar_, entropy_, log_) {
  const Instant limit = twin_.now() + 30s;
  do work();
  while (cards_.state() == fw::CardState::kStarting && twin_.now() < limit);
}

void CardReader::work() {
  const Instant due = cards_.poll(twin_.now());
  if (due > twin_.now()) twin_.step(std::min(due, twin_.now() + 1s));
}

std::vector<fw::ClipInfo> CardReader::list() {
  return cards_.store() != nullptr ? cards_.store()->list() : std::vector<fw::ClipInfo>{};
}

Bytes CardReader::read(const fw::ClipInfo& clip) {
  Bytes bytes;
  fw::RingStore& store = *cards_.store();
  while (bytes.size() < clip.bytes) {
    if (!store.startRead(clip.id, bytes.size(), fw::RingStore::kMaxReadBytes))
      throw std::runtime_error("clip " + std::to_string(clip.id) + " cannot be read");
    std::optional<fw::ClipBytes> part;
    while (!(part = store.takeRead())) {
      work();
      if (cards_.state() != fw::CardState::kInUse)
        throw std::runtime_error("the card fails: " + cards_.reason());
    }
    if (!part->bytes)
      throw std::runtime_error("a piece of clip " + std::to_string(clip.id) + " cannot be read");
    append(bytes, part->bytes.value());
  }
  return bytes;
}

}  // namespace tw::powercut
