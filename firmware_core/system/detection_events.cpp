#include "firmware_core/system/detection_events.h"

#include <cstdio>

namespace tw::fw {

const char* nameOf(hal::ObjectClass kind) {
  constexpr std::array kNames{"human", "vehicle", "animal", "other"};
  return kNames.at(static_cast<size_t>(kind));
}

DetectionEvents::DetectionEvents(Recorder& recorder, Snapshots& snapshots, Alarm& alarm,
                                 hal::CalendarClock& calendar, LogSink& console, Tell tell)
    : recorder_(recorder),
      snapshots_(snapshots),
      alarm_(alarm),
      calendar_(calendar),
      log_(console, "detection"),
      tell_(std::move(tell)) {}

void DetectionEvents::sighted(const Sighting& sighting, Instant now) {
  ++sightings_;
  logLine(sighting, now);
  alarm_.sighted(now);
  const auto recorded = recorder_.noteEvent(sighting.at, now);
  if (!beginsEvent(sighting)) return;
  if (!recorded) log_.warning(std::string("no clip reason=") + recorded.error().detail);
  begin(sighting, now);
}

bool DetectionEvents::beginsEvent(const Sighting& sighting) {
  std::optional<Instant>& last = last_.at(static_cast<size_t>(sighting.kind));
  const bool begins = !last || sighting.at - *last >= kQuiet;
  if (!last || sighting.at > *last) last = sighting.at;
  return begins;
}

void DetectionEvents::begin(const Sighting& sighting, Instant now) {
  ++events_;
  DetectionMessage message{sighting.kind, sighting.lens,
                           hal::calendarBefore(calendar_, now - sighting.at)};
  const auto ticket = snapshots_.request(sighting.lens, kPictureSize, SnapshotClient::kDetection);
  if (ticket)
    waiting_.pushDroppingOldest({ticket.value(), std::move(message)});
  else
    alone_.pushDroppingOldest(std::move(message));
}

void DetectionEvents::logLine(const Sighting& s, Instant now) const {
  char line[160];
  std::snprintf(
      line, sizeof line,
      "detection kind=%s lens=%s track=%u score=%.2f box=%d,%d,%d,%d frame=%llu age_ms=%lld",
      nameOf(s.kind), hal::toString(s.lens), static_cast<unsigned>(s.track), s.score, s.box.x,
      s.box.y, s.box.width, s.box.height, static_cast<unsigned long long>(s.sensorFrame),
      static_cast<long long>((now - s.at) / 1ms));
  log_.info(line);
}

void DetectionEvents::poll(bool messages) {
  while (auto done = snapshots_.take(SnapshotClient::kDetection)) {
    while (!waiting_.empty() && waiting_.front().ticket <= done->ticket) {
      Waiting ready = waiting_.pop();
      if (ready.ticket == done->ticket && done->picture)
        ready.message.picture = std::move(done->picture).value();
      alone_.pushDroppingOldest(std::move(ready.message));
    }
  }
  while (!alone_.empty()) {
    DetectionMessage message = alone_.pop();
    if (messages) tell_(std::move(message));
  }
}

}  // namespace tw::fw
