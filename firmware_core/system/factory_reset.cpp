#include "firmware_core/system/factory_reset.h"

#include <algorithm>

#include "firmware_core/system/restart_reason.h"

namespace tw::fw {

using hal::FlashPartition;

FactoryReset::FactoryReset(SettingsStore& settings, hal::FlashStore& flash,
                           hal::SystemControl& system, LogSink& console)
    : settings_(settings), flash_(flash), system_(system), log_(console, "factory_reset") {}

void FactoryReset::start() {
  if (restartAfterwards_) return;
  log_.info("begins");
  restartAfterwards_ = true;
  settings_.startFactoryReset();
  if (phase_ == Phase::kIdle) phase_ = Phase::kSettings;
}

void FactoryReset::resumeWiping() {
  if (phase_ == Phase::kIdle && settings_.untouchedSinceReset() && !journalBlank())
    phase_ = Phase::kJournal;
}

Instant FactoryReset::poll(Instant now) {
  if (phase_ == Phase::kSettings) pollSettings();
  if (phase_ == Phase::kJournal) return pollJournal(now);
  return kNever;
}

// The store is polled before this, and by the flash's wakes.
void FactoryReset::pollSettings() {
  if (!settings_.saved()) return;
  if (settings_.untouchedSinceReset()) {
    phase_ = Phase::kJournal;
    return;
  }
  phase_ = Phase::kRestarting;
  restartBecause(system_, RestartCause::kFactoryReset, "the flash failed, the old settings hold");
}

Instant FactoryReset::pollJournal(Instant now) {
  if (inFlight_) {
    if (flash_.state() != hal::IoState::kDone) return kNever;
    inFlight_ = false;
    if (const Result<void> erased = flash_.take(); !erased) log_.error("the journal is not erased");
    finish();
    return kNever;
  }
  if (journalBlank()) {
    finish();
    return kNever;
  }
  const Result<void> started = flash_.startErase(FlashPartition::kJournal);
  inFlight_ = started.ok();
  if (inFlight_) return kNever;
  if (started.error().code == Errc::kBusy) return now + SettingsStore::kBusyRetry;
  finish();
  return kNever;
}

void FactoryReset::finish() {
  if (!restartAfterwards_) {
    phase_ = Phase::kIdle;
  } else if (!settings_.untouchedSinceReset() || !settings_.saved()) {
    phase_ = Phase::kSettings;  // the reset came while an old journal was being wiped
  } else {
    phase_ = Phase::kRestarting;
    restartBecause(system_, RestartCause::kFactoryReset);
  }
}

bool FactoryReset::journalBlank() const {
  const Result<Bytes> bytes =
      flash_.read(FlashPartition::kJournal, 0, flash_.size(FlashPartition::kJournal));
  return bytes && std::all_of(bytes.value().begin(), bytes.value().end(),
                              [](uint8_t byte) { return byte == 0xFF; });
}

}  // namespace tw::fw
