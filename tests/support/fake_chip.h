// The chip's small parts: console, watchdog, restart with its note, button, LED.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/hal/button.h"
#include "firmware_core/hal/status_led.h"
#include "firmware_core/hal/system_control.h"
#include "firmware_core/hal/watchdog.h"

namespace tw::test {

class FakeConsole : public LogSink {
 public:
  void write(LogLevel level, std::string_view part, std::string_view text) override {
    if (level >= LogLevel::kWarning)
      complaints.push_back(std::string(part) + ": " + std::string(text));
  }
  std::vector<std::string> complaints;  // warnings and errors
};

class FakeWatchdog : public hal::Watchdog {
 public:
  void kick() override { ++kicks; }
  int kicks = 0;
  std::optional<Duration> timeout;

 private:
  void doStart(Duration t) override { timeout = t; }
};

class FakeSystem : public hal::SystemControl {
 public:
  hal::ResetCause resetCause() const override { return cause; }
  uint32_t bootCount() const override { return 1; }
  void restart() override { ++restarts; }
  hal::RetainedNote note() const override { return kept; }

  hal::ResetCause cause = hal::ResetCause::kPowerOn;
  hal::RetainedNote kept;
  int restarts = 0;

 private:
  void doSetNote(const hal::RetainedNote& note) override { kept = note; }
};

class FakeButton : public hal::Button {
 public:
  bool pressed() const override { return down; }
  bool down = false;
};

class FakeLed : public hal::StatusLed {
 public:
  void set(bool r, bool b) override {
    red = r;
    blue = b;
    ++sets;
  }
  bool red = true, blue = false;  // as the boot ROM leaves it
  int sets = 0;
};

}  // namespace tw::test
