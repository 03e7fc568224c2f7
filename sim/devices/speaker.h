// The speaker: how loud the siren is, and the blocks that are played, one after the other.
//
// Switching the siren on drops the blocks; play() is kBusy until it is off again. Left out: how it
// sounds in the scene.
#pragma once

#include <deque>

#include "firmware_core/hal/speaker.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

class VirtualSpeaker final : public FaultyDevice, public hal::Speaker {
 public:
  static constexpr Duration kQueueLimit = 1s;

  explicit VirtualSpeaker(const Bench& bench);

  Result<void> play(const hal::AudioBlock& block) override;
  bool playing() const override { return !queue_.empty(); }

  double sirenLevel() const;  // as heard, 0..1

  void powerOff() override { silence(); }
  void reset() override { silence(); }
  uint64_t stateHash() const override;

 private:
  struct Piece {
    Duration length{};
    double level = 0;  // root mean square, share of full scale
  };

  void doSetSiren(double level) override;
  void afterFault() override { show(); }
  void nextPiece();
  void dropPieces();
  void silence();
  void show();
  Duration queuedTime() const;

  double siren_ = 0;         // as driven
  std::deque<Piece> queue_;  // the front one plays
  OneShot pieceEnd_;
  Signal sirenSignal_, levelSignal_, played_;
};

}  // namespace tw::sim
