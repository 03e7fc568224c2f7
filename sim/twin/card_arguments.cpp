#include "sim/twin/card_arguments.h"

#include <nlohmann/json.hpp>

#include "firmware_core/hal/block_device.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

uint64_t bytesOf(double gigabytes) {
  return static_cast<uint64_t>(gigabytes * 1e9) / hal::kSectorSize * hal::kSectorSize;
}

}  // namespace

CardSpec cardOf(const nlohmann::json& arguments) {
  CardSpec spec;
  spec.capacityBytes = bytesOf(arguments.value("capacity_gb", 4.0));
  spec.realBytes = bytesOf(arguments.value("real_capacity_gb", 0.0));
  if (arguments.value("beyond", "wraps") == "drops") spec.beyond = CardSpec::Beyond::kDrops;
  spec.speedClass = arguments.value("speed_class", 10);
  spec.writeMegabytesPerSecond = arguments.value("write_mb_per_s", 0.0);
  spec.enduranceCycles = static_cast<uint64_t>(arguments.value("endurance_cycles", 0.0));
  spec.writeProtected = arguments.value("write_protected", false);
  spec.image = arguments.value("image", "");
  return spec;
}

void checkCardArguments(const nlohmann::json& arguments) {
  const CardSpec spec = cardOf(arguments);
  if (spec.image.empty()) return checkCard(spec);
  if (arguments.contains("capacity_gb"))
    throw InputError("insert_card: 'capacity_gb': a card from an 'image' has the image's size");
  CardImage::check(spec.image);
}

}  // namespace tw::sim
