// Factory reset in two phases: commit the defaults in one settings write, then wipe what belonged
// to the old owner (the other settings slot, the journal) and restart.
//
// A power cut before the commit leaves the camera as it was; after it, as it came from the factory:
// the next start finishes the wiping (resumeWiping()). The card is left alone.
#pragma once

#include "firmware_core/base/log.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/flash_store.h"
#include "firmware_core/hal/system_control.h"
#include "firmware_core/system/settings_store.h"

namespace tw::fw {

class FactoryReset {
 public:
  // All are borrowed and outlive this.
  FactoryReset(SettingsStore& settings, hal::FlashStore& flash, hal::SystemControl& system,
               LogSink& console);

  // No effect while one is under way.
  void start();
  // At start-up, after SettingsStore::load(): erases a journal left over by a cut-off reset. Until
  // the settings are changed for the first time (binding does), nothing in the journal outlives a
  // start.
  void resumeWiping();

  // After SettingsStore::poll(). Restarts the chip at the end of a reset; where the flash refuses
  // the defaults as well, and then the note says so and the old settings hold.
  Instant poll(Instant now);

  bool running() const { return phase_ != Phase::kIdle; }

 private:
  enum class Phase { kIdle, kSettings, kJournal, kRestarting };
  bool journalBlank() const;
  void pollSettings();
  Instant pollJournal(Instant now);
  void finish();

  SettingsStore& settings_;
  hal::FlashStore& flash_;
  hal::SystemControl& system_;
  Log log_;
  Phase phase_ = Phase::kIdle;
  bool restartAfterwards_ = false;
  bool inFlight_ = false;  // the flash's present operation is ours
};

}  // namespace tw::fw
