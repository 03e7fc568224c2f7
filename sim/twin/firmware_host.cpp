#include "sim/twin/firmware_host.h"

#include <array>
#include <cmath>
#include <utility>

namespace tw::sim {
namespace {

constexpr int kMostPollsAnInstant = 10000;
const char kHang[] = "hang";

// A choice whose labels are the names of an enum's first `n` values.
template <class Enum>
SignalSpec choice(std::string name, std::string doc, int n) {
  SignalSpec spec{.name = std::move(name), .kind = SignalKind::kChoice, .doc = std::move(doc)};
  for (int i = 0; i < n; ++i) spec.labels.emplace_back(toString(static_cast<Enum>(i)));
  return spec;
}

const char* nameOf(LogLevel level) {
  constexpr std::array kNames{"debug", "info", "warning", "error"};
  return kNames[static_cast<size_t>(level)];
}

static_assert(static_cast<int>(SettingKind::kChoice) ==
              static_cast<int>(fw::SettingType::kChoice));  // one after the other the same

SettingLook lookOf(const fw::SettingSpec& spec, const nlohmann::json& value) {
  SettingLook look{.name = std::string(spec.name),
                   .doc = std::string(spec.doc),
                   .kind = static_cast<SettingKind>(spec.type),
                   .min = spec.min,
                   .max = spec.max,
                   .unit = std::string(spec.unit),
                   .choices = {spec.choices.begin(), spec.choices.end()}};
  if (spec.access == fw::SettingAccess::kWriteOnly)
    look.secret = value == "" ? SettingSecret::kNotSet : SettingSecret::kSet;
  else
    look.value = value;
  return look;
}

// All but the firmware's own.
std::shared_ptr<const SettingLooks> looksOf(const fw::Settings& settings) {
  auto looks = std::make_shared<SettingLooks>();
  const nlohmann::json values = fw::toJson(settings);
  for (const fw::SettingSpec& spec : fw::settingSpecs())
    if (spec.access != fw::SettingAccess::kInternal)
      looks->push_back(lookOf(spec, values.at(std::string(spec.name))));
  return looks;
}

// A count of the firmware's that goes on over restarts.
struct TotalCount {
  Signal signal;
  uint64_t seen = 0;  // of this start

  void take(uint64_t count) {
    signal.set(signal.value() + static_cast<double>(count - seen));
    seen = count;
  }
};

}  // namespace

// What a debugger would show of the firmware.
struct FirmwareHost::Probes {
  explicit Probes(const Bench& b)
      : running(b.signal("firmware", flagSignal("running", "the firmware is loaded and polled"))),
        ready(b.signal("firmware", flagSignal("ready", "start-up is over"))),
        startUp(b.signal("firmware", {.name = "start_up",
                                      .kind = SignalKind::kText,
                                      .doc = "start-up step under way; ready at the end"})),
        card(b.signal("firmware", choice<fw::CardState>("card_state", "as the app shows it", 8))),
        link(b.signal("firmware", choice<fw::LinkState>("link", "the network link", 4))),
        session(b.signal("firmware", choice<fw::SessionState>("session", "with the cloud", 6))),
        restartCause(b.signal(
            "firmware", choice<fw::RestartCause>("restart_cause", "of the present start", 7))),
        bound(b.signal("firmware", flagSignal("bound", "to an account"))),
        watched(b.signal("firmware", flagSignal("watched", "live view is open"))),
        recording(b.signal("firmware", flagSignal("recording", "a clip is open"))),
        night(b.signal("firmware", flagSignal("night", "it takes it to be night"))),
        alarm(b.signal("firmware", flagSignal("alarm", "lights flash or the siren sounds"))),
        detections{b.signal("firmware", countSignal("detections", "events of detection"))},
        axesHomed(b.signal("firmware", flagSignal("axes_homed", "all three know where they are"))),
        saved(b.signal("firmware", flagSignal("settings_saved", "every change lies in the flash"))),
        fragments{b.signal("firmware", countSignal("acknowledged_fragments",
                                                   "seconds of video safe on the card"))},
        lostGroups{b.signal("firmware",
                            countSignal("lost_groups", "seconds of video lost to a slow card"))},
        queued(b.signal(
            "firmware",
            {.name = "queued_messages", .doc = "not acknowledged by the cloud", .max = 1e6})),
        cardProgress(b.signal("firmware", {.name = "card_progress",
                                           .doc = "of an initialisation under way, to 1 %",
                                           .unit = "share",
                                           .max = 1})) {}

  // In the order of their IDs, which every run's hash holds.
  Signal running, ready, startUp, card, link, session, restartCause, bound, watched, recording,
      night, alarm;
  TotalCount detections;
  Signal axesHomed, saved;
  TotalCount fragments, lostGroups;
  Signal queued, cardProgress;
};

FirmwareHost::FirmwareHost(const Bench& bench, const hal::Hal& hal, fw::ProductConfig config,
                           Duration bootRom)
    : bench_(bench),
      hal_(hal),
      config_(std::move(config)),
      bootRom_(bootRom),
      probes_(std::make_unique<Probes>(bench)),
      bootDue_(bench.queue, [this] { boot(); }),
      pollDue_(bench.queue, [this] { poll(); }),
      restartDue_(bench.queue, [this] {
        powerOff();
        resetDevices_();
        powerOn();
      }) {}

FirmwareHost::~FirmwareHost() = default;

void FirmwareHost::powerOn() { bootDue_.startIn(bootRom_); }

void FirmwareHost::powerOff() {
  TW_CHECK(!polling_);
  lookAtSettings();
  bootDue_.cancel();
  pollDue_.cancel();
  restartDue_.cancel();
  firmware_.reset();
  if (std::exchange(hung_, false))
    bench_.events.add(bench_.path("firmware"), "fault_ended",
                      {{"camera", bench_.camera}, {"device", faultName()}, {"kind", kHang}});
  Probes& p = *probes_;
  for (TotalCount* total : {&p.fragments, &p.lostGroups, &p.detections}) total->seen = 0;
  for (Signal* s :
       {&p.running, &p.ready, &p.bound, &p.watched, &p.recording, &p.night, &p.alarm, &p.axesHomed})
    s->set(0.0);
  for (Signal* s : {&p.card, &p.link, &p.session, &p.queued, &p.cardProgress}) s->set(0.0);
  p.startUp.set("");
}

void FirmwareHost::restart() {
  if (!restartDue_.running()) restartDue_.startIn(Duration::zero());
}

void FirmwareHost::boot() {
  firmware_ = std::make_unique<fw::Firmware>(hal_, config_);
  probes_->running.set(1.0);
  poll();
}

void FirmwareHost::wake() {
  if (polling_) {
    wokenWhilePolling_ = true;
  } else if (firmware_) {
    schedulePoll(bench_.queue.now());
  }
}

void FirmwareHost::schedulePoll(Instant at) {
  if (pollDue_.running() && pollDue_.due() <= at) return;
  pollDue_.startAt(std::max(at, bench_.queue.now()));
}

void FirmwareHost::guardAgainstSpinning() {
  const Instant now = bench_.queue.now();
  pollsAtThisInstant_ = now == lastPollAt_ ? pollsAtThisInstant_ + 1 : 0;
  lastPollAt_ = now;
  if (pollsAtThisInstant_ > kMostPollsAnInstant)
    throw CheckFailed("the firmware of " + bench_.camera + " asks to be polled again and again");
}

void FirmwareHost::poll() {
  if (hung_ || !firmware_) return;
  guardAgainstSpinning();
  polling_ = true;
  wokenWhilePolling_ = false;
  const Instant next = firmware_->poll();
  polling_ = false;
  mirror();
  schedulePoll(wokenWhilePolling_ ? bench_.queue.now() : next);
}

void FirmwareHost::mirror() {
  const fw::FirmwareStatus s = firmware_->status();
  Probes& p = *probes_;
  p.ready.set(s.ready);
  p.startUp.set(s.startUpStep);
  p.card.set(static_cast<double>(s.card));
  p.cardProgress.set(std::floor(s.cardProgress * 100) / 100);
  p.link.set(static_cast<double>(s.link));
  p.session.set(static_cast<double>(s.session));
  p.restartCause.set(static_cast<double>(s.restart.cause));
  p.bound.set(s.bound);
  p.watched.set(s.watched);
  p.recording.set(s.recording);
  p.night.set(s.night);
  p.alarm.set(s.alarm);
  p.axesHomed.set(s.axesHomed);
  p.saved.set(s.settingsSaved);
  p.queued.set(static_cast<double>(s.queuedMessages));
  p.fragments.take(s.acknowledgedFragments);
  p.lostGroups.take(s.lostGroups);
  p.detections.take(s.detections);
}

std::shared_ptr<const SettingLooks> FirmwareHost::settings() {
  lookAtSettings();
  return settings_;
}

// Only when somebody looks, and before they are gone with the power: a run that nobody watches pays
// nothing.
void FirmwareHost::lookAtSettings() {
  if (!firmware_ || (settings_ && firmware_->settings() == seenSettings_)) return;
  seenSettings_ = firmware_->settings();
  settings_ = looksOf(seenSettings_);
}

void FirmwareConsole::write(LogLevel level, std::string_view part, std::string_view text) {
  bench_.trace.record(bench_.path("console"), text);
  bench_.events.add(bench_.path("firmware"), "log",
                    {{"level", nameOf(level)}, {"part", part}, {"text", text}});
}

std::vector<FaultSpec> FirmwareHost::faults() const {
  return {{.kind = kHang, .doc = "a task never returns; a restart ends it"}};
}

void FirmwareHost::applyFault(const std::string&, double magnitude) {
  hung_ = magnitude != 0;
  if (!hung_) wake();
}

}  // namespace tw::sim
