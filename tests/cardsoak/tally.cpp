#include "tests/cardsoak/tally.h"

namespace tw::cardsoak {

using nlohmann::json;

namespace {
constexpr uint64_t Tally::*kCounts[] = {
    &Tally::runs,       &Tally::episodes, &Tally::cuts,         &Tally::pulls,
    &Tally::cards,      &Tally::restarts, &Tally::acknowledged, &Tally::overwritten,
    &Tally::judgements, &Tally::promises, &Tally::fragments,    &Tally::lost,
    &Tally::destroyed,  &Tally::decoded,  &Tally::states};
}  // namespace

void Tally::add(const Tally& o) {
  days += o.days;
  for (const auto count : kCounts) this->*count += o.*count;
  for (const auto& [kind, count] : o.faults) faults[kind] += count;
  complaints.insert(complaints.end(), o.complaints.begin(), o.complaints.end());
}

json toJson(const Tally& t) {
  json counts;
  for (const auto count : kCounts) counts.push_back(t.*count);
  return {{"days", t.days}, {"counts", counts}, {"faults", t.faults}, {"complaints", t.complaints}};
}

Tally tallyFrom(const json& from) {
  Tally t;
  t.days = from.at("days");
  size_t at = 0;
  for (const auto count : kCounts) t.*count = from.at("counts").at(at++);
  t.faults = from.at("faults");
  t.complaints = from.at("complaints");
  return t;
}

}  // namespace tw::cardsoak
