#include "ui/models/timeline.h"

#include <algorithm>
#include <optional>

#include "ui/models/event_words.h"

namespace tw::ui {
namespace {

using Kind = TimelineMark::Kind;

QString textOf(const nlohmann::json& fields, const char* key) {
  return QString::fromStdString(fieldText(fields, key));
}

QString withSource(const QString& source, const QString& text) {
  return source.isEmpty() ? text : source + QStringLiteral(": ") + text;
}

TimelineMark command(const sim::LoggedEvent& event) {
  if (fieldText(event.fields, "do") != "fault") return {event.at, Kind::kCommand, lineOf(event)};
  const nlohmann::json& with = event.fields.at("with");
  const QString what = textOf(with, "device") + QLatin1Char('.') + textOf(with, "kind");
  return {event.at, Kind::kFault,
          withSource(textOf(event.fields, "camera"),
                     what + QStringLiteral(" = ") + QString::number(with.value("magnitude", 1.0)))};
}

std::optional<TimelineMark> log(const sim::LoggedEvent& event) {
  const QString text =
      textOf(event.fields, "part") + QStringLiteral(": ") + textOf(event.fields, "text");
  if (textOf(event.fields, "text").startsWith(QLatin1String("detection ")))
    return TimelineMark{event.at, Kind::kDetection, text};
  const QString level = textOf(event.fields, "level");
  if (level == QLatin1String("warning") || level == QLatin1String("error"))
    return TimelineMark{event.at, Kind::kWarning, text};
  return std::nullopt;
}

std::optional<TimelineMark> markOf(const sim::LoggedEvent& event) {
  if (event.kind == "command") return command(event);
  if (event.kind == "log") return log(event);
  if (event.kind == "message")
    return TimelineMark{
        event.at, Kind::kMessage,
        withSource(textOf(event.fields, "camera"), textOf(event.fields.at("message"), "text"))};
  return std::nullopt;
}

}  // namespace

void Timeline::clear() {
  marks_.clear();
  taken_ = 0;
}

void Timeline::take(const EventStore& events) {
  events.since(taken_, [this](const sim::LoggedEvent& event) {
    if (auto mark = markOf(event)) marks_.push_back(std::move(*mark));
  });
  if (marks_.size() > EventStore::kMost)
    marks_.erase(marks_.begin(), marks_.begin() + EventStore::kMost / 2);
}

std::span<const TimelineMark> Timeline::between(Instant from, Instant to) const {
  const auto before = [](const TimelineMark& mark, Instant time) { return mark.at < time; };
  return {std::lower_bound(marks_.begin(), marks_.end(), from, before),
          std::lower_bound(marks_.begin(), marks_.end(), to + Duration{1}, before)};
}

const TimelineMark* Timeline::nearest(Instant at, Duration reach) const {
  const auto after =
      std::lower_bound(marks_.begin(), marks_.end(), at,
                       [](const TimelineMark& mark, Instant time) { return mark.at < time; });
  const TimelineMark* best = nullptr;
  const auto offer = [&](const TimelineMark& mark) {
    const Duration away = mark.at > at ? mark.at - at : at - mark.at;
    const Duration bestAway = !best ? reach : best->at > at ? best->at - at : at - best->at;
    if (best ? away < bestAway : away <= bestAway) best = &mark;
  };
  if (after != marks_.begin()) offer(*std::prev(after));
  if (after != marks_.end()) offer(*after);
  return best;
}

}  // namespace tw::ui
