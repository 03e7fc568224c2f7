#include "firmware_core/media/sound_history.h"

#include <algorithm>

namespace tw::fw {
namespace {

int64_t wholeSamples(Duration way) {
  constexpr int64_t kSample = SoundHistory::kSampleNs;
  const int64_t raised = way.count() + kSample / 2;
  return raised / kSample - (raised % kSample < 0 ? 1 : 0);  // rounded down, below zero too
}

}  // namespace

void SoundHistory::add(Instant capturedAt, Bytes coded) {
  blocks_.push_back({capturedAt, std::move(coded)});
  while (blocks_.front().at < capturedAt - kKept) blocks_.pop_front();
}

Instant SoundHistory::end() const {
  if (blocks_.empty()) return Instant{};
  const Block& last = blocks_.back();
  return last.at + Duration{kSampleNs * static_cast<int64_t>(last.coded.size())};
}

Bytes SoundHistory::between(Instant from, size_t samples) const {
  Bytes out(samples, kSilence);
  for (const Block& block : blocks_) {
    // Rounded to whole samples: blocks that follow one another stay gapless.
    const int64_t offset = wholeSamples(block.at - from);
    for (size_t i = 0; i < block.coded.size(); ++i) {
      const int64_t at = offset + static_cast<int64_t>(i);
      if (at >= 0 && at < static_cast<int64_t>(samples))
        out[static_cast<size_t>(at)] = block.coded[i];
    }
  }
  return out;
}

}  // namespace tw::fw
