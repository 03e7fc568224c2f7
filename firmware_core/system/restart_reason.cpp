#include "firmware_core/system/restart_reason.h"

#include <algorithm>
#include <array>

namespace tw::fw {
namespace {

struct CauseText {
  const char* name;
  const char* text;
};

constexpr std::array<CauseText, 7> kCauses{{
    {"power_on", "power on"},
    {"watchdog", "watchdog: the firmware did not answer"},
    {"task_hung", "watchdog: task"},
    {"factory_reset", "factory reset"},
    {"app_request", "restart asked for in the app"},
    {"update", "firmware update"},
    {"other", "restart"},
}};

// Marks the note's word as ours: what lies in the memory by chance is no reason.
constexpr uint32_t kNoteMark = 0x52450000;

const CauseText& textOf(RestartCause cause) { return kCauses[static_cast<size_t>(cause)]; }

bool isOurs(uint32_t code) {
  return (code & 0xFFFF0000u) == kNoteMark && (code & 0xFFFFu) < kCauses.size();
}

RestartReason plain(RestartCause cause) { return {cause, textOf(cause).text}; }

}  // namespace

const char* toString(RestartCause cause) { return textOf(cause).name; }

RestartReason takeRestartReason(hal::SystemControl& system) {
  const hal::RetainedNote note = system.note();
  const hal::ResetCause reset = system.resetCause();
  system.setNote({});
  if (reset == hal::ResetCause::kPowerOn) return plain(RestartCause::kPowerOn);
  const bool watchdog = reset == hal::ResetCause::kWatchdog;
  const RestartReason unknown = plain(watchdog ? RestartCause::kWatchdog : RestartCause::kOther);
  if (!isOurs(note.code)) return unknown;
  const auto cause = static_cast<RestartCause>(note.code & 0xFFFFu);
  // A note for a requested restart that the watchdog overtook explains nothing.
  if (watchdog != (cause == RestartCause::kTaskHung)) return unknown;
  return {cause, note.text};
}

void leaveNote(hal::SystemControl& system, RestartCause cause, std::string_view detail) {
  std::string text = textOf(cause).text;
  if (!detail.empty()) text.append(cause == RestartCause::kTaskHung ? " " : ": ").append(detail);
  if (cause == RestartCause::kTaskHung) text.append(" hung");
  text.resize(std::min(text.size(), hal::SystemControl::kMaxNoteBytes));
  system.setNote({kNoteMark | static_cast<uint32_t>(cause), text});
}

void restartBecause(hal::SystemControl& system, RestartCause cause, std::string_view detail) {
  leaveNote(system, cause, detail);
  system.restart();
}

}  // namespace tw::fw
