// Runs one camera's firmware: boots it, polls it when it is due or woken, takes it away with the
// power.
//
// The only user of firmware_core/system/firmware.h. What the firmware says of itself is mirrored
// into signals, and its settings into values, as a debugger's probe would; nothing of it flows
// back.
#pragma once

#include <memory>
#include <vector>

#include "firmware_core/hal/hal.h"
#include "firmware_core/system/firmware.h"
#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"
#include "sim/twin/setting_look.h"

namespace tw::sim {

// The firmware's console: its log lines go to the event log and into the trace.
class FirmwareConsole final : public LogSink {
 public:
  explicit FirmwareConsole(const Bench& bench) : bench_(bench) {}
  void write(LogLevel level, std::string_view part, std::string_view text) override;

 private:
  const Bench& bench_;
};

// Signals, under `firmware.`: running, ready, start_up, card_state, link, session, restart_cause,
// bound, watched, recording, night, alarm, detections, axes_homed, acknowledged_fragments,
// lost_groups, queued_messages. Fault: hang (polls stop until a restart; only the watchdog or the
// plug bring one).
class FirmwareHost final : public Faultable {
 public:
  // `bench`, `hal` and the devices outlive the host.
  FirmwareHost(const Bench& bench, const hal::Hal& hal, fw::ProductConfig config, Duration bootRom);
  ~FirmwareHost() override;

  void powerOn();   // boots after the boot ROM's time
  void powerOff();  // not from within a poll
  void restart();   // at this instant, after the events already due: devices reset, then boot
  void onReset(std::function<void()> resetDevices) { resetDevices_ = std::move(resetDevices); }
  void wake();  // the wake line

  const fw::ProductConfig& config() const { return config_; }
  bool running() const { return firmware_ != nullptr; }
  // As they are, or were when the firmware last ran; null before its first start. The same object
  // until one of them changes.
  std::shared_ptr<const SettingLooks> settings();

  std::string faultName() const override { return "firmware"; }
  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;

 private:
  struct Probes;

  void boot();
  void poll();
  void schedulePoll(Instant at);
  void guardAgainstSpinning();
  void mirror();
  void lookAtSettings();

  const Bench& bench_;
  const hal::Hal& hal_;
  fw::ProductConfig config_;
  Duration bootRom_;
  std::function<void()> resetDevices_;
  std::unique_ptr<fw::Firmware> firmware_;
  std::unique_ptr<Probes> probes_;
  fw::Settings seenSettings_;
  std::shared_ptr<const SettingLooks> settings_;  // of those
  OneShot bootDue_, pollDue_, restartDue_;
  bool polling_ = false;
  bool wokenWhilePolling_ = false;
  bool hung_ = false;
  Instant lastPollAt_ = kNever;
  int pollsAtThisInstant_ = 0;
};

}  // namespace tw::sim
