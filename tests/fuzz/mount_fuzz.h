// A camera meets a card that holds anything: it mounts, lists, reads, records, starts again.
#pragma once

#include <cstdint>
#include <span>

namespace tw::fuzz {

// Throws what breaks: a Breach, or the firmware's own CheckFailed.
void visitCard(std::span<const uint8_t> input);

}  // namespace tw::fuzz
