// One hash over the parts of a device's state, whatever their types.
#pragma once

#include <chrono>
#include <concepts>
#include <span>
#include <string_view>
#include <type_traits>

#include "firmware_core/base/time.h"
#include "sim/core/hash.h"
#include "sim/core/random.h"

namespace tw::sim {
namespace detail {

template <class T>
requires std::integral<T> || std::is_enum_v<T>
void addPart(Hasher& hasher, T part) { hasher.add(static_cast<uint64_t>(part)); }
inline void addPart(Hasher& hasher, double part) { hasher.add(part); }
inline void addPart(Hasher& hasher, Duration part) { addPart(hasher, part.count()); }
inline void addPart(Hasher& hasher, Instant part) { addPart(hasher, part.time_since_epoch()); }
inline void addPart(Hasher& hasher, CalendarTime part) { addPart(hasher, part.time_since_epoch()); }
inline void addPart(Hasher& hasher, std::string_view part) { hasher.add(part); }
inline void addPart(Hasher& hasher, std::span<const uint8_t> part) {
  addPart(hasher, part.size());
  hasher.add(part);
}
// Two streams that give the same next number are taken for the same.
inline void addPart(Hasher& hasher, RandomStream part) { addPart(hasher, part.next()); }

}  // namespace detail

template <class... Parts>
uint64_t hashState(const Parts&... parts) {
  Hasher hasher;
  (detail::addPart(hasher, parts), ...);
  return hasher.digest();
}

}  // namespace tw::sim
