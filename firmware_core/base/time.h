// Time as the firmware knows it: a monotonic counter, never the wall.
#pragma once

#include <chrono>
#include <cstdint>

namespace tw {

using Duration = std::chrono::nanoseconds;

struct MonotonicTag {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
};

// A point on the camera's monotonic counter. Its origin says nothing: only differences do.
using Instant = std::chrono::time_point<MonotonicTag, Duration>;

inline constexpr Instant kNever = Instant::max();

// Calendar time: nanoseconds since 1970-01-01 UTC.
struct CalendarTag {
  using rep = Duration::rep;
  using period = Duration::period;
  using duration = Duration;
};
using CalendarTime = std::chrono::time_point<CalendarTag, Duration>;

constexpr double toSeconds(Duration d) { return static_cast<double>(d.count()) / 1e9; }

// Rounds to the nearest nanosecond. Range: +-292 years.
constexpr Duration fromSeconds(double s) {
  return Duration{static_cast<int64_t>(s * 1e9 + (s < 0 ? -0.5 : 0.5))};
}

using namespace std::chrono_literals;

}  // namespace tw
