#include "sim/scenario/diff.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

using Key = std::tuple<int64_t, std::string, uint64_t, uint32_t>;

Key keyOf(const TraceSecond& one) { return {one.second, one.device, one.hash, one.records}; }

bool sameCall(const TraceRecord& a, const TraceRecord& b) {
  return a.at == b.at && a.call == b.call && a.dataHash == b.dataHash;
}

std::vector<TraceRecord> of(std::span<const TraceRecord> records, const std::string& device) {
  std::vector<TraceRecord> mine;
  std::copy_if(records.begin(), records.end(), std::back_inserter(mine),
               [&device](const TraceRecord& one) { return one.device == device; });
  return mine;
}

std::optional<CallDifference> differenceOf(const std::string& device,
                                           const std::vector<TraceRecord>& left,
                                           const std::vector<TraceRecord>& right) {
  size_t index = 0;
  while (index < left.size() && index < right.size() && sameCall(left[index], right[index]))
    ++index;
  if (index == left.size() && index == right.size()) return {};
  CallDifference difference{device, index, {}, {}};
  if (index < left.size()) difference.left = left[index];
  if (index < right.size()) difference.right = right[index];
  return difference;
}

Instant timeOf(const CallDifference& difference) {
  return std::min(difference.left ? difference.left->at : kNever,
                  difference.right ? difference.right->at : kNever);
}

}  // namespace

std::optional<TraceDifference> firstDifference(std::span<const TraceSecond> left,
                                               std::span<const TraceSecond> right) {
  std::set<Key> inLeft, inRight;
  for (const TraceSecond& one : left) inLeft.insert(keyOf(one));
  for (const TraceSecond& one : right) inRight.insert(keyOf(one));
  std::set<std::pair<int64_t, std::string>> different;
  for (const Key& key : inLeft)
    if (!inRight.contains(key)) different.emplace(std::get<0>(key), std::get<1>(key));
  for (const Key& key : inRight)
    if (!inLeft.contains(key)) different.emplace(std::get<0>(key), std::get<1>(key));
  if (different.empty()) return {};
  TraceDifference first{different.begin()->first, {}};
  for (const auto& [second, device] : different)
    if (second == first.second) first.devices.push_back(device);
  return first;
}

std::optional<CallDifference> firstDifferentCall(std::span<const TraceRecord> left,
                                                 std::span<const TraceRecord> right,
                                                 std::span<const std::string> devices) {
  std::optional<CallDifference> earliest;
  for (const std::string& device : devices) {
    auto difference = differenceOf(device, of(left, device), of(right, device));
    if (difference && (!earliest || timeOf(*difference) < timeOf(*earliest)))
      earliest = std::move(difference);
  }
  return earliest;
}

std::string toLine(const TraceRecord& record) {
  const double time = toSeconds(record.at.time_since_epoch());
  std::string line = fixed(time, 9) + " s  " + record.device + "  " + record.call;
  if (record.dataHash != 0) line += "  data " + hexOf(record.dataHash);
  return line;
}

}  // namespace tw::sim
