// Byte order made explicit: little endian for FAT and flash records, big endian for MP4 and the
// network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "firmware_core/base/check.h"

namespace tw {

using Bytes = std::vector<uint8_t>;

inline std::span<const uint8_t> asBytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}
inline std::string_view asText(std::span<const uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

template <class T>
void putLittle(std::span<uint8_t> to, size_t offset, T value) {
  TW_CHECK(offset + sizeof(T) <= to.size());
  for (size_t i = 0; i < sizeof(T); ++i) to[offset + i] = static_cast<uint8_t>(value >> (8 * i));
}
template <class T>
T getLittle(std::span<const uint8_t> from, size_t offset) {
  TW_CHECK(offset + sizeof(T) <= from.size());
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i)
    value = static_cast<T>(value | (static_cast<T>(from[offset + i]) << (8 * i)));
  return value;
}
template <class T>
void putBig(std::span<uint8_t> to, size_t offset, T value) {
  TW_CHECK(offset + sizeof(T) <= to.size());
  for (size_t i = 0; i < sizeof(T); ++i)
    to[offset + sizeof(T) - 1 - i] = static_cast<uint8_t>(value >> (8 * i));
}
template <class T>
T getBig(std::span<const uint8_t> from, size_t offset) {
  TW_CHECK(offset + sizeof(T) <= from.size());
  T value = 0;
  for (size_t i = 0; i < sizeof(T); ++i)
    value = static_cast<T>(value | (static_cast<T>(from[offset + i]) << (8 * (sizeof(T) - 1 - i))));
  return value;
}
template <class T>
void appendBig(Bytes& to, T value) {
  to.resize(to.size() + sizeof(T));
  putBig<T>(to, to.size() - sizeof(T), value);
}
inline void append(Bytes& to, std::span<const uint8_t> bytes) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

}  // namespace tw
