#include "sim/devices/speaker.h"

#include "sim/devices/audio_level.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

SignalSpec levelSpec(const char* name, const char* doc) {
  return {.name = name, .doc = doc, .unit = "share", .min = 0, .max = 1};
}

}  // namespace

VirtualSpeaker::VirtualSpeaker(const Bench& bench)
    : FaultyDevice(bench, "speaker", {{.kind = "dead", .doc = "Nothing is heard."}}),
      pieceEnd_(bench.queue, [this] { nextPiece(); }),
      sirenSignal_(bench.signal("speaker", levelSpec("siren", "How loud the siren really is."))),
      levelSignal_(bench.signal(
          "speaker", levelSpec("level", "Root mean square of the block that is heard."))),
      played_(bench.signal("speaker", {.name = "played_blocks",
                                       .kind = SignalKind::kCount,
                                       .doc = "Blocks played to their end."})) {}

Result<void> VirtualSpeaker::play(const hal::AudioBlock& block) {
  TW_CHECK(!block.samples.empty() && block.samples.size() <= hal::kAudioBlockSamples);
  if (siren_ > 0) return Errc::kBusy;
  if (queuedTime() >= kQueueLimit) return Errc::kNoSpace;
  trace("play", {reinterpret_cast<const uint8_t*>(block.samples.data()),
                 block.samples.size() * sizeof(int16_t)});
  const auto samples = static_cast<int64_t>(block.samples.size());
  queue_.push_back({Duration{1s} * samples / hal::kAudioRateHz, audioLevel(block.samples)});
  if (queue_.size() > 1) return {};
  pieceEnd_.startIn(queue_.front().length);
  show();
  return {};
}

Duration VirtualSpeaker::queuedTime() const {
  if (queue_.empty()) return Duration::zero();
  Duration sum = pieceEnd_.due() - bench().queue.now();
  for (size_t i = 1; i < queue_.size(); ++i) sum += queue_[i].length;
  return sum;
}

void VirtualSpeaker::nextPiece() {
  played_.increment();
  queue_.pop_front();
  if (!queue_.empty()) pieceEnd_.startIn(queue_.front().length);
  show();
}

void VirtualSpeaker::doSetSiren(double level) {
  if (level == siren_) return;
  trace("setSiren level=" + std::to_string(level));
  siren_ = level;
  if (level > 0) dropPieces();
  show();
}

void VirtualSpeaker::dropPieces() {
  queue_.clear();
  pieceEnd_.cancel();
}

void VirtualSpeaker::silence() {
  siren_ = 0;
  dropPieces();
  show();
}

double VirtualSpeaker::sirenLevel() const { return has("dead") ? 0 : siren_; }

void VirtualSpeaker::show() {
  sirenSignal_.set(sirenLevel());
  levelSignal_.set(queue_.empty() || has("dead") ? 0.0 : queue_.front().level);
}

uint64_t VirtualSpeaker::stateHash() const {
  return hashState(siren_, queue_.size(), queuedTime(), faultHash());
}

}  // namespace tw::sim
