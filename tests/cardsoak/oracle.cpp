#include "tests/cardsoak/oracle.h"

#include <algorithm>

namespace tw::cardsoak {
namespace {

using nlohmann::json;
using States = std::set<std::string>;

constexpr uint64_t kMostBytes = uint64_t{512} << 30, kLeastBytes = 60'000'000;
constexpr Duration kNoticed = 20s;  // after an operation that must fail
constexpr Duration kLongestInitialising = std::chrono::minutes{10};

bool within(const std::optional<Instant>& at, Instant now, Duration length) {
  return at && now - *at < length;
}
bool longAgo(const std::optional<Instant>& at, Instant now) { return at && now - *at >= kNoticed; }

std::string joined(const States& states) {
  std::string text;
  for (const std::string& state : states) text += (text.empty() ? "" : " or ") + state;
  return text;
}

std::string described(const Facts& facts) {
  std::string text =
      facts.inserted ? "a card of " + std::to_string(facts.capacityBytes) + " bytes" : "no card";
  if (!facts.honest) text += ", counterfeit";
  if (facts.formatted) text += ", formatted";
  if (facts.locked) text += ", locked";
  if (facts.worn) text += ", worn out";
  if (facts.wet) text += ", wet";
  for (const auto& [kind, magnitude] : facts.faults)
    text += ", " + kind + " " + std::to_string(magnitude);
  return text;
}

bool shouldAlarm(const std::string& state) { return state == "error" || state == "unsupported"; }

void judgeApp(Bench& bench, const std::string& state, std::vector<std::string>& complaints) {
  const json answer = bench.ask("status");
  if (!bench.shows("cam/firmware.card_state", state)) return;  // it has changed meanwhile
  if (answer.is_null() || !answer.value("ok", false))
    return complaints.push_back("the app gets no status: " + answer.dump());
  if (answer.at("card_state") != state)
    complaints.push_back("the app is told that the card is " + answer.at("card_state").dump() +
                         ", the firmware says " + state);
  const json& card = answer.at("card");
  const bool mounted = state == "in_use" || state == "read_only";
  if (card.is_null() == mounted)
    return complaints.push_back("the app is told of a card in state " + state + ": " + card.dump());
  if (!mounted) return;
  if (card.at("capacity_bytes") != bench.facts().capacityBytes)
    complaints.push_back("the app is told of another capacity: " + card.dump());
}

}  // namespace

States statesAtRest(const Facts& facts, const CardBook::Damage& damage) {
  if (!facts.inserted) return {"none"};
  if (facts.capacityBytes > kMostBytes || facts.capacityBytes < kLeastBytes) return {"unsupported"};
  States states;
  if (!facts.formatted) states.insert("uninitialised");
  if (facts.formatted || facts.halfWiped)
    states.insert(facts.locked || facts.worn ? "read_only" : "in_use");
  if (damage.card) states.insert("uninitialised");
  if (facts.askedToInitialise && (!facts.honest || facts.triedInRot)) states.insert("unsupported");
  return states;
}

States allowedStates(const Facts& facts, const CardBook::Damage& damage, Instant now) {
  States states = statesAtRest(facts, damage);
  if (!facts.inserted) return states;
  if (within(facts.askedToInitialise, now, kLongestInitialising) || facts.faults.contains("slow"))
    if (facts.askedToInitialise) states.insert("initialising");
  if (within(facts.refusing, now, kTriedAgain) && facts.formatted) {
    states.insert("read_only");
    if (!facts.refusesWrites() || !longAgo(facts.firstWrite, now)) states.insert("in_use");
  }
  if (within(facts.troubled, now, kTriedAgain)) states.insert({"error", "starting"});
  if (!facts.mute() || !longAgo(facts.firstOperation, now)) return states;
  if (within(facts.askedToInitialise, now, kNoticed)) return {"error", "starting", "initialising"};
  return {"error", "starting"};
}

std::vector<std::string> judgeShown(Bench& bench) {
  std::vector<std::string> complaints;
  const Facts& facts = bench.facts();
  const std::string state = bench.shown("cam/firmware.card_state");
  const States allowed = allowedStates(facts, bench.book().damage, bench.now());
  if (!allowed.contains(state))
    complaints.push_back("the card is shown as " + state + " and is " + joined(allowed) + ": " +
                         described(facts));
  // The pattern is known after some blinks.
  const bool blinks = bench.now() - facts.shownSince > 5s;
  const bool alarm = bench.shows("cam/led.pattern", "fast_red");
  if (blinks && alarm != shouldAlarm(state))
    complaints.push_back("the LED shows " + bench.shown("cam/led.pattern") +
                         " with a card that is " + state);
  if (bench.appIsServed()) judgeApp(bench, state, complaints);
  return complaints;
}

}  // namespace tw::cardsoak
