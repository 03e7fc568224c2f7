#include "sim/devices/flash_store.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

using hal::FlashPartition;

constexpr std::array<const char*, kFlashPartitions> kPartitionNames{
    "factory", "settings_a", "settings_b", "image_a", "image_b", "journal"};

size_t numberOf(FlashPartition partition) { return static_cast<size_t>(partition); }

uint32_t parts(size_t bytes, uint32_t unit) {
  return static_cast<uint32_t>((bytes + unit - 1) / unit);
}

}  // namespace

VirtualFlashStore::VirtualFlashStore(const Bench& bench, const FlashParameters& parameters)
    : FaultyDevice(
          bench, "flash",
          {{.kind = "write_error", .doc = "Erasing and programming fail, nothing changes."},
           {.kind = "read_error", .doc = "Reading fails."},
           {.kind = "worn",
            .doc = "In this share of the programmed pages one bit stays wrong, unnoticed.",
            .unit = "share"}}),
      parameters_(parameters),
      random_(bench.random("flash")),
      end_(bench.queue, [this] { finish(); }),
      writes_(bench.signal("flash", {.name = "writes",
                                     .kind = SignalKind::kCount,
                                     .doc = "Erasures and programmings begun."})),
      busy_(bench.signal(
          "flash", {.name = "busy", .kind = SignalKind::kFlag, .doc = "Erasing or programming."})) {
  for (const uint32_t bytes : parameters_.sizes) TW_CHECK(bytes % kBlock == 0);
  poke(FlashPartition::kFactory, 0, parameters_.factory);
  parameters_.factory.clear();
}

uint32_t VirtualFlashStore::size(FlashPartition partition) const {
  return parameters_.sizes[numberOf(partition)];
}

Bytes VirtualFlashStore::contents(FlashPartition partition) const {
  return copyOut(partition, 0, size(partition));
}

void VirtualFlashStore::poke(FlashPartition partition, uint32_t offset,
                             std::span<const uint8_t> data) {
  TW_CHECK(offset + uint64_t{data.size()} <= size(partition));
  for (const uint8_t byte : data) cell(partition, offset++) = byte;
}

Result<Bytes> VirtualFlashStore::doRead(FlashPartition partition, uint32_t offset,
                                        uint32_t count) const {
  if (has("read_error")) return Error{Errc::kIo, "unreadable flash cells"};
  Bytes bytes = copyOut(partition, offset, count);
  trace(std::string("read ") + kPartitionNames[numberOf(partition)] +
            " offset=" + std::to_string(offset),
        bytes);
  return bytes;
}

Bytes VirtualFlashStore::copyOut(FlashPartition partition, uint32_t offset, uint32_t count) const {
  Bytes bytes(count, 0xFF);
  const uint32_t end = offset + count;
  for (auto it = blocks_.lower_bound({partition, offset / kBlock});
       it != blocks_.end() && it->first.first == partition; ++it) {
    const uint32_t base = it->first.second * kBlock;
    if (base >= end) break;
    const uint32_t from = std::max(base, offset), to = std::min(base + kBlock, end);
    std::copy(it->second.begin() + (from - base), it->second.begin() + (to - base),
              bytes.begin() + (from - offset));
  }
  return bytes;
}

uint8_t& VirtualFlashStore::cell(FlashPartition partition, uint32_t offset) {
  Bytes& block = blocks_[{partition, offset / kBlock}];
  if (block.empty()) block.assign(kBlock, 0xFF);
  return block[offset % kBlock];
}

void VirtualFlashStore::doStartErase(FlashPartition partition) {
  const uint32_t blocks = parts(size(partition), kBlock);
  begin({true, partition, 0, {}, {}, parameters_.eraseBlock * blocks});
}

void VirtualFlashStore::doStartProgram(FlashPartition partition, uint32_t offset,
                                       std::span<const uint8_t> data) {
  const uint32_t pages = parts(data.size(), kPage);
  begin({false,
         partition,
         offset,
         Bytes(data.begin(), data.end()),
         {},
         parameters_.programPage * pages});
}

void VirtualFlashStore::begin(Operation operation) {
  operation_ = std::move(operation);
  operation_.start = bench().queue.now();
  trace(std::string(operation_.erase ? "startErase " : "startProgram ") +
            kPartitionNames[numberOf(operation_.partition)] +
            " offset=" + std::to_string(operation_.offset),
        operation_.data);
  state_ = hal::IoState::kBusy;
  end_.startIn(operation_.length);
  busy_.set(true);
  writes_.increment();  // last: a listener may cut the power
}

void VirtualFlashStore::finish() {
  outcome_ = {};
  if (has("write_error"))
    outcome_ = Error{Errc::kIo, "the flash did not take it"};
  else if (operation_.erase)
    eraseBlocks(parts(size(operation_.partition), kBlock));
  else
    programAll();
  trace(outcome_ ? "done" : "failed");
  state_ = hal::IoState::kDone;
  busy_.set(false);
  bench().wake();
}

Result<void> VirtualFlashStore::doTake() {
  state_ = hal::IoState::kIdle;
  return outcome_;
}

void VirtualFlashStore::eraseBlocks(uint32_t count) {
  blocks_.erase(blocks_.lower_bound({operation_.partition, 0}),
                blocks_.lower_bound({operation_.partition, count}));
}

void VirtualFlashStore::program(uint32_t count) {
  for (uint32_t i = 0; i < count; ++i)
    cell(operation_.partition, operation_.offset + i) &= operation_.data[i];
}

void VirtualFlashStore::programAll() {
  const auto count = static_cast<uint32_t>(operation_.data.size());
  program(count);
  for (uint32_t page = 0; page < count; page += kPage)
    if (random_.uniform() < fault("worn")) wear(page, std::min(page + kPage, count));
}

void VirtualFlashStore::wear(uint32_t from, uint32_t to) {
  std::vector<uint32_t> cleared;  // bytes in which a bit had to be cleared
  for (uint32_t i = from; i < to; ++i)
    if (operation_.data[i] != 0xFF) cleared.push_back(i);
  if (cleared.empty()) return;
  const uint32_t i = cleared[random_.below(cleared.size())];
  const auto missing = static_cast<uint8_t>(~operation_.data[i]);
  const auto lowest = static_cast<uint8_t>(missing & -missing);
  cell(operation_.partition, operation_.offset + i) |= lowest;
}

void VirtualFlashStore::tear() {
  if (state_ == hal::IoState::kBusy && !has("write_error")) {
    const double share =
        toSeconds(bench().queue.now() - operation_.start) / toSeconds(operation_.length);
    operation_.erase ? tearErase(share) : tearProgram(share);
  }
  end_.cancel();
  state_ = hal::IoState::kIdle;
  busy_.set(false);
}

void VirtualFlashStore::tearErase(double share) {
  const uint32_t blocks = parts(size(operation_.partition), kBlock);
  const auto whole = static_cast<uint32_t>(share * blocks);
  eraseBlocks(whole);
  if (whole >= blocks) return;
  for (uint32_t i = 0; i < kBlock; ++i)
    cell(operation_.partition, whole * kBlock + i) |= static_cast<uint8_t>(random_.next());
}

void VirtualFlashStore::tearProgram(double share) {
  const auto count = static_cast<uint32_t>(operation_.data.size());
  const auto whole = std::min(count, static_cast<uint32_t>(share * parts(count, kPage)) * kPage);
  program(whole);
  for (uint32_t i = whole; i < std::min(whole + kPage, count); ++i)
    cell(operation_.partition, operation_.offset + i) &=
        static_cast<uint8_t>(operation_.data[i] | random_.next());
}

uint64_t VirtualFlashStore::stateHash() const {
  uint64_t hash = hashState(state_, end_.due(), random_, faultHash());
  for (const auto& [key, block] : blocks_)
    hash = hashState(hash, key.first, key.second, std::span<const uint8_t>(block));
  return hash;
}

}  // namespace tw::sim
