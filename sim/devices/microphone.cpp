#include "sim/devices/microphone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/devices/audio_level.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {

static_assert(VirtualMicrophone::kBlockTime * hal::kAudioRateHz ==
              std::chrono::seconds{1} * hal::kAudioBlockSamples);

VirtualMicrophone::VirtualMicrophone(const Bench& bench, const SoundMix& mix)
    : FaultyDevice(bench, "microphone", {{.kind = "dead", .doc = "Every sample is zero."}}),
      mix_(mix),
      random_(bench.random("microphone")),
      blockEnd_(bench.queue, [this] { finishBlock(); }),
      level_(bench.signal("microphone", {.name = "level",
                                         .doc = "Root mean square of the last block.",
                                         .unit = "share",
                                         .min = 0,
                                         .max = 1})),
      lost_(bench.signal("microphone", {.name = "lost_blocks",
                                        .kind = SignalKind::kCount,
                                        .doc = "Blocks that nobody took in time."})) {}

void VirtualMicrophone::start() {
  if (blockEnd_.running()) return;
  trace("start");
  blockStart_ = bench().queue.now();
  blockEnd_.startIn(kBlockTime);
}

void VirtualMicrophone::stop() {
  if (!blockEnd_.running()) return;
  trace("stop");
  halt();
}

void VirtualMicrophone::halt() {
  blockEnd_.cancel();
  waiting_.clear();
  level_.set(0.0);
}

std::optional<hal::AudioBlock> VirtualMicrophone::take() {
  if (waiting_.empty()) return {};
  return waiting_.pop();
}

void VirtualMicrophone::hear(const SoundMix& mix) {
  TW_CHECK(mix.toneHz >= 20 && mix.toneHz <= 8000 && mix.toneLevel >= 0 && mix.noiseLevel >= 0);
  mix_ = mix;
}

void VirtualMicrophone::finishBlock() {
  hal::AudioBlock block = makeBlock(blockStart_);
  level_.set(audioLevel(block.samples));
  trace("block", {reinterpret_cast<const uint8_t*>(block.samples.data()),
                  block.samples.size() * sizeof(int16_t)});
  waiting_.pushDroppingOldest(std::move(block));
  lost_.set(static_cast<double>(waiting_.dropped()));
  blockStart_ += kBlockTime;
  blockEnd_.startAt(blockStart_ + kBlockTime);
  bench().wake();
}

hal::AudioBlock VirtualMicrophone::makeBlock(Instant from) {
  hal::AudioBlock block{from, std::vector<int16_t>(hal::kAudioBlockSamples, 0)};
  if (has("dead") || (mix_.toneLevel == 0 && mix_.noiseLevel == 0)) return block;
  const double start = toSeconds(from.time_since_epoch());
  for (size_t i = 0; i < block.samples.size(); ++i) {
    const double t = start + static_cast<double>(i) / hal::kAudioRateHz;
    double value = mix_.toneLevel * std::sin(2 * std::numbers::pi * mix_.toneHz * t);
    if (mix_.noiseLevel > 0) value += mix_.noiseLevel * random_.normal();
    block.samples[i] = static_cast<int16_t>(std::lround(std::clamp(value, -1.0, 1.0) * 32767));
  }
  return block;
}

uint64_t VirtualMicrophone::stateHash() const {
  return hashState(mix_.toneHz, mix_.toneLevel, mix_.noiseLevel, random_, waiting_.size(),
                   waiting_.dropped(), blockEnd_.due(), faultHash());
}

}  // namespace tw::sim
