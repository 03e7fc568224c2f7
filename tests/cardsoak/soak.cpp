#include "tests/cardsoak/soak.h"

#include <algorithm>
#include <cstdio>

#include "sim/core/json_reader.h"
#include "tests/card_proof/children.h"
#include "tests/card_proof/small_camera.h"
#include "tests/cardsoak/episode.h"
#include "tests/cardsoak/oracle.h"
#include "tests/cardsoak/verdict.h"

namespace tw::cardsoak {
namespace {

using nlohmann::json;

constexpr Duration kHandRecording = 20s;
constexpr uint64_t kLeastAcknowledged = 2 * 15;  // fragments of a recording so long, by two lenses
constexpr uint64_t kLeastSlots = 6;              // fewer that are not given up need not record
constexpr uint64_t kCheckedEvery = 4;            // episodes, by fsck.fat

std::vector<sim::FaultSpec> chosenFaults(Bench& bench, const std::vector<std::string>& kinds) {
  std::vector<sim::FaultSpec> specs = bench.camera().card().faults();
  if (!kinds.empty())
    std::erase_if(specs, [&](const sim::FaultSpec& spec) {
      return std::find(kinds.begin(), kinds.end(), spec.kind) == kinds.end();
    });
  return specs;
}

class Run {
 public:
  explicit Run(const RunSetup& setup) : setup_(setup), bench_(setup.seed, setup.lyingCard) {}

  Tally run() {
    try {
      setUp(bench_);
      for (; episode_ < setup_.episodes; ++episode_) {
        runEpisode();
        endTroubles();
      }
    } catch (const std::exception& e) {
      complain(std::string("the run ends here: ") + e.what());
    }
    sumUp();
    return std::move(tally_);
  }

 private:
  void complain(const std::string& what);
  void complainAll(const std::vector<std::string>& all) {
    for (const std::string& what : all) complain(what);
  }
  void tell(const std::string& what) const;
  void tellLog();
  void goTo(Instant at);
  void runEpisode();
  void perform(const Act& act);
  void judgeShownNow();
  void endTroubles();
  bool rests(const std::set<std::string>& states) const;
  void awaitRest();
  void recordByHand();
  void recordAlways();
  void initialiseIfBlank();
  uint64_t acknowledgedWithin(Duration length);
  void judgeCopy(bool cutOff);
  void take(const Verdict& verdict);
  void sumUp();

  RunSetup setup_;
  Bench bench_;
  Tally tally_;
  uint64_t episode_ = 0;
  size_t told_ = 0;                       // events
  std::vector<std::string> shownBefore_;  // complaints
};

void Run::complain(const std::string& what) {
  char when[48];
  std::snprintf(when, sizeof when, " at %.3f s: ", toSeconds(bench_.now() - Instant{}));
  std::string faults;
  for (const std::string& kind : setup_.faults)
    faults += (faults.empty() ? " --faults " : ",") + kind;
  tally_.complaints.push_back("seed " + std::to_string(setup_.seed) + " episode " +
                              std::to_string(episode_ + 1) + when + what + "; again with --seed " +
                              std::to_string(setup_.seed) + " --episodes " +
                              std::to_string(episode_ + 1) + faults +
                              (setup_.lyingCard ? " --lying-card" : "") + " --story");
  tell("COMPLAINT " + what);
}

void Run::tell(const std::string& what) const {
  if (!setup_.story) return;
  std::printf("%12.3f s  %s\n", toSeconds(bench_.now() - Instant{}), what.c_str());
  std::fflush(stdout);
}

// What the firmware says of its card, and what goes wrong with a recording.
void Run::tellLog() {
  const auto& events = bench_.twin().events().events();
  for (; told_ < events.size(); ++told_) {
    const auto& event = events[told_];
    if (!setup_.story || event.kind != "log") continue;
    const auto part = event.fields.at("part").get<std::string>();
    const bool well = event.fields.at("level") == "info";
    if (part == "card" || (part == "recorder" && !well))
      std::printf("%12.3f s    %s: %s\n", toSeconds(event.at - Instant{}), part.c_str(),
                  event.fields.at("text").get<std::string>().c_str());
  }
}

// In pieces, so that what the book finds wrong is told near its instant.
void Run::goTo(Instant at) {
  while (bench_.now() < at) {
    bench_.runUntil(std::min(at, bench_.now() + 5s));
    tellLog();
    complainAll(bench_.book().takeComplaints());
  }
}

void Run::runEpisode() {
  sim::RandomStream random("card soak episode " + std::to_string(episode_), setup_.seed);
  const Episode episode = drawEpisode(random, chosenFaults(bench_, setup_.faults));
  const Instant begin = bench_.now();
  tell("episode " + std::to_string(episode_ + 1));
  auto probe = episode.probes.begin();
  const auto probeUntil = [&](Instant until) {
    for (; probe != episode.probes.end() && begin + *probe <= until; ++probe) {
      goTo(begin + *probe);
      judgeCopy(true);
    }
    goTo(until);
    judgeShownNow();
  };
  for (const Act& act : episode.acts) {
    probeUntil(std::max(bench_.now(), begin + act.at));
    perform(act);
  }
  probeUntil(std::max(bench_.now(), begin + episode.length));
  judgeCopy(true);
  ++tally_.episodes;
}

void Run::perform(const Act& act) {
  tell(act.name);
  act.act(bench_);
  complainAll(bench_.book().takeComplaints());
}

void Run::judgeShownNow() {
  const Facts& facts = bench_.facts();
  const Instant now = bench_.now();
  if (!facts.powered || now - facts.changed < kShowsAfter) return;
  if (!facts.readySince || now - *facts.readySince < kShowsAfter) return;
  ++tally_.states;
  std::vector<std::string> complaints = judgeShown(bench_);
  if (complaints != shownBefore_) complainAll(complaints);  // else it goes on as before
  shownBefore_ = std::move(complaints);
}

// The faults end, the power is on, a card is in and not locked: everything must be well again.
void Run::endTroubles() {
  tell("all faults end");
  bench_.endFaults();
  bench_.apply("release_reset");
  bench_.dry();
  bench_.plug();
  bench_.putBack();
  bench_.lock(false);
  bench_.apply("fault", {{"device", "firmware"}, {"kind", "hang"}, {"magnitude", 0}});
  if (bench_.shows("phone/cam.bound", "false")) bench_.apply("add_camera");
  goTo(bench_.now() + kShowsAfter + 5s);
  if (!bench_.runUntil([&] { return bench_.shows("cam/firmware.ready", "true"); }, 90s))
    return complain("not ready two minutes after all faults ended");
  bench_.apply("stop_recording");
  goTo(bench_.now() + kShowsAfter);
  awaitRest();
  judgeShownNow();
  initialiseIfBlank();
  recordByHand();
  recordAlways();
  goTo(bench_.now() + kShowsAfter);
  judgeShownNow();
  judgeCopy(false);
}

bool Run::rests(const std::set<std::string>& states) const {
  return states.contains(bench_.shown("cam/firmware.card_state"));
}

void Run::awaitRest() {
  const auto rests = [&] {
    return this->rests(statesAtRest(bench_.facts(), bench_.book().damage));
  };
  const Instant limit = bench_.now() + kTriedAgain;
  while (!rests() && bench_.now() < limit) goTo(bench_.now() + 10s);
  if (rests()) return;
  complain("33 minutes after all faults ended the card is still " +
           bench_.shown("cam/firmware.card_state"));
  tell("taken out and put back");
  bench_.pull();
  bench_.putBack();
  goTo(bench_.now() + kShowsAfter);
  if (!rests()) complain("a card put back is still " + bench_.shown("cam/firmware.card_state"));
}

void Run::initialiseIfBlank() {
  if (!bench_.shows("cam/firmware.card_state", "uninitialised")) return;
  if (bench_.facts().locked || bench_.facts().worn) return;
  tell("initialise");
  const json answer = bench_.initialise();
  bench_.runUntil([&] { return bench_.shows("cam/firmware.card_state", "initialising"); }, 10s);
  const auto ended = [&] {
    const std::string state = bench_.shown("cam/firmware.card_state");
    return state != "initialising" && state != "starting";
  };
  if (!bench_.runUntil(ended, std::chrono::minutes{5}))
    complain("an initialisation without faults does not end");
  const bool well = bench_.shows("cam/firmware.card_state", "in_use");
  if (!well && bench_.facts().honest && !bench_.facts().worn)
    complain("an initialisation without faults ends as " + bench_.shown("cam/firmware.card_state") +
             ", answered " + answer.dump());
  if (well && !bench_.facts().honest) complain("a counterfeit card was not found out");
}

uint64_t Run::acknowledgedWithin(Duration length) {
  const uint64_t before = bench_.book().acknowledged;
  goTo(bench_.now() + length);
  return bench_.book().acknowledged - before;
}

void Run::recordByHand() {
  if (!rests({"in_use"}) || bench_.facts().worn) return;
  tell("record by hand");
  bench_.apply("start_recording");
  const uint64_t got = acknowledgedWithin(kHandRecording);
  bench_.apply("stop_recording");
  goTo(bench_.now() + 10s);
  if (got < kLeastAcknowledged && !bench_.facts().worn &&
      bench_.book().usableVideoSlots() >= kLeastSlots)
    complain("of 20 s recorded by hand after all faults ended, " + std::to_string(got) +
             " fragments are acknowledged");
}

void Run::recordAlways() {
  if (!rests({"in_use"}) || bench_.facts().worn) return;
  if (!bench_.appIsServed()) return;
  const json settings = bench_.ask("settings.get");
  if (settings.is_null() || !settings.value("ok", false))
    return complain("the app gets no settings: " + settings.dump());
  if (!settings.at("values").at("continuous_recording").get<bool>()) return;
  const uint64_t got = acknowledgedWithin(kHandRecording);
  if (got < kLeastAcknowledged && !bench_.facts().worn &&
      bench_.book().usableVideoSlots() >= kLeastSlots)
    complain("of 20 s of continuous recording after all faults ended, " + std::to_string(got) +
             " fragments are acknowledged");
}

// In a copy of this process, which may lose its power and read everything; `cutOff`: with its
// faults on and whatever it was at.
void Run::judgeCopy(bool cutOff) {
  if (!bench_.book().formatted()) return;  // nothing is owed
  proof::expectOneThread();
  const bool check = !cutOff && episode_ % kCheckedEvery == 0;
  proof::Children children(1);
  children.start(
      [&] {
        bench_.camera().card().keepPrivate();
        if (cutOff) bench_.unplug();
        bench_.endFaults();
        bench_.dry();
        return toJson(judgeCard(bench_, check)).dump();
      },
      [&](const std::string& told) {
        if (told.starts_with("crashed"))
          complain("a copy that is judged " + told);
        else
          take(verdictFrom(json::parse(told)));
      });
  children.waitForAll();
}

void Run::take(const Verdict& verdict) {
  ++tally_.judgements;
  tally_.promises += verdict.promises;
  tally_.fragments += verdict.fragments;
  tally_.lost += verdict.lost;
  tally_.destroyed += verdict.destroyed;
  tally_.decoded += verdict.decoded;
  complainAll(verdict.complaints);
  for (const uint32_t slot : verdict.broken) bench_.book().drop(slot);
  for (const uint32_t slot : verdict.played)
    if (auto& promise = bench_.book().slots()[slot].promise) promise->decoded = true;
}

void Run::sumUp() {
  tally_.runs = 1;
  tally_.days = toSeconds(bench_.now() - Instant{}) / 86400;
  tally_.cuts = bench_.counts.cuts;
  tally_.pulls = bench_.counts.pulls;
  tally_.cards = bench_.counts.cards;
  tally_.restarts = bench_.counts.restarts;
  tally_.faults = bench_.counts.faults;
  tally_.acknowledged = bench_.book().acknowledged;
  tally_.overwritten = bench_.book().overwritten;
}

}  // namespace

void checkFaults(const std::vector<std::string>& kinds) {
  const auto twin = proof::makeSmallCamera(1);
  std::string known;
  std::set<std::string> names;
  for (const auto& spec : twin->camera("cam").card().faults()) {
    names.insert(spec.kind);
    known += (known.empty() ? "" : ", ") + spec.kind;
  }
  for (const std::string& kind : kinds)
    if (!names.contains(kind))
      throw sim::InputError("--faults: the card has no fault '" + kind + "'; it has: " + known);
}

Tally soak(const RunSetup& setup) { return Run(setup).run(); }

}  // namespace tw::cardsoak
