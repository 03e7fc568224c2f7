#include "sim/twin/card_arguments.h"

#include <nlohmann/json.hpp>

#include "firmware_core/hal/block_device.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

uint64_t bytesOf(double gigabytes) {
  return static_cast<uint64_t>(gigabytes * 1e9) / hal::kSectorSize * hal::kSectorSize;
}

double claimedGigabytes(const nlohmann::json& arguments) {
  return arguments.value("capacity_gb", 4.0);
}

[[noreturn]] void refuse(const std::string& key, const std::string& why) {
  throw InputError("insert_card: '" + key + "': " + why);
}

void checkNothingElse(const nlohmann::json& arguments) {
  for (const auto& [key, value] : arguments.items())
    if (key != "card")
      refuse(key, "describes a new card; 'card' says that it is the one pulled last");
}

double gigabytesOfImage(const nlohmann::json& arguments) {
  if (arguments.contains("capacity_gb"))
    refuse("capacity_gb", "a card from an 'image' has the image's size");
  const std::filesystem::path image = arguments.at("image").get<std::string>();
  try {
    CardImage::check(image);
  } catch (const InputError& error) {
    refuse("image", error.what());
  }
  return static_cast<double>(std::filesystem::file_size(image)) / 1e9;
}

void checkCounterfeit(const nlohmann::json& arguments, double claimed) {
  if (arguments.contains("beyond") && !arguments.contains("real_capacity_gb"))
    refuse("beyond", "is a counterfeit card's, and that needs 'real_capacity_gb'");
  const double real = arguments.value("real_capacity_gb", 0.0);
  if (real > claimed)
    refuse("real_capacity_gb", numberText(real) + " GB are more than the " + numberText(claimed) +
                                   " GB that the card claims");
}

}  // namespace

CardSpec cardOf(const nlohmann::json& arguments) {
  CardSpec spec;
  spec.capacityBytes = bytesOf(claimedGigabytes(arguments));
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
  if (arguments.value("card", "new") == "same") return checkNothingElse(arguments);
  const bool copied = arguments.contains("image");
  checkCounterfeit(arguments, copied ? gigabytesOfImage(arguments) : claimedGigabytes(arguments));
}

}  // namespace tw::sim
