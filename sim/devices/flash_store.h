// NOR flash in partitions, on a medium that keeps only what was ever written.
//
// Bytes change when an operation ends; a read before that sees the old ones. Power or the chip
// going in the middle leaves what was done so far, then one torn page (block, when erasing), then
// the old bytes. Left out: wear by counting, read disturb, bad blocks.
#pragma once

#include <array>
#include <map>

#include "firmware_core/hal/flash_store.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

inline constexpr size_t kFlashPartitions = 6;

struct FlashParameters {
  // Bytes, in the order of hal::FlashPartition; multiples of 4096.
  std::array<uint32_t, kFlashPartitions> sizes{4096, 16384, 16384, 4194304, 4194304, 65536};
  Duration eraseBlock = 40ms;    // 4 KiB
  Duration programPage = 500us;  // 256 bytes
  Bytes factory = {};            // what the factory wrote into its partition
};

class VirtualFlashStore final : public FaultyDevice, public hal::FlashStore {
 public:
  static constexpr uint32_t kBlock = 4096;  // bytes
  static constexpr uint32_t kPage = 256;    // bytes

  VirtualFlashStore(const Bench& bench, const FlashParameters& parameters = {});

  uint32_t size(hal::FlashPartition partition) const override;
  hal::IoState state() const override { return state_; }

  Bytes contents(hal::FlashPartition partition) const;  // whatever the faults
  // Bits turn whichever way: radiation, or a test.
  void poke(hal::FlashPartition partition, uint32_t offset, std::span<const uint8_t> data);
  // Another stream of chance from here on, for what the next power cut leaves.
  void reseed(uint64_t seed) { random_ = RandomStream("flash", seed); }

  void powerOff() override { tear(); }
  void reset() override { tear(); }
  uint64_t stateHash() const override;

 private:
  struct Operation {
    bool erase = false;
    hal::FlashPartition partition{};
    uint32_t offset = 0;
    Bytes data;
    Instant start{};
    Duration length{};
  };
  using BlockKey = std::pair<hal::FlashPartition, uint32_t>;  // partition, number of the block

  Result<Bytes> doRead(hal::FlashPartition partition, uint32_t offset,
                       uint32_t count) const override;
  void doStartErase(hal::FlashPartition partition) override;
  void doStartProgram(hal::FlashPartition partition, uint32_t offset,
                      std::span<const uint8_t> data) override;
  Result<void> doTake() override;

  void begin(Operation operation);
  void finish();
  void tear();
  void tearErase(double share);
  void tearProgram(double share);
  void eraseBlocks(uint32_t count);  // the first of the operation
  void program(uint32_t count);      // the first bytes of the operation
  void programAll();
  void wear(uint32_t from, uint32_t to);  // one bit of the operation's bytes [from, to)
  Bytes copyOut(hal::FlashPartition partition, uint32_t offset, uint32_t count) const;
  uint8_t& cell(hal::FlashPartition partition, uint32_t offset);

  FlashParameters parameters_;
  RandomStream random_;
  std::map<BlockKey, Bytes> blocks_;  // one that is missing is erased
  hal::IoState state_ = hal::IoState::kIdle;
  Operation operation_;
  Result<void> outcome_;
  OneShot end_;
  Signal writes_, busy_;
};

}  // namespace tw::sim
