#include "firmware_core/system/factory_data.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "firmware_core/base/hex.h"

namespace tw::fw {
namespace {

using nlohmann::json;

Error missing(const std::string& field) {
  return {Errc::kCorrupt, "factory data: no valid '" + field + "'"};
}

std::optional<std::string> textOf(const json& data, const char* field) {
  const auto found = data.find(field);
  if (found == data.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    return std::nullopt;
  return found->get<std::string>();
}

std::optional<hal::Key32> keyOf(const json& data, const char* field) {
  const auto text = textOf(data, field);
  hal::Key32 key{};
  if (!text || !fromHex(*text, key)) return std::nullopt;
  return key;
}

}  // namespace

Result<NetIdentity> readFactoryData(const hal::FlashStore& flash) {
  constexpr auto kWhere = hal::FlashPartition::kFactory;
  const Result<Bytes> bytes = flash.read(kWhere, 0, flash.size(kWhere));
  if (!bytes) return bytes.error();
  const auto end = std::find(bytes.value().begin(), bytes.value().end(), uint8_t{0xFF});
  const json data = json::parse(bytes.value().begin(), end, nullptr, false);
  if (!data.is_object()) return Error{Errc::kCorrupt, "factory data: not JSON"};

  NetIdentity identity;
  const auto serial = textOf(data, "serial"), code = textOf(data, "verification_code");
  const auto device = keyOf(data, "device_key_seed"), cloud = keyOf(data, "cloud_key");
  if (!serial) return missing("serial");
  if (!code) return missing("verification_code");
  if (!device) return missing("device_key_seed");
  if (!cloud) return missing("cloud_key");
  identity.serial = *serial;
  identity.verificationCode = *code;
  identity.deviceKeySeed = *device;
  identity.cloudKey = *cloud;
  return identity;
}

}  // namespace tw::fw
