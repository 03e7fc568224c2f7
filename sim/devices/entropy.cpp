#include "sim/devices/entropy.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

void VirtualEntropy::fill(std::span<uint8_t> bytes) {
  stream_.fill(bytes);
  trace("fill", bytes);
}

uint64_t VirtualEntropy::stateHash() const { return hashState(stream_); }

}  // namespace tw::sim
