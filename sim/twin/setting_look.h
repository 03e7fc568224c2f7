// One of the firmware's settings as test equipment sees it: its value of now, and what it may be.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tw::sim {

enum class SettingKind { kFlag, kWhole, kText, kChoice };
enum class SettingSecret { kNone, kNotSet, kSet };  // of a value that nobody gets to see

struct SettingLook {
  std::string name = {};
  std::string doc = {};
  SettingKind kind = SettingKind::kFlag;
  int64_t min = 0, max = 0;  // kWhole: value; kText: bytes
  std::string unit = {};     // empty: none
  std::vector<std::string> choices = {};
  nlohmann::json value = {};  // null where it is a secret
  SettingSecret secret = SettingSecret::kNone;
};

using SettingLooks = std::vector<SettingLook>;  // in the order of the firmware's table

}  // namespace tw::sim
