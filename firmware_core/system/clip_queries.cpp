#include "firmware_core/system/clip_queries.h"

#include <array>
#include <nlohmann/json.hpp>

#include "firmware_core/net/app_handler.h"
#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

using nlohmann::json;

constexpr double kLatestUnixS = 4'102'444'800;  // 2100
constexpr std::array kReasons{ClipReason::kManual, ClipReason::kEvent, ClipReason::kSnapshot,
                              ClipReason::kContinuous};

// What may be left out: absent, wrong, or a value.
template <class Value>
struct Given {
  bool wrong = false;
  std::optional<Value> value{};
};

Given<CalendarTime> timeIn(const json& args, const char* key) {
  const auto found = args.find(key);
  if (found == args.end()) return {};
  if (!found->is_number()) return {true};
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds <= kLatestUnixS)) return {true};
  return {false, CalendarTime{fromSeconds(seconds)}};
}

template <class Value, class All>
Given<Value> nameIn(const json& args, const char* key, const All& all) {
  const auto found = args.find(key);
  if (found == args.end()) return {};
  for (const Value one : all)
    if (*found == toString(one)) return {false, one};
  return {true};
}

// A card may bring any time and any length: `begin` + `length` need not be one.
bool endsBefore(CalendarTime begin, Duration length, CalendarTime at) {
  if (begin >= at) return false;
  const auto since = static_cast<uint64_t>(at.time_since_epoch().count()) -
                     static_cast<uint64_t>(begin.time_since_epoch().count());
  return since > static_cast<uint64_t>(length.count());
}

Given<uint64_t> wholeIn(const json& args, const char* key) {
  if (!args.contains(key)) return {};
  const auto number = wholeMember(args, key);
  return {!number, number};
}

struct Filter {
  Given<CalendarTime> from, to;
  Given<ClipReason> reason;
  Given<hal::LensId> lens;

  bool takes(const ClipInfo& clip) const {
    if (reason.value && clip.start.reason != *reason.value) return false;
    if (lens.value && clip.start.lens != *lens.value) return false;
    if (!from.value && !to.value) return true;
    if (!clip.start.startedAt) return false;
    const CalendarTime begin = *clip.start.startedAt;
    return (!from.value || !endsBefore(begin, clip.length, *from.value)) &&
           (!to.value || begin < *to.value);
  }
};

json entry(const ClipInfo& clip) {
  json one{{"id", clip.id},
           {"lens", toString(clip.start.lens)},
           {"reason", toString(clip.start.reason)},
           {"length_s", toSeconds(clip.length)},
           {"frames", clip.frames},
           {"fragments", clip.fragments},
           {"bytes", clip.bytes},
           {"file", clip.file},
           {"open", clip.open}};
  if (clip.start.startedAt)
    one["started_unix_s"] = toSeconds(clip.start.startedAt->time_since_epoch());
  return one;
}

json page(const RingStore& store, const Filter& filter, ClipId after, size_t limit) {
  json clips = json::array();
  bool more = false;
  for (const ClipInfo& clip : store.list()) {
    if (clip.id <= after || !filter.takes(clip)) continue;
    more = clips.size() == limit;
    if (more) break;
    clips.push_back(entry(clip));
  }
  return {{"clips", std::move(clips)}, {"more", more}};
}

json foundClip(const ClipInfo& clip, CalendarTime at) {
  return {{"clip", clip.id},
          {"bytes", clip.bytes},
          {"file", clip.file},
          {"open", clip.open},
          {"length_s", toSeconds(clip.length)},
          {"started_unix_s", toSeconds(clip.start.startedAt->time_since_epoch())},
          {"offset_s", toSeconds(at - *clip.start.startedAt)}};
}

}  // namespace

json listClips(const RingStore* store, const json& args) {
  const Filter filter{timeIn(args, "from_unix_s"), timeIn(args, "to_unix_s"),
                      nameIn<ClipReason>(args, "reason", kReasons),
                      nameIn<hal::LensId>(args, "lens", hal::kLenses)};
  if (filter.from.wrong || filter.to.wrong)
    return errorAnswer("clip.list: 'from_unix_s' and 'to_unix_s' must be times");
  if (filter.reason.wrong)
    return errorAnswer("clip.list: 'reason' must be manual, event, snapshot or continuous");
  if (filter.lens.wrong) return errorAnswer("clip.list: 'lens' must be wide or ptz");
  const auto limit = wholeIn(args, "limit"), after = wholeIn(args, "after");
  const uint64_t most = limit.value.value_or(kMaxListed);
  if (limit.wrong || most < 1 || most > kMaxListed)
    return errorAnswer("clip.list: 'limit' must be 1 to " + std::to_string(kMaxListed));
  if (after.wrong) return errorAnswer("clip.list: 'after' must be a clip's id");
  if (store == nullptr) return okAnswer({{"clips", json::array()}, {"more", false}});
  return okAnswer(page(*store, filter, after.value.value_or(0), most));
}

json findClip(const RingStore* store, const json& args) {
  const auto lens = nameIn<hal::LensId>(args, "lens", hal::kLenses);
  const auto at = timeIn(args, "at_unix_s");
  if (!lens.value) return errorAnswer("clip.find: 'lens' must be wide or ptz");
  if (!at.value) return errorAnswer("clip.find: 'at_unix_s' must be a time");
  if (store == nullptr) return errorAnswer("no card in use");
  const auto clip = store->covering(*lens.value, *at.value);
  if (!clip) return errorAnswer("no clip covers this time");
  return okAnswer(foundClip(*clip, *at.value));
}

json pairClips(const RingStore* store, const json& args) {
  const auto at = timeIn(args, "at_unix_s");
  if (!at.value) return errorAnswer("clip.pair: 'at_unix_s' must be a time");
  if (store == nullptr) return errorAnswer("no card in use");
  json pair = json::object();
  for (const hal::LensId lens : hal::kLenses)
    if (const auto clip = store->covering(lens, *at.value))
      pair[toString(lens)] = foundClip(*clip, *at.value);
  if (pair.empty()) return errorAnswer("no clip covers this time");
  return okAnswer(pair);
}

}  // namespace tw::fw
