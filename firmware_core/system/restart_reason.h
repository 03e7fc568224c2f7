// Why the camera started this time: the chip's reset cause and the note left before the restart,
// as one cause and one readable line for the app.
#pragma once

#include <string>
#include <string_view>

#include "firmware_core/hal/system_control.h"

namespace tw::fw {

enum class RestartCause {
  kPowerOn,
  kWatchdog,      // the chip restarted because nobody kicked
  kTaskHung,      // the same, and the supervisor had seen which part was silent
  kFactoryReset,  // RESET held
  kAppRequest,    // restart asked for in the app
  kUpdate,        // into a new firmware image
  kOther,         // requested without a note
};
const char* toString(RestartCause cause);  // "task_hung"

struct RestartReason {
  RestartCause cause = RestartCause::kPowerOn;
  std::string text;  // "watchdog: task storage hung"
};

// Asked once at start; clears the note, so that the next restart cannot inherit it.
RestartReason takeRestartReason(hal::SystemControl& system);

// Leaves a note for the next start. Detail is cut to what the note can hold.
void leaveNote(hal::SystemControl& system, RestartCause cause, std::string_view detail = {});
// Leaves the note and restarts.
void restartBecause(hal::SystemControl& system, RestartCause cause, std::string_view detail = {});

}  // namespace tw::fw
