#include "tests/card_proof/card_reader.h"

#include <algorithm>
#include <stdexcept>

namespace tw::proof {
namespace {

sim::VirtualCardSlot& switchedOn(sim::Twin& twin, sim::Camera& camera) {
  twin.apply({{}, camera.name(), "unplug"});
  camera.card().powerOn();
  return camera.card();
}

}  // namespace

CardReader::CardReader(sim::Twin& twin, sim::Camera& camera)
    : twin_(twin), cards_(switchedOn(twin, camera), calendar_, entropy_, log_) {
  settle();
}

void CardReader::settle() {
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

// A card that turns out to take no writes is mounted anew, and read from the beginning.
Bytes CardReader::read(const fw::ClipInfo& clip) {
  if (auto bytes = tryToRead(clip)) return std::move(*bytes);
  settle();
  if (auto bytes = tryToRead(clip)) return std::move(*bytes);
  throw std::runtime_error("the card fails: " + cards_.reason());
}

std::optional<Bytes> CardReader::tryToRead(const fw::ClipInfo& clip) {
  Bytes bytes;
  const uint32_t generation = cards_.generation();
  while (bytes.size() < clip.bytes) {
    if (cards_.store() == nullptr) return std::nullopt;
    if (!cards_.store()->startRead(clip.id, bytes.size(), fw::RingStore::kMaxReadBytes))
      throw std::runtime_error("clip " + std::to_string(clip.id) + " cannot be read");
    std::optional<fw::ClipBytes> part;
    while (!(part = cards_.store()->takeRead())) {
      work();
      if (cards_.generation() != generation) return std::nullopt;
    }
    if (!part->bytes)
      throw std::runtime_error("a piece of clip " + std::to_string(clip.id) + " cannot be read");
    append(bytes, part->bytes.value());
  }
  return bytes;
}

}  // namespace tw::proof
