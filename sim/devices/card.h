// The microSD slot and the card in it: byte-exact content, a write cache, plausible times.
//
// Data is durable after a flush. When the power goes or the card is pulled, each sector still in
// the cache is kept, lost or torn, by the card's own random stream. Times: a fixed part and a rate
// for each operation, and now and then a pause in which the card tidies up. In a wet slot such a
// share of the operations fails; from Wetting::kBridges on the card does not answer.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "firmware_core/hal/card_slot.h"
#include "sim/devices/card_medium.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

class VirtualCardSlot final : public FaultyDevice, public hal::CardSlot {
 public:
  static constexpr Duration kStartUp = std::chrono::milliseconds{300};

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
  // Of the card in the slot, else the one pulled last, as it reads at this instant, whatever the
  // faults.
  Bytes contents(uint64_t sector, uint64_t count) const;
  // For a judge that keeps a book of what the card has got: told of sectors just before the card
  // takes them into its cache, and of flushes that have made all of it durable.
  struct Watch {
    std::function<void(uint64_t sector, std::span<const uint8_t> data)> taken;
    std::function<void()> flushed;
  };
  void watch(Watch watch) { watch_ = std::move(watch); }
  // Decides at power losses, in the place of the dice, how many bytes of each unflushed sector
  // arrive: asked in the order of writing, with the sectors that are left, this one included.
  using ArrivingBytes = CardMedium::ArrivingBytes;
  void decidePowerLoss(ArrivingBytes decide) { arrivingBytes_ = std::move(decide); }
  void keepPrivate();  // see CardImage
  // How wet the slot is, 0..1, asked whenever it matters; dry without.
  void wetBy(std::function<double()> wetness) { wetness_ = std::move(wetness); }

  void powerOn() override;
  void powerOff() override;
  void reset() override;
  uint64_t stateHash() const override;

 private:
  class Blocks;
  void losePower();
  size_t rollDice();
  void rot();
  void putIn(std::unique_ptr<CardMedium> card);
  void showCard();
  void take(uint64_t sector, std::span<const uint8_t> data);
  void flush();
  void startUp();
  bool answers() const;
  double wetness() const { return wetness_ ? wetness_() : 0; }
  bool silent() const;  // as a dead card is
  bool contactsFail();  // this time
  bool writeProtected() const;
  const CardMedium* anyCard() const;
  void beforeFault() override {}
  void afterFault() override;

  RandomStream random_;
  ArrivingBytes arrivingBytes_;
  Watch watch_;
  std::function<double()> wetness_;
  uint32_t insertions_ = 0;
  bool powered_ = true;
  double rotten_ = 0;  // bits that have flipped, by the fault that is on
  std::unique_ptr<CardMedium> card_;
  std::unique_ptr<CardMedium> pulled_;
  OneShot ready_;  // the card answers when it has run out
  std::unique_ptr<Blocks> blocks_;
  Signal inserted_, writes_, reads_, flushes_, bytesWritten_, busy_, errors_, eraseCycles_, locked_,
      capacity_;
};

}  // namespace tw::sim
