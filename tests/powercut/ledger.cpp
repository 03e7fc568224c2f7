#include "tests/powercut/ledger.h"

#include "sim/twin/firmware_lines.h"

namespace tw::powercut {

void Ledger::follow(const sim::EventLog& events) {
  for (; seen_ < events.events().size(); ++seen_) take(events.events()[seen_]);
}

void Ledger::take(const sim::LoggedEvent& event) {
  if (event.source == "cam/card" && event.kind == "inserted") {
    const auto bytes = event.fields.at("capacity_bytes").get<uint64_t>();
    layout_ = fw::VolumeLayout::plan(bytes / hal::kSectorSize).value();
    card_ = Card::kBlank;
  }
  if (event.kind == "log" && event.fields.at("part") == "card")
    cardState(event.fields.at("text").get<std::string>());
  if (const auto line = sim::fragmentLine(event)) {
    ClipPromise& promise = promises_[line->slot];
    promise.clip = line->clip;
    promise.lens = line->lens;
    promise.fragments = line->fragment;
    promise.frames += line->frames;
    ++acknowledged_;
  }
  if (const auto line = sim::clipClosedLine(event)) closed(line->clip);
  if (const auto line = sim::pictureStoredLine(event)) {
    TW_CHECK(!pictureSlots_.empty());
    promises_[pictureSlots_.front()] = {line->clip, true, {}, 0, 0, true};
    pictureSlots_.pop_front();
  }
}

void Ledger::cardState(const std::string& text) {
  if (text.starts_with("state=initialising")) {
    promises_.clear();
    pictureSlots_.clear();
    ++content_;
    card_ = Card::kBlank;
  }
  if (text.starts_with("state=in_use")) {
    card_ = Card::kInUse;
    for (auto& [slot, promise] : promises_) promise.closed = true;  // mounting ends what was cut
    pictureSlots_.clear();
  }
}

void Ledger::closed(uint64_t clip) {
  for (auto& [slot, promise] : promises_)
    if (promise.clip == clip && !promise.picture) promise.closed = true;
}

// A record is written when a slot is taken, when its clip is closed, and when mounting ends it.
void Ledger::begun(const Operation& operation) {
  if (operation.kind != Operation::Kind::kCardWrite || card_ != Card::kInUse) return;
  for (const int copy : {0, 1}) {
    const uint64_t first = layout_.recordSector(0, static_cast<uint64_t>(copy));
    if (operation.sector >= first && operation.sector < first + layout_.slots())
      overwritten(operation.sector - first);
  }
}

void Ledger::overwritten(uint64_t slot) {
  if (const auto found = promises_.find(slot); found != promises_.end() && found->second.closed)
    promises_.erase(found);
  const bool picture = layout_.kind(static_cast<uint32_t>(slot)) == fw::SlotKind::kPicture;
  if (picture && (pictureSlots_.empty() || pictureSlots_.back() != slot))
    pictureSlots_.push_back(slot);
}

uint64_t Ledger::fragments() const {
  uint64_t sum = 0;
  for (const auto& [slot, promise] : promises_) sum += promise.fragments;
  return sum;
}

}  // namespace tw::powercut
