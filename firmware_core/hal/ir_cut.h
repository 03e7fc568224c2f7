// The infrared cut filter of both lenses, moved by one solenoid: in by day, out for infrared
// pictures.
//
// A move takes 50..100 ms and raises the wake line when it ends. Failure: a stuck filter stays
// where it was; position() is where the driver was last told to go, for it has no sensor. After
// power-up and restart it says kIn, wherever the filter stands: tell it once.
#pragma once

#include "firmware_core/base/result.h"

namespace tw::hal {

enum class IrCutPosition { kIn, kOut };

class IrCut {
 public:
  virtual ~IrCut() = default;
  virtual Result<void> start(IrCutPosition to) = 0;  // kBusy while moving
  virtual bool moving() const = 0;
  virtual IrCutPosition position() const = 0;
};

}  // namespace tw::hal
