// Composition: every part is made here, and polled in one order.
#include "firmware_core/system/firmware.h"

#include <algorithm>

#include "firmware_core/imaging/analysis_loop.h"
#include "firmware_core/system/app_commands.h"
#include "firmware_core/system/factory_data.h"
#include "firmware_core/system/factory_reset.h"
#include "firmware_core/system/guard.h"
#include "firmware_core/system/message_journal.h"
#include "firmware_core/system/reset_button.h"
#include "firmware_core/system/self_test.h"
#include "firmware_core/system/start_up.h"
#include "firmware_core/system/supervisor.h"

namespace tw::fw {
namespace {

constexpr Duration kLongestSilence = std::chrono::seconds{6};  // of a part that is well

NetIdentity identityOf(const hal::Hal& hal, const ProductConfig& config) {
  Result<NetIdentity> read = readFactoryData(hal.flash);
  if (!read) Log(hal.console, "firmware").error(read.error().detail);
  NetIdentity identity = read ? read.value() : NetIdentity{};
  identity.cloudName = config.cloudHost;
  identity.cloudPort = config.cloudPort;
  return identity;
}

// One line that is never empty, for an error need not have a detail.
std::string faultOf(const char* part, const Error& error) {
  return std::string(part) + ": " + toString(error.code) +
         (error.detail.empty() ? "" : ", " + error.detail);
}

}  // namespace

struct Firmware::Parts {
  Parts(const hal::Hal& h, const ProductConfig& c);

  Instant poll();
  FirmwareStatus status() const;

  void addStartSteps();
  void startVideo();
  StepStatus videoStarted() const;
  StepStatus homingState() const;
  std::vector<AxisControl*> axes() { return {&widePan, &ptzPan, &ptzTilt}; }
  StatusInputs ledInputs() const;
  Instant pollParts(Instant now);
  void noticeChanges();
  void followSettings();
  void hear();
  Instant keepMessages(Instant now);
  void tellDetection(DetectionMessage message);

  hal::Hal hal;
  ProductConfig config;
  Log log;
  RestartReason restart;
  SettingsStore settings;
  SettingsOrigin origin;
  NetIdentity identity;
  ResetButton resetButton;
  FactoryReset factoryReset;
  StatusLight led;
  Supervisor supervisor;
  PartId watched;
  StartUp startUp;
  hal::PerLens<AnalysisLoop> analysis;
  AxisControl widePan, ptzPan, ptzTilt;
  CardManager cards;
  Recorder recorder;
  Snapshots snapshots;
  LiveStreams live;
  Guard guard;
  AppCommands commands;
  MessageJournal journal;
  Network network;
  uint64_t keptMessages = 0;  // version of the queue that the journal has been given
  std::string videoFault;
  CardState lastCard = CardState::kNone;
  bool toldRestart = false;
  bool hearing = false;
};

Firmware::Parts::Parts(const hal::Hal& h, const ProductConfig& c)
    : hal(h),
      config(c),
      log(hal.console, "firmware"),
      restart(takeRestartReason(hal.system)),
      settings(hal.flash, config.defaults, hal.console),
      origin(settings.load()),
      identity(identityOf(hal, config)),
      resetButton(hal.resetButton),
      factoryReset(settings, hal.flash, hal.system, hal.console),
      led(hal.led),
      supervisor(hal.watchdog, hal.system, hal.console),
      watched(supervisor.add("main loop", kLongestSilence)),
      startUp(hal.console),
      analysis{AnalysisLoop(*hal.sensors[0]), AnalysisLoop(*hal.sensors[1])},
      widePan(hal.widePan, config.widePan),
      ptzPan(hal.ptzPan, config.ptzPan),
      ptzTilt(hal.ptzTilt, config.ptzTilt),
      cards(hal.card, hal.calendar, hal.entropy, hal.console),
      recorder(hal.encoders, cards, hal.calendar, hal.audio, hal.console),
      snapshots(hal.jpeg, cards, hal.calendar, hal.console),
      live(hal.encoders, hal.console),
      guard(hal, config, {widePan, ptzPan, ptzTilt}, recorder, snapshots,
            [this](DetectionMessage message) { tellDetection(std::move(message)); }),
      commands({hal, settings, cards, recorder, snapshots, live, widePan, ptzPan, ptzTilt, guard,
                [this] { return status(); }, config.version}),
      journal(hal.flash, hal.console),
      network(NetHardware::of(hal), identity, settings.current().accountId, commands,
              journal.load()),
      keptMessages(network.messagesVersion()) {
  commands.attach(network);
  for (const hal::LensId lens : hal::kLenses)
    analysis[hal::index(lens)].observe(
        [this, lens](const hal::AnalysisFrame& frame) { guard.observe(lens, frame); });
  factoryReset.resumeWiping();
  const Instant now = hal.clock.now();
  log.info("version " + config.version + ", started because: " + restart.text);
  supervisor.start(now);
  addStartSteps();
  startUp.begin(now);
}

void Firmware::Parts::addStartSteps() {
  startUp.add(
      {"self_test", 1s, {}, [this] {
         const auto findings = selfTest(hal);
         if (findings.empty()) return StepStatus{StepOutcome::kDone, {}};
         return StepStatus{StepOutcome::kFailed, findings[0].part + ": " + findings[0].fault};
       }});
  startUp.add({"settings", 1s, {}, [this] {
                 return StepStatus{StepOutcome::kDone, std::string("from ") + toString(origin)};
               }});
  startUp.add({"video", 1s, [this](Instant) { startVideo(); }, [this] { return videoStarted(); }});
  startUp.add({"card",
               5s,
               {},
               [this] {
                 const bool waiting = cards.state() == CardState::kStarting;
                 return StepStatus{waiting ? StepOutcome::kRunning : StepOutcome::kDone,
                                   toString(cards.state())};
               },
               true});
  startUp.add({"axes", 22s,
               [this](Instant) {
                 for (AxisControl* axis : axes()) static_cast<void>(axis->startHoming().ok());
               },
               [this] { return homingState(); }});
}

void Firmware::Parts::startVideo() {
  for (size_t i = 0; i < hal.encoders.size(); ++i) {
    if (auto r = hal.encoders[i]->start(config.video); !r)
      videoFault = faultOf("encoder", r.error());
    if (auto r = analysis[i].start(); !r) videoFault = faultOf("sensor", r.error());
  }
}

StepStatus Firmware::Parts::videoStarted() const {
  return {videoFault.empty() ? StepOutcome::kDone : StepOutcome::kFailed, videoFault};
}

StepStatus Firmware::Parts::homingState() const {
  for (const AxisControl* axis : {&widePan, &ptzPan, &ptzTilt}) {
    if (axis->state() == AxisState::kHoming) return {StepOutcome::kRunning, {}};
    if (!axis->homed()) return {StepOutcome::kFailed, "an axis did not home"};
  }
  return {StepOutcome::kDone, {}};
}

StatusInputs Firmware::Parts::ledInputs() const {
  StatusInputs inputs;
  const CardState card = cards.state();
  inputs.startingUp = !startUp.finished();
  inputs.cameraException = card == CardState::kError || card == CardState::kUnsupported ||
                           settings.failed() || (startUp.finished() && !startUp.allWell());
  inputs.bound = network.bound();
  inputs.ethernetLink = network.cableIn();
  inputs.wifiConfigured = settings.current().wifiConfigured();
  inputs.internetReached = network.internetReached();
  inputs.watched = live.watched();
  return inputs;
}

// What a part hands to another is taken up in the same poll: requests come first, and the card,
// which serves several, comes last.
Instant Firmware::Parts::pollParts(Instant now) {
  Instant next = kNever;
  const auto run = [&](auto& part) { next = std::min(next, part.poll(now)); };
  run(commands);
  run(network);
  run(resetButton);
  if (resetButton.takeRequest()) factoryReset.start();
  run(settings);
  run(factoryReset);
  for (AnalysisLoop& loop : analysis) run(loop);
  for (AxisControl* axis : axes()) run(*axis);
  next = std::min(next, guard.poll(now, settings.current()));
  run(cards);
  hear();
  run(recorder);
  run(snapshots);
  guard.tellReady();
  run(live);
  run(cards);
  run(commands);
  run(startUp);
  return std::min(next, keepMessages(now));
}

Instant Firmware::Parts::keepMessages(Instant now) {
  if (factoryReset.running()) return kNever;  // it wipes the journal
  if (network.messagesVersion() != keptMessages) {
    keptMessages = network.messagesVersion();
    journal.keep(network.messagesToSave(), now);
  }
  return journal.poll(now);
}

void Firmware::Parts::tellDetection(DetectionMessage message) {
  const char* kind = nameOf(message.kind);
  network.notify("detection", kind, message.at,
                 {{"object", kind}, {"lens", hal::toString(message.lens)}},
                 std::move(message.picture));
}

void Firmware::Parts::hear() {
  while (auto block = hal.microphone.take()) recorder.addSound(*block);
}

void Firmware::Parts::followSettings() {
  const Settings& now = settings.current();
  const bool wanted = now.recordAudio;
  recorder.configure({config.video, wanted, now.continuousRecording && !now.sleep});
  if (wanted == hearing) return;
  hearing = wanted;
  wanted ? hal.microphone.start() : hal.microphone.stop();
}

void Firmware::Parts::noticeChanges() {
  if (const CardState card = cards.state(); card != lastCard) {
    lastCard = card;
    log.info(std::string("card is ") + toString(card) +
             (cards.reason().empty() ? "" : ": " + cards.reason()));
    if (card == CardState::kError || card == CardState::kUnsupported)
      network.notify("card_error", cards.reason(), hal.calendar.now());
  }
  const bool abnormal =
      restart.cause == RestartCause::kWatchdog || restart.cause == RestartCause::kTaskHung;
  if (!toldRestart && startUp.finished()) {
    toldRestart = true;
    if (abnormal) network.notify("restarted", restart.text, hal.calendar.now());
  }
}

Instant Firmware::Parts::poll() {
  const Instant now = hal.clock.now();
  followSettings();
  Instant next = pollParts(now);
  noticeChanges();
  led.show(patternFor(ledInputs()), now);
  next = std::min(next, led.poll(now));
  supervisor.reportIn(watched, now);
  return std::min(next, supervisor.poll(now));
}

FirmwareStatus Firmware::Parts::status() const {
  FirmwareStatus s;
  s.ready = startUp.finished();
  s.startUpStep = startUp.step();
  s.led = led.pattern();
  s.card = cards.state();
  s.cardProgress = cards.progress();
  s.link = network.link();
  s.session = network.session();
  s.restart = restart;
  s.bound = network.bound();
  s.watched = live.watched();
  s.recording = recorder.recording();
  s.night = guard.night();
  s.alarm = guard.alarming();
  s.detections = guard.events();
  s.axesHomed = widePan.homed() && ptzPan.homed() && ptzTilt.homed();
  s.settingsSaved = settings.saved();
  s.acknowledgedFragments = recorder.acknowledgedFragments();
  s.lostGroups = recorder.lostGroups();
  s.queuedMessages = network.queuedMessages();
  return s;
}

Firmware::Firmware(const hal::Hal& hal, const ProductConfig& config)
    : parts_(std::make_unique<Parts>(hal, config)) {}
Firmware::~Firmware() = default;
Instant Firmware::poll() { return parts_->poll(); }
FirmwareStatus Firmware::status() const { return parts_->status(); }
const Settings& Firmware::settings() const { return parts_->settings.current(); }

}  // namespace tw::fw
