// An encoder that plays a real H.264 stream (tests/data/tiny_15fps.h264: three groups of 15 frames)
// over and over, with the history and the losses that the HAL promises.
#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "firmware_core/hal/video_encoder.h"
#include "tests/unit/fw_storage/fake_card.h"

namespace tw::test {

inline const std::vector<Bytes>& tinyStream() {
  static const std::vector<Bytes> units = [] {
    std::ifstream file(TWEELENS_SOURCE_DIR "/tests/data/tiny_15fps.h264", std::ios::binary);
    const Bytes all{std::istreambuf_iterator<char>(file), {}};
    std::vector<Bytes> found;
    Bytes unit;
    for (size_t i = 0; i < all.size();) {
      size_t end = i + 4;
      while (end + 4 <= all.size() && getBig<uint32_t>(all, end) != 1 &&
             !(all[end] == 0 && all[end + 1] == 0 && all[end + 2] == 1))
        ++end;
      if (end + 4 > all.size()) end = all.size();
      const size_t start = i + (all[i + 2] == 1 ? 3 : 4);
      unit.insert(unit.end(), all.begin() + static_cast<std::ptrdiff_t>(i),
                  all.begin() + static_cast<std::ptrdiff_t>(end));
      const int kind = all[start] & 0x1F;
      if (kind == 1 || kind == 5) found.push_back(std::exchange(unit, {}));
      i = end;
    }
    return found;
  }();
  return units;
}

class FakeEncoder : public hal::VideoEncoder {
 public:
  static constexpr int kRate = 15;
  static constexpr uint64_t kHistoryFrames = 150;

  explicit FakeEncoder(FakeClock& clock) : clock_(clock), began_(clock.time) {}

  bool ready = true;
  size_t openReaders() const { return readers_.size(); }

  Instant captured(uint64_t frame) const {
    return began_ +
           std::chrono::nanoseconds{std::chrono::seconds{1}} * static_cast<int64_t>(frame) / kRate;
  }
  Instant dueAt() const {
    if (readers_.empty()) return kNever;
    return captured(newestEnd()) + kDelay;
  }
  void stop() override { ready = false; }
  Result<hal::ReaderId> open(Instant from) override {
    if (!ready) return Errc::kNotReady;
    if (readers_.size() == kMaxReaders) return Errc::kNoSpace;
    const uint64_t end = newestEnd();
    uint64_t frame = end == 0 ? 0 : end - 1;
    while (frame > 0 && captured(frame) > from && end - frame < kHistoryFrames) --frame;
    readers_[++last_] = {frame / kRate * kRate, 0};
    return last_;
  }
  std::optional<hal::AccessUnit> take(hal::ReaderId id) override {
    Reader& r = readers_.at(id);
    while (newestEnd() > r.next + kHistoryFrames) {
      r.next = (r.next / kRate + 1) * kRate;
      ++r.lost;
    }
    if (r.next >= newestEnd()) return std::nullopt;
    const uint64_t frame = r.next++;
    return hal::AccessUnit{frame, captured(frame), frame % kRate == 0,
                           tinyStream()[frame % tinyStream().size()]};
  }
  uint64_t lostGroups(hal::ReaderId id) const override { return readers_.at(id).lost; }
  void close(hal::ReaderId id) override { readers_.erase(id); }

 private:
  static constexpr Duration kDelay = std::chrono::milliseconds{40};
  struct Reader {
    uint64_t next, lost;
  };
  // One past the newest frame that can be taken.
  uint64_t newestEnd() const {
    const Duration age = clock_.time - began_ - kDelay;
    if (age < Duration::zero()) return 0;
    uint64_t n = static_cast<uint64_t>(age.count()) * kRate / 1'000'000'000 + 1;
    while (captured(n) + kDelay <= clock_.time) ++n;
    while (n > 0 && captured(n - 1) + kDelay > clock_.time) --n;
    return n;
  }
  Result<void> doStart(const hal::EncoderSetup&) override { return {}; }

  FakeClock& clock_;
  Instant began_;
  std::map<hal::ReaderId, Reader> readers_;
  hal::ReaderId last_ = 0;
};

}  // namespace tw::test
