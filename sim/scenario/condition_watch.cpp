#include "sim/scenario/condition_watch.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/words.h"

namespace tw::sim {

namespace {

using Kind = Condition::Kind;

bool isEquality(Kind kind) { return kind == Kind::kIs || kind == Kind::kIsNot; }
bool isCombination(Kind kind) {
  return kind == Kind::kAll || kind == Kind::kAny || kind == Kind::kNot;
}

// How far `value` lies within the limits; negative outside.
double distanceWithin(const Condition& c, double value) {
  switch (c.kind) {
    case Kind::kAbove:
    case Kind::kAtLeast:
      return value - c.low;
    case Kind::kBelow:
    case Kind::kAtMost:
      return c.high - value;
    default:
      return std::min(value - c.low, c.high - value);
  }
}

// What a distance is measured against, in the signal's unit: the most room that there is between
// two limits; of one limit, itself; where that is 0, one.
double scaleOf(const Condition& c) {
  if (c.kind == Kind::kBetween && c.high > c.low) return (c.high - c.low) / 2;
  const double limit = std::max(std::abs(c.low), std::abs(c.high));
  return limit > 0 ? limit : 1;
}

}  // namespace

struct ConditionWatch::Dirty {
  std::vector<bool> watched;  // by SignalId
  std::vector<bool> marked;
  std::vector<SignalId> signals;  // changed since the last settling
};

struct ConditionWatch::Node {
  struct Value {
    bool holds = false;
    double value = 0, distance = 0, relative = 0;
  };
  Condition condition;  // its parts are in `parts` instead
  SignalId signal = 0;
  double scale = 1;
  std::vector<std::unique_ptr<Node>> parts;

  bool numeric() const {
    if (!isCombination(condition.kind))
      return !isEquality(condition.kind) && condition.kind != Kind::kChanges;
    return std::all_of(parts.begin(), parts.end(),
                       [](const auto& part) { return part->numeric(); });
  }

  Value evaluate(const Signals& signals) const {
    return isCombination(condition.kind) ? combine(signals) : leaf(signals);
  }

 private:
  bool equals(const Signals& signals) const {
    if (const auto* text = std::get_if<std::string>(&condition.value))
      return signals.text(signal) == *text;
    if (const auto* flag = std::get_if<bool>(&condition.value))
      return (signals.value(signal) != 0) == *flag;
    return signals.value(signal) == std::get<double>(condition.value);
  }

  Value leaf(const Signals& signals) const {
    Value out{.value = signals.value(signal)};
    if (isEquality(condition.kind)) {
      out.holds = equals(signals) == (condition.kind == Kind::kIs);
      return out;
    }
    out.distance = distanceWithin(condition, out.value);
    out.relative = out.distance / scale;
    const bool strict = condition.kind == Kind::kAbove || condition.kind == Kind::kBelow;
    out.holds = strict ? out.distance > 0 : out.distance >= 0;
    return out;
  }

  Value combine(const Signals& signals) const {
    Value out = parts.at(0)->evaluate(signals);
    if (condition.kind == Kind::kNot) {
      out.holds = !out.holds;
      out.relative = -out.relative;
    }
    for (size_t i = 1; i < parts.size(); ++i) {
      const Value part = parts[i]->evaluate(signals);
      const bool all = condition.kind == Kind::kAll;
      out.holds = all ? out.holds && part.holds : out.holds || part.holds;
      out.relative =
          all ? std::min(out.relative, part.relative) : std::max(out.relative, part.relative);
    }
    out.value = 0;
    out.distance = std::clamp(out.relative, -1.0, 1.0);
    return out;
  }
};

struct ConditionWatch::Watched {
  std::unique_ptr<Node> root;
  ConditionTrack track;
  double last = 0;  // events: the signal's value at the last settling
  bool stale = false;
};

const ConditionTrack::Point& ConditionTrack::pointAt(const Moment& moment) const {
  TW_CHECK(!event && !points.empty());
  const auto after =
      std::upper_bound(points.begin(), points.end(), moment,
                       [](const Moment& m, const Point& point) { return m < point.moment; });
  TW_CHECK(after != points.begin());
  return *std::prev(after);
}

double ConditionTrack::occurrences(const Moment& after, const std::optional<Moment>& before) const {
  double count = 0;
  bool held = false;
  if (!event) {
    held = pointAt(after).holds;
    count = held ? 1 : 0;
  }
  for (const Point& point : points) {
    if (point.moment <= after) continue;
    if (before && point.moment >= *before) break;
    if (event) {
      count += point.amount;
      continue;
    }
    if (point.holds && !held) ++count;
    held = point.holds;
  }
  return count;
}

ConditionWatch::ConditionWatch(Signals& signals)
    : signals_(signals), dirty_(std::make_shared<Dirty>()) {
  dirty_->watched.resize(signals.size());
  dirty_->marked.resize(signals.size());
  bySignal_.resize(signals.size());
  signals.listen([dirty = dirty_](SignalId id) {
    if (id >= dirty->watched.size() || !dirty->watched[id] || dirty->marked[id]) return;
    dirty->marked[id] = true;
    dirty->signals.push_back(id);
  });
}

ConditionWatch::~ConditionWatch() { dirty_->watched.clear(); }

const ConditionTrack& ConditionWatch::add(const Condition& condition) {
  const size_t index = watched_.size();
  watched_.emplace_back();
  Watched& watched = watched_.back();
  watched.root = bind(condition, index);
  watched.track.event = condition.isEvent();
  watched.track.numeric = watched.root->numeric();
  if (watched.track.event)
    watched.last = signals_.value(watched.root->signal);
  else
    addPoint(watched);
  if (!isCombination(condition.kind)) watched.track.unit = signals_.spec(watched.root->signal).unit;
  return watched.track;
}

std::unique_ptr<ConditionWatch::Node> ConditionWatch::bind(const Condition& condition,
                                                           size_t watched) {
  auto node = std::make_unique<Node>();
  for (const Condition& part : condition.parts) node->parts.push_back(bind(part, watched));
  node->condition = condition;
  node->condition.parts.clear();
  if (isCombination(condition.kind)) return node;
  const auto id = signals_.find(condition.signal);
  TW_CHECK(id.has_value());
  node->signal = *id;
  node->scale = scaleOf(condition);
  dirty_->watched[*id] = true;
  if (bySignal_[*id].empty() || bySignal_[*id].back() != watched) bySignal_[*id].push_back(watched);
  return node;
}

bool ConditionWatch::settle(Instant at) {
  TW_CHECK(at >= now_.at);
  now_ = {at, now_.order + 1};
  std::vector<size_t> stale;
  for (const SignalId id : dirty_->signals) {
    dirty_->marked[id] = false;
    for (const size_t index : bySignal_[id]) {
      if (!watched_[index].stale) stale.push_back(index);
      watched_[index].stale = true;
    }
  }
  dirty_->signals.clear();
  for (const size_t index : stale) look(watched_[index]);
  return !stale.empty();
}

void ConditionWatch::look(Watched& watched) {
  watched.stale = false;
  ConditionTrack& track = watched.track;
  if (!track.event) return addPoint(watched);
  const SignalId signal = watched.root->signal;
  const double value = signals_.value(signal);
  if (value == watched.last) return;
  const bool counts = signals_.spec(signal).kind == SignalKind::kCount;
  track.points.push_back(
      {.moment = now_, .value = value, .amount = counts ? value - watched.last : 1});
  watched.last = value;
}

void ConditionWatch::addPoint(Watched& watched) const {
  const Node::Value now = watched.root->evaluate(signals_);
  auto& points = watched.track.points;
  if (!points.empty() && points.back().holds == now.holds && points.back().value == now.value &&
      points.back().relative == now.relative)
    return;
  points.push_back({now_, now.holds, now.value, now.distance, now.relative});
}

size_t ConditionWatch::indexOf(const ConditionTrack& track) const {
  const auto found = std::find_if(watched_.begin(), watched_.end(),
                                  [&](const Watched& one) { return &one.track == &track; });
  TW_CHECK(found != watched_.end());
  return static_cast<size_t>(found - watched_.begin());
}

std::string ConditionWatch::valueWords(SignalId signal, double value) const {
  const SignalSpec& spec = signals_.spec(signal);
  const bool whole = std::trunc(value) == value;
  const std::string words = whole ? signals_.textOf(signal, value) : roundedWords(value);
  if (spec.kind == SignalKind::kText) return inQuotes(words);
  return words + (spec.unit.empty() ? "" : " " + spec.unit);
}

std::string ConditionWatch::describe(const ConditionTrack& track,
                                     const ConditionTrack::Point& point) const {
  const Watched& watched = watched_[indexOf(track)];
  if (isCombination(watched.root->condition.kind)) return "";
  const SignalId signal = watched.root->signal;
  const SignalSpec& spec = signals_.spec(signal);
  const bool number = spec.kind == SignalKind::kNumber || spec.kind == SignalKind::kCount;
  return spec.name + " was " +
         (number ? valueWords(signal, point.value)
                 : inQuotes(signals_.textOf(signal, point.value)));
}

std::string ConditionWatch::lately(const ConditionTrack& track, Instant from, Instant to) const {
  const size_t index = indexOf(track);
  std::string all;
  for (SignalId id = 0; id < bySignal_.size(); ++id) {
    const auto& watchers = bySignal_[id];
    if (std::find(watchers.begin(), watchers.end(), index) == watchers.end()) continue;
    const std::string one = lately(id, from, to);
    if (!one.empty()) all += (all.empty() ? "" : "; ") + signals_.spec(id).name + ": " + one;
  }
  return all;
}

std::string ConditionWatch::lately(SignalId signal, Instant from, Instant to) const {
  constexpr size_t kMost = 4;
  std::deque<SignalChange> seen;  // settled values; the first may be older than the window
  for (const SignalChange& change : signals_.history()) {
    if (change.signal != signal) continue;
    if (change.at >= to && change.at > from) break;
    if (!seen.empty() && (seen.back().at == change.at || change.at <= from)) seen.pop_back();
    if (!seen.empty() && seen.back().value == change.value) continue;
    seen.push_back(change);
  }
  if (seen.empty()) return "";
  const bool more = seen.size() > kMost;
  while (seen.size() > kMost) seen.pop_front();
  std::string words = more ? "... " : "";
  for (size_t i = 0; i < seen.size(); ++i) {
    const bool since = seen[i].at > from;
    words +=
        (i > 0 ? ", " : "") +
        (since ? "from " + roundedSeconds(toSeconds(seen[i].at.time_since_epoch())) + " " : "") +
        valueWords(signal, seen[i].value);
  }
  return words;
}

}  // namespace tw::sim
