// What is kept on the card: clips and pictures, as the index, the lists and the app name them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/lens_id.h"

namespace tw::fw {

// The ring's own count of everything ever begun on this card: ascending. A number of which nothing
// reached the card is given again after the next start; else none is.
using ClipId = uint64_t;
// A card that claims more has been tampered with; and so far the app's numbers are exact.
inline constexpr ClipId kMaxClip = uint64_t{1} << 53;

enum class ClipReason : uint8_t { kManual = 0, kEvent = 1, kSnapshot = 2, kContinuous = 3 };
constexpr const char* toString(ClipReason reason) {
  constexpr const char* kNames[] = {"manual", "event", "snapshot", "continuous"};
  return kNames[static_cast<int>(reason)];
}

// A clip's first line, known when it begins.
struct ClipStart {
  hal::LensId lens{};
  ClipReason reason{};
  std::optional<CalendarTime> startedAt{};  // of the first frame; unknown before the clock is set
};

// What a card has brought along may name a lens or a reason that there is not.
constexpr bool isPossible(const ClipStart& start) {
  const bool lens = start.lens == hal::LensId::kWide || start.lens == hal::LensId::kPtz;
  return lens && start.reason <= ClipReason::kContinuous;
}

struct ClipInfo {
  ClipId id = 0;
  ClipStart start{};
  Duration length{};
  uint32_t frames = 0;
  uint32_t fragments = 0;
  uint64_t bytes = 0;  // in use; the file itself fills its slot
  uint32_t slot = 0;
  std::string file;   // path on the volume: "CLIPS000/2026-06-01_10-02-33_wide_manual.mp4"
  bool open = false;  // being written now
};

}  // namespace tw::fw
