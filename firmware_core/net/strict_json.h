// Reads JSON that comes from outside: small, flat, an object, no key twice, no exceptions.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::fw {

inline constexpr size_t kMaxJsonBytes = 16 * 1024;
inline constexpr int kMaxJsonDepth = 8;  // nested objects and arrays

// kOutOfRange: too long or too deep; kCorrupt: not one whole JSON object.
Result<nlohmann::json> parseStrict(std::span<const uint8_t> text);

// Never throws: text that is no UTF-8 is replaced.
Bytes dumpJson(const nlohmann::json& value);

// A member of an object, if it is there and of that type.
std::optional<std::string> textMember(const nlohmann::json& object, const char* key);
std::optional<uint64_t> wholeMember(const nlohmann::json& object, const char* key);

}  // namespace tw::fw
