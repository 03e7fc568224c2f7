// The microSD slot and the card in it: byte-exact content, a write cache, plausible times.
//
// Data is durable after a flush. When the power goes or the card is pulled, each sector still in
// the cache is kept, lost or torn, by the card's own random stream. Times: a fixed part and a rate
// for each operation, and now and then a pause in which the card tidies up. No wear, no wrong
// capacity yet.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "firmware_core/hal/card_slot.h"
#include "sim/devices/card_image.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct CardSpec {
  uint64_t capacityBytes = 4'000'000'000;  // whole sectors; at least 1 MB, at most 2 TB
  int speedClass = 10;                     // 2, 4, 6 or 10: its sequential writing in MB/s
  double readMegabytesPerSecond = 40;
  bool writeProtected = false;
  std::string serial = "";         // empty: made up from the count of insertions
  std::filesystem::path image{};   // an existing image to put in: its size is the capacity
  std::filesystem::path keepAt{};  // where a new card's image lives; empty: unnamed temporary
};

class VirtualCardSlot final : public FaultyDevice, public hal::CardSlot {
 public:
  static constexpr Duration kStartUp = std::chrono::milliseconds{300};
  static constexpr size_t kCacheBytes = 4 * 1024 * 1024;

  explicit VirtualCardSlot(const Bench& bench, std::string name = "card");
  ~VirtualCardSlot() override;

  // The driver's face.
  bool cardPresent() const override;
  uint32_t insertions() const override { return insertions_; }
  Result<hal::CardInfo> info() const override;
  hal::BlockDevice& blocks() override;

  // The bench's face. A card in the slot is pulled first. Throws InputError for an impossible card.
  void insert(const CardSpec& spec);
  void reinsert();  // the card that was pulled last, as it is; a bug when there is none
  bool hasPulledCard() const { return pulled_ != nullptr; }
  void pull();                      // nothing when the slot is empty
  void setWriteProtected(bool on);  // the switch on the adapter
  // The card in the slot, else the one pulled last, cached writes included. False: never was one.
  bool saveImage(const std::filesystem::path& to) const;
  uint64_t imageHash() const;  // of the same; 0 without
  // Of the card in the slot, as it reads at this instant, whatever the faults.
  Bytes contents(uint64_t sector, uint64_t count) const;
  // Decides at power losses, in the place of the dice, how many bytes of each unflushed sector
  // arrive: asked in the order of writing, with the sectors that are left, this one included.
  using ArrivingBytes = std::function<size_t(size_t sectorsLeft)>;
  void decidePowerLoss(ArrivingBytes decide) { arrivingBytes_ = std::move(decide); }
  void keepPrivate();  // see CardImage

  void powerOn() override;
  void powerOff() override;
  void reset() override;
  uint64_t stateHash() const override;

 private:
  class Blocks;
  struct Card;
  void losePower();
  size_t rollDice();
  void putIn(std::unique_ptr<Card> card);
  void startUp();
  bool answers() const;
  bool writeProtected() const;
  const Card* anyCard() const;
  void beforeFault() override {}
  void afterFault() override;

  RandomStream random_;
  ArrivingBytes arrivingBytes_;
  uint32_t insertions_ = 0;
  bool powered_ = true;
  std::unique_ptr<Card> card_;
  std::unique_ptr<Card> pulled_;
  OneShot ready_;  // the card answers when it has run out
  std::unique_ptr<Blocks> blocks_;
  Signal inserted_, writes_, reads_, flushes_, bytesWritten_, busy_, errors_;
};

}  // namespace tw::sim
