// Which card the arguments of "insert_card" describe.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/devices/card_medium.h"

namespace tw::sim {

CardSpec cardOf(const nlohmann::json& arguments);
// Throws InputError for a card that cannot be, and for an image that cannot be put in.
void checkCardArguments(const nlohmann::json& arguments);

}  // namespace tw::sim
