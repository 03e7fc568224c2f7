// The app's requests, each with the part of the firmware that answers it: one line a command in
// the table of app_commands.cpp.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>

#include "firmware_core/media/live_streams.h"
#include "firmware_core/media/recorder.h"
#include "firmware_core/media/snapshots.h"
#include "firmware_core/net/network.h"
#include "firmware_core/ptz/axis_control.h"
#include "firmware_core/system/clip_reads.h"
#include "firmware_core/system/firmware_status.h"
#include "firmware_core/system/guard.h"
#include "firmware_core/system/settings_store.h"

namespace tw::fw {

// What the commands act on; all of it outlives them.
struct CommandTargets {
  const hal::Hal& hal;
  SettingsStore& settings;
  CardManager& cards;
  Recorder& recorder;
  Snapshots& snapshots;
  LiveStreams& live;
  AxisControl& widePan;
  AxisControl& ptzPan;
  AxisControl& ptzTilt;
  Guard& guard;
  std::function<FirmwareStatus()> status;
  std::string version;
};

class AppCommands final : public AppHandler, private VideoSink {
 public:
  // So long the answer to `restart` has to reach the app before the chip resets.
  static constexpr Duration kRestartDelay = std::chrono::milliseconds{500};

  explicit AppCommands(CommandTargets targets) : on_(std::move(targets)), reads_(on_.cards) {}
  // Before the first request; the network outlives the commands' use.
  void attach(Network& network) { network_ = &network; }

  std::optional<nlohmann::json> handle(const AppRequest& request) override;
  bool bindingChanged(const std::string& account) override;
  void viewersGone() override;

  // Deferred answers whose time has come. `now` is the time that commands of this poll work with.
  Instant poll(Instant now);

 private:
  using Answer = std::optional<nlohmann::json>;
  using Handler = Answer (AppCommands::*)(const AppRequest&);
  static const std::map<std::string, Handler, std::less<>>& table();

  Answer status(const AppRequest&);
  Answer getSettings(const AppRequest&);
  Answer setSettings(const AppRequest& request);
  Answer initialiseCard(const AppRequest&);
  Answer listClips(const AppRequest& request);
  Answer findClip(const AppRequest& request);
  Answer pairClips(const AppRequest& request);
  Answer seekClip(const AppRequest& request);
  Answer readClip(const AppRequest& request);
  Answer startLive(const AppRequest& request);
  Answer stopLive(const AppRequest&);
  Answer startRecording(const AppRequest&);
  Answer stopRecording(const AppRequest&);
  Answer takeSnapshot(const AppRequest& request);
  Answer turnPtz(const AppRequest& request);
  Answer turnWide(const AppRequest& request);
  Answer switchSpotlight(const AppRequest& request);
  Answer startAlarm(const AppRequest&);
  Answer stopAlarm(const AppRequest&);
  Answer restart(const AppRequest&);

  size_t room() const override;
  void send(hal::LensId lens, const hal::AccessUnit& unit) override;
  void answerSaved();
  void answerSnapshots();

  CommandTargets on_;
  ClipReads reads_;
  Network* network_ = nullptr;
  Instant now_{};
  Instant restartDue_ = kNever;
  std::optional<ViewerId> viewer_;
  std::deque<uint64_t> waitingForFlash_;  // tokens of settings.set
  bool bindingWaitsForFlash_ = false;
  std::map<SnapshotTicket, uint64_t> waitingPictures_;  // ticket -> token
};

}  // namespace tw::fw
