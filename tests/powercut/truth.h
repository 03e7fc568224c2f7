// The run as it goes when nobody cuts it: its operations, the settings that follow each other, and
// every clip as it was closed, decoded frame by frame.
#pragma once

#include <map>
#include <vector>

#include "firmware_core/system/settings.h"
#include "tests/powercut/stage.h"

namespace tw::powercut {

struct SettingsState {
  fw::Settings settings;
  Instant holdsFrom{};  // the firmware or the app said that it is saved
};

struct Truth {
  std::vector<Operation> operations;
  std::vector<SettingsState> settings;  // the factory's first, those of the reset last
  std::map<ClipKey, Bytes> files;       // clips and pictures as far as they are in use
  uint64_t acknowledged = 0;            // fragments
  uint64_t framesPlayed = 0;            // of all clips
  uint64_t cardHash = 0;                // in the end

  size_t settingsAt(Instant now) const;  // the last that holds for certain
};

// Throws std::runtime_error when the run itself is not well.
Truth rehearse(const StageSetup& setup);

// As the flash holds them now, read by the firmware's own hand.
fw::Settings settingsInFlash(Stage& stage);

}  // namespace tw::powercut
