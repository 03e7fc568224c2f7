// The product's firmware: the only door to it.
//
// Run to completion: poll() does all work that is due and returns when it wants to run again; the
// board (or the twin) calls it at that time and whenever a device raises its wake line. Power loss
// and restart destroy the object; only the devices remember.
#pragma once

#include <memory>

#include "firmware_core/hal/hal.h"
#include "firmware_core/system/firmware_status.h"
#include "firmware_core/system/product_config.h"

namespace tw::fw {

class Firmware {
 public:
  // The hardware outlives the firmware.
  Firmware(const hal::Hal& hal, const ProductConfig& config);
  ~Firmware();
  Firmware(const Firmware&) = delete;
  Firmware& operator=(const Firmware&) = delete;

  Instant poll();  // never kNever: the watchdog wants to be kicked
  FirmwareStatus status() const;
  // What holds now, for test equipment; until the next poll.
  const Settings& settings() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tw::fw
