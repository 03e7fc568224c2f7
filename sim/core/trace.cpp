#include "sim/core/trace.h"

namespace tw::sim {
namespace {

int64_t secondOf(Instant at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace

void Trace::record(std::string_view device, std::string_view call, std::span<const uint8_t> data) {
  const Instant now = now_();
  if (const int64_t second = secondOf(now); second != second_) {
    closeSecond();
    second_ = second;
  }
  auto bin = open_.find(device);
  if (bin == open_.end()) bin = open_.emplace(std::string(device), Bin{}).first;
  const uint64_t dataHash = data.empty() ? 0 : hashOf(data);
  bin->second.hasher.add(static_cast<uint64_t>(now.time_since_epoch().count()));
  bin->second.hasher.add(call);
  bin->second.hasher.add(dataHash);
  ++bin->second.records;
  if (now >= from_ && now < to_)
    window_.push_back({now, std::string(device), std::string(call), dataHash});
}

void Trace::keepWindow(Instant from, Instant to) {
  from_ = from;
  to_ = to;
}

void Trace::appendOpen(std::vector<TraceSecond>& to) const {
  for (const auto& [device, bin] : open_)
    to.push_back({second_, device, bin.hasher.digest(), bin.records});
}

void Trace::closeSecond() {
  appendOpen(closed_);
  open_.clear();
}

std::vector<TraceSecond> Trace::seconds() const {
  std::vector<TraceSecond> all = closed_;
  appendOpen(all);
  return all;
}

uint64_t Trace::hash() const {
  Hasher hasher;
  for (const TraceSecond& s : seconds()) {
    hasher.add(static_cast<uint64_t>(s.second));
    hasher.add(s.device);
    hasher.add(s.hash);
  }
  return hasher.digest();
}

}  // namespace tw::sim
