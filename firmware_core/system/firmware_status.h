// What the firmware says of itself at one instant: for the app's `status` and for test equipment.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "firmware_core/net/net_types.h"
#include "firmware_core/storage/card_state.h"
#include "firmware_core/system/restart_reason.h"
#include "firmware_core/system/status_led.h"

namespace tw::fw {

struct FirmwareStatus {
  bool ready = false;  // start-up is over
  std::string_view startUpStep;
  LedPattern led = LedPattern::kOff;
  CardState card = CardState::kNone;
  double cardProgress = 0;  // 0..1 of an initialisation under way
  LinkState link = LinkState::kNoLink;
  SessionState session = SessionState::kDown;
  RestartReason restart{};
  bool bound = false;
  bool watched = false;
  bool recording = false;
  bool night = false;
  bool alarm = false;  // lights flash or the siren sounds
  bool axesHomed = false;
  bool settingsSaved = true;
  uint64_t acknowledgedFragments = 0;  // since this start
  uint64_t lostGroups = 0;             // of video, for want of a fast enough card
  uint64_t queuedMessages = 0;
  uint64_t detections = 0;  // events, since this start
};

}  // namespace tw::fw
