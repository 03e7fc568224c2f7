#include "tests/cardsoak/tally.h"

namespace tw::cardsoak {

using nlohmann::json;

void Tally::add(const Tally& o) {
  days += o.days;
  for (auto member : {&Tally::runs, &Tally::episodes, &Tally::cuts, &Tally::pulls, &Tally::cards,
                      &Tally::restarts, &Tally::acknowledged, &Tally::overwritten,
                      &Tally::judgements, &Tally::promises, &Tally::fragments, &Tally::lost,
                      &Tally::destroyed, &Tally::decoded, &Tally::states})
    this->*member += o.*member;
  for (const auto& [kind, count] : o.faults) faults[kind] += count;
  complaints.insert(complaints.end(), o.complaints.begin(), o.complaints.end());
}

json toJson(const Tally& t) {
  return {{"days", t.days},
          {"counts",
           {t.runs, t.episodes, t.cuts, t.pulls, t.cards, t.restarts, t.acknowledged, t.overwritten,
            t.judgements, t.promises, t.fragments, t.lost, t.destroyed, t.decoded, t.states}},
          {"faults", t.faults},
          {"complaints", t.complaints}};
}

Tally tallyFrom(const json& from) {
  Tally t;
  t.days = from.at("days");
  size_t at = 0;
  for (uint64_t* count : {&t.runs, &t.episodes, &t.cuts, &t.pulls, &t.cards, &t.restarts,
                          &t.acknowledged, &t.overwritten, &t.judgements, &t.promises, &t.fragments,
                          &t.lost, &t.destroyed, &t.decoded, &t.states})
    *count = from.at("counts").at(at++);
  t.faults = from.at("faults");
  t.complaints = from.at("complaints");
  return t;
}

}  // namespace tw::cardsoak
