// What came of a run, or of several.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tw::cardsoak {

struct Tally {
  double days = 0;
  uint64_t runs = 0, episodes = 0, cuts = 0, pulls = 0, cards = 0, restarts = 0;
  std::map<std::string, uint64_t> faults = {};  // applied, by kind
  uint64_t acknowledged = 0, overwritten = 0;   // fragments and pictures
  uint64_t judgements = 0, promises = 0, fragments = 0, lost = 0, destroyed = 0, decoded = 0;
  uint64_t states = 0;                       // judged
  std::vector<std::string> complaints = {};  // each with how to see it again

  void add(const Tally& other);
};
nlohmann::json toJson(const Tally& tally);
Tally tallyFrom(const nlohmann::json& json);

}  // namespace tw::cardsoak
