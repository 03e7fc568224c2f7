// The speaker: the siren generator of the codec chip, and sound handed over in blocks.
//
// Siren and blocks exclude each other; the siren wins: it drops the blocks, and play() is kBusy
// until it is off. Silent after reset.
#pragma once

#include "firmware_core/base/result.h"
#include "firmware_core/hal/microphone.h"

namespace tw::hal {

class Speaker {
 public:
  virtual ~Speaker() = default;
  void setSiren(double level);  // 0 = off .. 1 = full
  // 16 kHz mono, played gaplessly after what is queued; kNoSpace when 1 s is queued already.
  virtual Result<void> play(const AudioBlock& block) = 0;
  virtual bool playing() const = 0;

 private:
  virtual void doSetSiren(double level) = 0;
};

}  // namespace tw::hal
