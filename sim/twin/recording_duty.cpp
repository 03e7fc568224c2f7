#include "sim/twin/recording_duty.h"

namespace tw::sim {
namespace {

bool flagIn(const nlohmann::json& values, const char* name, bool& value) {
  const auto found = values.find(name);
  if (found == values.end() || !found->is_boolean()) return false;
  value = found->get<bool>();
  return true;
}

}  // namespace

RecordingDuty::RecordingDuty(const Bench& bench, RecordingDefaults defaults)
    : bench_(bench), defaults_(defaults), alive_(std::make_shared<const bool>(true)) {
  const auto id = [&](const char* name) {
    const auto found = bench.signals.find(bench.path(name));
    TW_CHECK(found.has_value());
    return *found;
  };
  powerOn_ = id("power.on");
  inserted_ = id("card.inserted");
  cardState_ = id("firmware.card_state");
  runs_ = id("firmware.running");
  near_ = id("detection.near");
  applyDefaults(bench.queue.now());
  bench.signals.listen([this, alive = std::weak_ptr(alive_)](SignalId signal) {
    if (!alive.expired()) changed(signal);
  });
}

void RecordingDuty::applyDefaults(Instant at) {
  continuous_.set(defaults_.continuous, at);
  armed_.set(defaults_.human, at);
  asleep_.set(defaults_.asleep, at);
}

void RecordingDuty::changed(SignalId signal) {
  const Instant now = bench_.queue.now();
  const bool on = bench_.signals.value(signal) != 0;
  if (signal == powerOn_) power_.set(on, now);
  if (signal == near_) there_.set(on, now);
  if (signal == runs_) running_.set(on, now);
  if ((signal == powerOn_ || signal == runs_) && !on) manual_.set(false, now);
  if (signal == inserted_ && on) insertedAt_ = now;
  if (signal == inserted_ && !on) endCard("pulled");
  if (signal == cardState_) followCard();
}

void RecordingDuty::followCard() {
  const std::string state = bench_.signals.text(cardState_);
  if (state == "in_use")
    card_.set(true, insertedAt_.value_or(bench_.queue.now()));
  else if (state != "none" && state != "starting")
    endCard("failed");
}

void RecordingDuty::endCard(const char* why) {
  const Instant now = bench_.queue.now();
  if (card_.on()) cardEnds_[now] = why;
  card_.set(false, now);
  insertedAt_.reset();
  manual_.set(false, now);
}

void RecordingDuty::take(const LoggedEvent& event) {
  if (event.kind == "answer") takeAnswer(event);
  const bool reset = event.source == bench_.path("firmware") && event.kind == "log" &&
                     event.fields.value("part", "") == "factory_reset" &&
                     event.fields.value("text", "") == "begins";
  if (reset) applyDefaults(event.at);
}

// An answer that never came tells nothing: what was asked for may or may not hold.
void RecordingDuty::takeAnswer(const LoggedEvent& event) {
  const nlohmann::json& answer = event.fields.at("answer");
  if (event.fields.at("camera") != bench_.camera || answer.value("ok", false) != true) return;
  const Instant asked{Duration{event.fields.at("asked_ns").get<int64_t>()}};
  const std::string command = event.fields.at("do");
  if (command == "record.start") manual_.set(true, event.at);
  if (command == "record.stop") manual_.set(false, asked);
  const auto values = event.fields.at("request").find("values");
  if (command == "settings.set" && values != event.fields.at("request").end())
    takeSettings(*values, event.at, asked);
}

void RecordingDuty::takeSettings(const nlohmann::json& values, Instant at, Instant asked) {
  bool on = false;
  if (flagIn(values, "continuous_recording", on)) continuous_.set(on, on ? at : asked);
  if (flagIn(values, "detect_human", on)) armed_.set(on, on ? at : asked);
  if (flagIn(values, "sleep", on)) asleep_.set(on, on ? asked : at);
}

Spans RecordingDuty::asked(Span window) const {
  Spans all = continuous_.in(window).without(asleep_.in(window));
  all.add(manual_.in(window));
  return all;
}

Spans RecordingDuty::events(Span window) const {
  const Span reach{window.from - kAfter, window.to + kBefore};
  const Spans armed = armed_.in(reach).without(asleep_.in(reach));
  return there_.in(reach).within(armed).grown(kBefore, kAfter).within(window);
}

Spans RecordingDuty::due(Span window) const {
  const Spans where = possible(window);
  if (where.empty()) return {};
  Spans all = asked(window);
  all.add(events(window));
  return all.within(where);
}

Spans RecordingDuty::byEventsAlone(Span window) const {
  return events(window).without(asked(window)).within(possible(window));
}

}  // namespace tw::sim
