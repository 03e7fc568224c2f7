#include "sim/scenario/judge.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/scenario/words.h"

namespace tw::sim {

namespace {

using Point = ConditionTrack::Point;
using ExpectationKind = Expectation::Kind;

constexpr double kBarely = 1e-6;  // relative margin of a failure that lasts no time

std::string rounded(Duration value) { return roundedSeconds(toSeconds(value)); }
std::string rounded(Instant value) { return rounded(value.time_since_epoch()); }

// -1..1; where nothing was asked for, all or nothing.
double share(double value, double of) {
  if (of <= 0) return value > 0 ? 1 : value < 0 ? -1 : 0;
  return std::clamp(value / of, -1.0, 1.0);
}

Margin timeMargin(Duration left, Duration of, std::string text) {
  return {toSeconds(left), "s", share(toSeconds(left), toSeconds(of)), std::move(text)};
}

// A level's stretch between two alterations.
struct Stretch {
  Moment begin;
  Instant end;
  bool holds;
  const Point* point;
};

class Judge {
 public:
  Judge(const Expectation& asked, const Window& window, const Witness& witness)
      : asked_(asked), window_(window), witness_(witness) {}

  Judgement eventually(const ConditionTrack& track) const;
  // `wanted`: whether it must hold, or must not.
  Judgement always(const ConditionTrack& track, bool wanted, const Window& window) const;
  Judgement neverHappens(const ConditionTrack& event) const;
  Judgement holdUntil(const ConditionTrack& track, const ConditionTrack& until) const;
  Judgement holdsFor(const ConditionTrack& track) const;
  Judgement count(const ConditionTrack& track) const;
  bool open(const Judgement& judgement, const ConditionTrack& track) const;

 private:
  std::vector<Stretch> stretches(const ConditionTrack& track, const Window& window) const;
  std::optional<Moment> firstTrue(const ConditionTrack& track) const;
  Instant deadline() const;
  Judgement came(Instant at) const;
  Judgement neverCame(const ConditionTrack& track) const;
  std::string missed() const;
  Judgement numeric(const ConditionTrack& track, bool wanted,
                    const std::vector<Stretch>& all) const;
  Judgement discrete(const ConditionTrack& track, bool wanted, const Window& window,
                     const std::vector<Stretch>& all) const;
  Margin room(const ConditionTrack& track, bool wanted, const Window& window) const;
  std::string said(const ConditionTrack& track, const Point& point) const {
    const std::string words = witness_.at(track, point);
    return words.empty() ? "" : ": " + words;
  }

  const Expectation& asked_;
  const Window& window_;
  const Witness& witness_;
};

std::vector<Stretch> Judge::stretches(const ConditionTrack& track, const Window& window) const {
  std::vector<Stretch> all;
  const Point& first = track.pointAt(window.from);
  all.push_back({window.from, window.end(), first.holds, &first});
  for (const Point& point : track.points) {
    if (point.moment <= window.from) continue;
    if (window.to && point.moment >= *window.to) break;
    all.back().end = point.moment.at;
    all.push_back({point.moment, window.end(), point.holds, &point});
  }
  return all;
}

std::optional<Moment> Judge::firstTrue(const ConditionTrack& track) const {
  if (!track.event && track.pointAt(window_.from).holds) return window_.from;
  for (const Point& point : track.points) {
    if (window_.to && point.moment >= *window_.to) break;
    if (point.holds && point.moment > window_.from) return point.moment;
  }
  return std::nullopt;
}

Instant Judge::deadline() const {
  return asked_.within ? std::min(window_.from.at + *asked_.within, window_.end()) : window_.end();
}

Judgement Judge::came(Instant at) const {
  const Duration took = at - window_.from.at;
  const Duration allowed = asked_.within.value_or(window_.length());
  const Duration left = std::min(allowed, window_.length()) - took;
  Judgement out{.passed = left >= Duration{}, .decidedAt = at};
  out.margin = timeMargin(left, deadline() - window_.from.at,
                          "came after " + rounded(took) + " of " + rounded(allowed));
  return out;
}

Judgement Judge::neverCame(const ConditionTrack& track) const {
  Judgement out;
  const Duration missing = deadline() - window_.end();
  out.margin = {toSeconds(missing), "s", -1, missed()};
  if (track.event) return out;
  if (!track.numeric) {
    const bool open = !window_.to || deadline() < window_.end();
    const std::string values =
        witness_.lately(track, window_.from.at, deadline() + Duration{open ? 1 : 0});
    if (!values.empty()) out.margin.text += "; " + values;
    return out;
  }
  const auto all = stretches(track, window_);
  const auto nearest = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.point->relative < b.point->relative;
  });
  out.margin.text += "; nearest at " + rounded(nearest->begin.at) + said(track, *nearest->point);
  return out;
}

std::string Judge::missed() const {
  const bool cut = asked_.within && window_.from.at + *asked_.within > window_.end();
  if (cut)
    return "did not come by " + rounded(window_.end()) +
           (window_.to ? ", where its window closed"
                       : ", the run's end and before its time was over");
  const std::string within = asked_.within ? " within " + rounded(*asked_.within) : "";
  return "did not come" + within + " (by " + rounded(deadline()) + ")";
}

Judgement Judge::eventually(const ConditionTrack& track) const {
  const auto moment = firstTrue(track);
  if (!moment) return neverCame(track);
  Judgement out = came(moment->at);
  if (*moment == window_.from) out.margin.text = "held already as its window opened";
  return out;
}

Judgement Judge::always(const ConditionTrack& track, bool wanted, const Window& window) const {
  const auto all = stretches(track, window);
  return track.numeric ? numeric(track, wanted, all) : discrete(track, wanted, window, all);
}

Judgement Judge::numeric(const ConditionTrack& track, bool wanted,
                         const std::vector<Stretch>& all) const {
  const double sign = wanted ? 1 : -1;
  const Stretch* worst = &all[0];
  const Stretch* broken = nullptr;
  for (const Stretch& stretch : all) {
    if (sign * stretch.point->relative < sign * worst->point->relative) worst = &stretch;
    if (!broken && stretch.holds != wanted) broken = &stretch;
  }
  Judgement out{.passed = broken == nullptr};
  const std::string unit = track.unit;
  out.margin = {sign * worst->point->distance, unit,
                std::clamp(sign * worst->point->relative, -1.0, 1.0),
                "nearest to the limit at " + rounded(worst->begin.at) + said(track, *worst->point)};
  if (!broken) return out;
  out.decidedAt = broken->begin.at;
  out.margin.text = "broken at " + rounded(broken->begin.at) + said(track, *broken->point) +
                    "; worst at " + rounded(worst->begin.at) + said(track, *worst->point);
  return out;
}

Judgement Judge::discrete(const ConditionTrack& track, bool wanted, const Window& window,
                          const std::vector<Stretch>& all) const {
  Duration lost{};
  const Stretch* broken = nullptr;
  for (const Stretch& stretch : all) {
    if (stretch.holds == wanted) continue;
    lost += stretch.end - stretch.begin.at;
    if (!broken) broken = &stretch;
  }
  if (!broken) return {.passed = true, .margin = room(track, wanted, window)};
  Judgement out{.decidedAt = broken->begin.at};
  out.margin = timeMargin(-lost, window.length(),
                          "broken at " + rounded(broken->begin.at) + said(track, *broken->point) +
                              ", for " + rounded(lost) + " in all");
  return out;
}

// How far the window's edges that could lie elsewhere may move before it breaks.
Margin Judge::room(const ConditionTrack& track, bool wanted, const Window& window) const {
  std::optional<Duration> before, after;
  for (size_t i = 0; i < track.points.size(); ++i) {
    const Point& point = track.points[i];
    if (point.holds == wanted) continue;
    if (window.growsBack && point.moment < window.from)
      before = window.from.at - track.points[i + 1].moment.at;
    if (window.growsOn && window.to && point.moment >= *window.to && !after)
      after = point.moment.at - window.to->at;
  }
  if (!before && !after)
    return {toSeconds(window.length()), "s", 1, "held throughout, " + rounded(window.length())};
  const bool later = after && (!before || *after <= *before);
  const Duration left = later ? *after : *before;
  std::string text = "held; had come " + rounded(left) + " before the window";
  if (later) text = "held; broke " + rounded(left) + " after the window";
  if (left == Duration{}) text = later ? "held up to its end" : "held; came as the window opened";
  return timeMargin(left, window.length(), text);
}

Judgement Judge::neverHappens(const ConditionTrack& event) const {
  const double times = event.occurrences(window_.from, window_.to);
  if (times > 0) {
    const Instant first = firstTrue(event)->at;
    return {
        .passed = false,
        .margin = {-times, "times", -1, roundedWords(times) + " times, first at " + rounded(first)},
        .decidedAt = first};
  }
  std::optional<Duration> left;
  const auto offer = [&](Duration d) { left = left ? std::min(*left, d) : d; };
  for (const Point& point : event.points) {
    if (window_.growsBack && point.moment <= window_.from) offer(window_.from.at - point.moment.at);
    if (window_.growsOn && window_.to && point.moment >= *window_.to)
      offer(point.moment.at - window_.to->at);
  }
  if (!left)
    return {.passed = true,
            .margin = {toSeconds(window_.length()), "s", 1,
                       "not once in " + rounded(window_.length())}};
  return {.passed = true,
          .margin = timeMargin(*left, window_.length(),
                               "not once; the nearest " + rounded(*left) + " outside the window")};
}

Judgement Judge::holdUntil(const ConditionTrack& track, const ConditionTrack& until) const {
  const auto moment = firstTrue(until);
  Judgement second = moment ? came(moment->at) : neverCame(until);
  second.margin.text = "the end " + second.margin.text;
  if (moment && *moment == window_.from) return second;
  Window first = window_;
  first.growsOn = false;  // that it ends with the second is what was asked for
  if (moment) first.to = moment;
  Judgement held = always(track, true, first);
  if (!held.passed) return held;
  if (!second.passed) return second;
  const bool closer = track.numeric && held.margin.relative < second.margin.relative;
  return {.passed = true,
          .margin = closer ? held.margin : second.margin,
          .decidedAt = second.decidedAt};
}

Judgement Judge::holdsFor(const ConditionTrack& track) const {
  Duration longest{-1};
  Instant begin{};
  std::optional<Instant> enough;  // when the first hold that sufficed had lasted long enough
  bool held = false;
  Instant since{};
  for (const Stretch& stretch : stretches(track, window_)) {
    if (stretch.holds && !held) since = stretch.begin.at;
    held = stretch.holds;
    if (!held) continue;
    if (asked_.within && since - window_.from.at > *asked_.within) break;
    if (!enough && stretch.end - since >= asked_.lasts) enough = since + asked_.lasts;
    if (stretch.end - since <= longest) continue;
    longest = stretch.end - since;
    begin = since;
  }
  Judgement out{.passed = enough.has_value(), .decidedAt = enough};
  if (longest < Duration{}) {
    out.margin = timeMargin(-asked_.lasts, asked_.lasts,
                            asked_.within ? "no hold began in time" : "did not hold at all");
    return out;
  }
  out.margin = timeMargin(
      longest - asked_.lasts, asked_.lasts,
      "longest " + rounded(longest) + " from " + rounded(begin) + ", of " + rounded(asked_.lasts));
  return out;
}

Judgement Judge::count(const ConditionTrack& track) const {
  const double times = track.occurrences(window_.from, window_.to);
  double room = INFINITY, bound = 0;
  if (asked_.min) {
    room = times - static_cast<double>(*asked_.min);
    bound = static_cast<double>(*asked_.min);
  }
  if (asked_.max && static_cast<double>(*asked_.max) - times < room) {
    room = static_cast<double>(*asked_.max) - times;
    bound = static_cast<double>(*asked_.max);
  }
  return {
      .passed = room >= 0,
      .margin = {room, "times", share(room, std::max(1.0, bound)), roundedWords(times) + " times"}};
}

// What a window that goes on could still change.
bool Judge::open(const Judgement& judgement, const ConditionTrack& track) const {
  if (window_.to) return false;
  const auto timeLeft = [&](Duration more) {
    return !asked_.within || window_.from.at + *asked_.within + more >= window_.end();
  };
  switch (asked_.kind) {
    case ExpectationKind::kEventually:
    case ExpectationKind::kHoldUntil:
      return !judgement.decidedAt && timeLeft(Duration{});
    case ExpectationKind::kAlways:
    case ExpectationKind::kNever:
      return judgement.passed;
    case ExpectationKind::kHoldsFor:
      return !judgement.passed && timeLeft(asked_.lasts);
    case ExpectationKind::kCount: {
      const double times = track.occurrences(window_.from, window_.to);
      return asked_.max ? times <= static_cast<double>(*asked_.max) : !judgement.passed;
    }
  }
  return false;
}

}  // namespace

Judgement judge(const Expectation& expectation, const Window& window,
                const ConditionTrack& condition, const ConditionTrack* until,
                const Witness& witness) {
  const Judge judge(expectation, window, witness);
  const auto judged = [&]() -> Judgement {
    switch (expectation.kind) {
      case ExpectationKind::kEventually:
        return judge.eventually(condition);
      case ExpectationKind::kAlways:
        return judge.always(condition, true, window);
      case ExpectationKind::kNever:
        return condition.event ? judge.neverHappens(condition)
                               : judge.always(condition, false, window);
      case ExpectationKind::kHoldUntil:
        TW_CHECK(until != nullptr);
        return judge.holdUntil(condition, *until);
      case ExpectationKind::kHoldsFor:
        return judge.holdsFor(condition);
      case ExpectationKind::kCount:
        return judge.count(condition);
    }
    TW_CHECK(false);
  };
  Judgement out = judged();
  // A break of no length, or by nothing beyond a limit, is a break all the same.
  if (!out.passed) out.margin.relative = std::min(out.margin.relative, -kBarely);
  out.margin.value += 0.0;  // no "-0"
  out.open = judge.open(out, condition);
  return out;
}

}  // namespace tw::sim
