#include "firmware_core/system/app_commands.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "firmware_core/system/clip_queries.h"

namespace tw::fw {
namespace {

using nlohmann::json;

json refusal(const Error& error) {
  const std::string code = toString(error.code);
  return errorAnswer(error.detail.empty() ? code : error.detail + " (" + code + ")");
}

json outcome(const Result<void>& result) { return result ? okAnswer() : refusal(result.error()); }

std::optional<double> numberIn(const json& args, const char* key) {
  const auto found = args.find(key);
  if (found == args.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!std::isfinite(value) || std::abs(value) > 720) return std::nullopt;
  return value;
}

std::optional<LensChoice> lensesIn(const json& args) {
  const auto found = args.find("lens");
  if (found == args.end() || *found == "both") return LensChoice{true, true};
  if (*found == "wide") return LensChoice{true, false};
  if (*found == "ptz") return LensChoice{false, true};
  return std::nullopt;
}

json axisState(const AxisControl& axis) {
  return {{"state", toString(axis.state())}, {"angle_deg", toDegrees(axis.angle())}};
}

// Of a card in use or read-only; null without.
json cardFacts(CardManager& cards) {
  const RingStore* store = cards.store();
  if (store == nullptr) return nullptr;
  const CardHealth health = cards.health();
  return {{"capacity_bytes", cards.capacityBytes()},
          {"full", store->full()},  // the oldest clips give way
          {"bad_slots", store->badSlots()},
          {"recovered_clips", cards.recovery().clips},
          {"missing_files", cards.recovery().missingFiles},
          {"mended_entries", cards.recovery().mended},
          {"written_bytes", health.bytesWritten},
          {"wear", health.wear(cards.capacityBytes())},
          {"starts", health.starts},
          {"cut_offs", health.cutOffs},
          {"write_errors", health.writeErrors},
          {"read_errors", health.readErrors},
          {"megabytes_per_s", health.megabytesPerSecond}};
}

}  // namespace

const std::map<std::string, AppCommands::Handler, std::less<>>& AppCommands::table() {
  static const std::map<std::string, Handler, std::less<>> kTable{
      {"status", &AppCommands::status},
      {"settings.get", &AppCommands::getSettings},
      {"settings.set", &AppCommands::setSettings},
      {"card.initialise", &AppCommands::initialiseCard},
      {"clip.list", &AppCommands::listClips},
      {"clip.find", &AppCommands::findClip},
      {"clip.pair", &AppCommands::pairClips},
      {"clip.seek", &AppCommands::seekClip},
      {"clip.read", &AppCommands::readClip},
      {"live.start", &AppCommands::startLive},
      {"live.stop", &AppCommands::stopLive},
      {"record.start", &AppCommands::startRecording},
      {"record.stop", &AppCommands::stopRecording},
      {"snapshot", &AppCommands::takeSnapshot},
      {"ptz.goto", &AppCommands::turnPtz},
      {"wide.goto", &AppCommands::turnWide},
      {"spotlight", &AppCommands::switchSpotlight},
      {"alarm.start", &AppCommands::startAlarm},
      {"alarm.stop", &AppCommands::stopAlarm},
      {"restart", &AppCommands::restart},
  };
  return kTable;
}

std::optional<json> AppCommands::handle(const AppRequest& request) {
  const auto found = table().find(request.command);
  if (found == table().end()) return errorAnswer("no such command: " + request.command);
  return (this->*found->second)(request);
}

bool AppCommands::bindingChanged(const std::string& account) {
  Settings settings = on_.settings.current();
  if (account.empty()) settings = unbound(settings);
  settings.accountId = account;
  on_.settings.change(settings);
  bindingWaitsForFlash_ = true;
  return false;
}

void AppCommands::viewersGone() {
  if (viewer_) on_.live.remove(*viewer_);
  viewer_.reset();
}

AppCommands::Answer AppCommands::status(const AppRequest&) {
  const FirmwareStatus now = on_.status();
  return okAnswer({{"version", on_.version},
                   {"ready", now.ready},
                   {"start_up", now.startUpStep},
                   {"led", toString(now.led)},
                   {"card_state", toString(now.card)},
                   {"card_reason", on_.cards.reason()},
                   {"card_warning", on_.cards.warning()},
                   {"card_progress", on_.cards.progress()},
                   {"card", cardFacts(on_.cards)},
                   {"restart_cause", toString(now.restart.cause)},
                   {"restart_reason", now.restart.text},
                   {"link", toString(now.link)},
                   {"recording", now.recording},
                   {"watched", now.watched},
                   {"night", now.night},
                   {"alarm", now.alarm},
                   {"wide_pan", axisState(on_.widePan)},
                   {"ptz_pan", axisState(on_.ptzPan)},
                   {"ptz_tilt", axisState(on_.ptzTilt)}});
}

AppCommands::Answer AppCommands::getSettings(const AppRequest&) {
  return okAnswer({{"values", visibleJson(on_.settings.current())}});
}

// Answered once the flash has them: what the app was told holds after a power cut, too.
AppCommands::Answer AppCommands::setSettings(const AppRequest& request) {
  const auto values = request.args.find("values");
  if (values == request.args.end()) return errorAnswer("settings.set: 'values' is missing");
  const auto changed = withAppValues(on_.settings.current(), *values);
  if (!changed) return refusal(changed.error());
  on_.settings.change(changed.value());
  waitingForFlash_.push_back(request.token);
  return std::nullopt;
}

AppCommands::Answer AppCommands::initialiseCard(const AppRequest&) {
  return outcome(on_.cards.initialise());
}

AppCommands::Answer AppCommands::listClips(const AppRequest& request) {
  return fw::listClips(on_.cards.store(), request.args);
}

AppCommands::Answer AppCommands::findClip(const AppRequest& request) {
  return fw::findClip(on_.cards.store(), request.args);
}

AppCommands::Answer AppCommands::pairClips(const AppRequest& request) {
  return fw::pairClips(on_.cards.store(), request.args);
}

AppCommands::Answer AppCommands::seekClip(const AppRequest& request) {
  return reads_.seek(request);
}

AppCommands::Answer AppCommands::readClip(const AppRequest& request) {
  return reads_.read(request, now_);
}

AppCommands::Answer AppCommands::startLive(const AppRequest& request) {
  const auto lenses = lensesIn(request.args);
  if (!lenses) return errorAnswer("live.start: 'lens' must be wide, ptz or both");
  viewersGone();
  const auto viewer = on_.live.add(*lenses, *this);
  if (!viewer) return refusal(viewer.error());
  viewer_ = viewer.value();
  return okAnswer();
}

AppCommands::Answer AppCommands::stopLive(const AppRequest&) {
  viewersGone();
  return okAnswer();
}

AppCommands::Answer AppCommands::startRecording(const AppRequest&) {
  return outcome(on_.recorder.startManual(now_));
}

AppCommands::Answer AppCommands::stopRecording(const AppRequest&) {
  on_.recorder.stopManual(now_);
  return okAnswer();
}

AppCommands::Answer AppCommands::takeSnapshot(const AppRequest& request) {
  const auto lenses = lensesIn(request.args);
  if (!lenses || lenses->wide == lenses->ptz)
    return errorAnswer("snapshot: 'lens' must be wide or ptz");
  const auto lens = lenses->wide ? hal::LensId::kWide : hal::LensId::kPtz;
  const auto ticket = on_.snapshots.request(lens, {1280, 720});
  if (!ticket) return refusal(ticket.error());
  waitingPictures_[ticket.value()] = request.token;
  return std::nullopt;
}

AppCommands::Answer AppCommands::turnPtz(const AppRequest& request) {
  const auto pan = numberIn(request.args, "pan_deg"), tilt = numberIn(request.args, "tilt_deg");
  if (!pan || !tilt) return errorAnswer("ptz.goto: 'pan_deg' and 'tilt_deg' must be angles");
  // Both axes or none.
  if (auto can = on_.ptzTilt.canGoTo(degrees(*tilt)); !can) return refusal(can.error());
  if (auto result = on_.ptzPan.goTo(degrees(*pan)); !result) return refusal(result.error());
  return outcome(on_.ptzTilt.goTo(degrees(*tilt)));
}

AppCommands::Answer AppCommands::turnWide(const AppRequest& request) {
  const auto pan = numberIn(request.args, "pan_deg");
  if (!pan) return errorAnswer("wide.goto: 'pan_deg' must be an angle");
  return outcome(on_.widePan.goTo(degrees(*pan)));
}

AppCommands::Answer AppCommands::switchSpotlight(const AppRequest& request) {
  const auto on = request.args.find("on");
  if (on == request.args.end() || !on->is_boolean())
    return errorAnswer("spotlight: 'on' must be true or false");
  on_.guard.illumination().switchByHand(on->get<bool>());
  return okAnswer();
}

AppCommands::Answer AppCommands::startAlarm(const AppRequest&) {
  if (on_.settings.current().sleep) return errorAnswer("the camera sleeps");
  on_.guard.alarm().startByHand(now_);
  return okAnswer();
}

AppCommands::Answer AppCommands::stopAlarm(const AppRequest&) {
  on_.guard.alarm().stopByHand();
  return okAnswer();
}

AppCommands::Answer AppCommands::restart(const AppRequest&) {
  restartDue_ = now_ + kRestartDelay;
  return okAnswer();
}

size_t AppCommands::room() const { return network_->videoSpace(); }

void AppCommands::send(hal::LensId lens, const hal::AccessUnit& unit) {
  // LiveStreams asked for room; a session that has just ended takes nothing and ends the viewer.
  static_cast<void>(network_->sendVideo(lens, unit).ok());
}

void AppCommands::answerSaved() {
  if (!on_.settings.saved()) return;
  const bool failed = on_.settings.failed();
  if (std::exchange(bindingWaitsForFlash_, false)) network_->bindingKept(!failed);
  for (uint64_t token : waitingForFlash_)
    network_->answer(token, failed ? errorAnswer("the settings could not be kept") : okAnswer());
  waitingForFlash_.clear();
}

void AppCommands::answerSnapshots() {
  while (auto done = on_.snapshots.take()) {
    const auto waiting = waitingPictures_.extract(done->ticket);
    if (waiting.empty()) continue;
    if (!done->picture) {
      network_->answer(waiting.mapped(), refusal(done->picture.error()));
      continue;
    }
    const auto sent = network_->sendSnapshot(waiting.mapped(), done->picture.value());
    network_->answer(waiting.mapped(), outcome(sent));
  }
}

Instant AppCommands::poll(Instant now) {
  now_ = now;
  answerSaved();
  answerSnapshots();
  const Instant next = reads_.poll(now, *network_);
  if (now < restartDue_) return std::min(next, restartDue_);
  restartDue_ = kNever;
  restartBecause(on_.hal.system, RestartCause::kAppRequest);
  return next;
}

}  // namespace tw::fw
