#include "tests/cardsoak/episode.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/card_proof/small_camera.h"

namespace tw::cardsoak {
namespace {

using sim::FaultSpec;
using sim::RandomStream;

bool chance(RandomStream& random, double share) { return random.uniform() < share; }

double logUniform(RandomStream& random, double low, double high) {
  return std::exp(random.uniform(std::log(low), std::log(high)));
}

// Where more would only mean a dead card, and one new finding hide all others.
double mostOf(const FaultSpec& fault) {
  if (fault.kind == "bit_rot") return 300;
  if (fault.kind == "bad_units") return 0.3;
  return fault.max;
}

double drawMagnitude(RandomStream& random, const FaultSpec& fault) {
  if (fault.isSwitch()) return fault.max;
  const double high = mostOf(fault);
  const double low = std::max({fault.min, high * 1e-3, fault.unit == "bits" ? 1.0 : 0.0});
  return logUniform(random, low, high);
}

sim::CardSpec drawCard(RandomStream& random) {
  sim::CardSpec spec;
  const double size = random.uniform();
  const double bytes = size < 0.5    ? 64e6
                       : size < 0.7  ? random.uniform(64e6, 300e6)
                       : size < 0.9  ? random.uniform(300e6, 1e9)
                       : size < 0.96 ? random.uniform(8e6, 59e6)
                                     : random.uniform(560e9, 1000e9);
  spec.capacityBytes = static_cast<uint64_t>(bytes) / hal::kSectorSize * hal::kSectorSize;
  constexpr std::array kClasses{2, 4, 10, 10};
  spec.speedClass = kClasses[random.below(kClasses.size())];
  if (chance(random, 0.12)) {
    spec.realBytes = static_cast<uint64_t>(bytes * random.uniform(0.1, 0.95)) / hal::kSectorSize *
                     hal::kSectorSize;
    spec.beyond =
        chance(random, 0.5) ? sim::CardSpec::Beyond::kWraps : sim::CardSpec::Beyond::kDrops;
  }
  if (chance(random, 0.1)) spec.enduranceCycles = 2 + random.below(40);
  spec.writeProtected = chance(random, 0.06);
  return spec;
}

// In the middle of what the card is at, when it is at something soon.
void awaitOperation(Bench& bench, Duration into) {
  if (bench.runUntil([&] { return bench.shows("cam/card.busy", "true"); }, 3s)) bench.runFor(into);
}

class Draft {
 public:
  Draft(RandomStream& random, Duration length) : random_(random), length_(length) {}

  void add(Duration at, std::string name, std::function<void(Bench&)> act) {
    if (at < length_) acts_.push_back({at, std::move(name), std::move(act)});
  }
  Duration someTime(double from = 0, double to = 1) {
    return fromSeconds(toSeconds(length_) * random_.uniform(from, to));
  }
  Duration seconds(double low, double high) { return fromSeconds(random_.uniform(low, high)); }

  void hand();
  void pulls();
  void rain();
  void newCard();
  void powerCuts();
  void restarts();
  void fault(const FaultSpec& spec);
  std::vector<Act> take();

 private:
  void action(Duration at, const std::string& name,
              nlohmann::json args = nlohmann::json::object()) {
    add(at, name, [=](Bench& bench) { bench.apply(name, args); });
  }
  void setting(Duration at, const std::string& name, bool value) {
    action(at, "change_setting", {{"name", name}, {"value", value}});
  }
  void oneAct(Duration at);
  // At random, or in the middle of an operation of the card.
  void inTheMiddle(Duration at, const std::string& name, std::function<void(Bench&)> act);

  RandomStream& random_;
  Duration length_;
  std::vector<Act> acts_;
};

void Draft::oneAct(Duration at) {
  const std::string lens = chance(random_, 0.5) ? "wide" : "ptz";
  switch (random_.below(11)) {
    case 0:
    case 1:
    case 2:
      action(at, "start_recording");
      return action(at + seconds(2, chance(random_, 0.8) ? 40 : 300), "stop_recording");
    case 3:
    case 4:
      return action(at, "take_snapshot", {{"lens", lens}});
    case 5:
      setting(at, "continuous_recording", true);
      if (chance(random_, 0.85)) setting(at + seconds(5, 120), "continuous_recording", false);
      return;
    case 6:
      return setting(at, "record_audio", chance(random_, 0.5));
    case 7:
      setting(at, "detect_human", true);  // looking costs time, so only meanwhile
      add(at + 1s, "walk by", [](Bench& bench) { proof::walkBy(bench.twin()); });
      return setting(at + 5s, "detect_human", false);
    case 8:
      return action(at, "list_clips");
    case 9:
      return action(at, "fetch_clip", {{"lens", lens}, {"ago_s", random_.uniform(1, 900)}});
    default:
      if (chance(random_, 0.3)) add(at, "initialise", [](Bench& bench) { bench.initialise(); });
  }
}

void Draft::hand() {
  for (Duration at = seconds(5, 60); at < length_; at += seconds(2, 80)) oneAct(at);
}

void Draft::inTheMiddle(Duration at, const std::string& name, std::function<void(Bench&)> act) {
  if (chance(random_, 0.4)) return add(at, name, std::move(act));
  const Duration into = fromSeconds(random_.uniform(0, 0.02));
  add(at, name + " in the middle", [=](Bench& bench) {
    awaitOperation(bench, into);
    act(bench);
  });
}

void Draft::pulls() {
  for (uint64_t i = random_.below(3); i > 0; --i) {
    const Duration at = someTime();
    inTheMiddle(at, "pull", [](Bench& bench) { bench.pull(); });
    add(at + seconds(0.1, chance(random_, 0.5) ? 3 : 90), "put back",
        [](Bench& bench) { bench.putBack(); });
  }
  if (chance(random_, 0.15)) {
    const Duration at = someTime();
    add(at, "lock", [](Bench& bench) { bench.lock(true); });
    if (chance(random_, 0.5))
      add(at + seconds(5, 200), "unlock", [](Bench& bench) { bench.lock(false); });
  }
}

void Draft::rain() {
  const Duration at = someTime(0, 0.8);
  add(at, "rain", [](Bench& bench) { bench.rain(true); });
  add(at + seconds(5, 200), "the cover is closed", [](Bench& bench) { bench.rain(false); });
}

void Draft::newCard() {
  const sim::CardSpec spec = drawCard(random_);
  const Duration at = someTime(0, 0.5);
  add(at, "another card", [spec](Bench& bench) { bench.insert(spec); });
  if (chance(random_, 0.85))
    add(at + seconds(3, 40), "initialise", [](Bench& bench) { bench.initialise(); });
  action(at + seconds(60, 90), "start_recording");
}

void Draft::powerCuts() {
  for (uint64_t i = random_.below(3); i > 0; --i) {
    const Duration at = someTime();
    inTheMiddle(at, "unplug", [](Bench& bench) { bench.unplug(); });
    Duration again = at + seconds(0.2, 30);
    add(again, "plug in", [](Bench& bench) { bench.plug(); });
    if (chance(random_, 0.2)) {  // while what the first left is mended
      again += seconds(0.5, 8);
      inTheMiddle(again, "unplug", [](Bench& bench) { bench.unplug(); });
      again += seconds(1, 10);
      add(again, "plug in", [](Bench& bench) { bench.plug(); });
    }
    if (chance(random_, 0.7)) action(again + seconds(20, 60), "start_recording");
  }
}

void Draft::restarts() {
  const Duration at = someTime();
  if (chance(random_, 0.2)) {
    add(at, "hang", [](Bench& bench) { bench.hang(); });
    action(at + seconds(40, 60), "start_recording");
  }
  if (chance(random_, 0.06)) {
    add(at, "factory reset", [](Bench& bench) {
      ++bench.counts.restarts;
      bench.apply("press_reset");
    });
    action(at + 7s, "release_reset");
    action(at + 60s, "add_camera");
  }
}

void Draft::fault(const FaultSpec& spec) {
  const Duration begin = someTime(0, 0.8);
  const double magnitude = drawMagnitude(random_, spec);
  const std::string kind = spec.kind;
  add(begin, kind + " " + std::to_string(magnitude),
      [=](Bench& bench) { bench.fault(kind, magnitude); });
  if (chance(random_, 0.7))
    add(begin + seconds(1, toSeconds(length_ - begin)), kind + " ends",
        [=](Bench& bench) { bench.fault(kind, 0); });
}

std::vector<Act> Draft::take() {
  std::stable_sort(acts_.begin(), acts_.end(),
                   [](const Act& a, const Act& b) { return a.at < b.at; });
  return std::move(acts_);
}

}  // namespace

Episode drawEpisode(RandomStream& random, const std::vector<FaultSpec>& faults) {
  Episode episode;
  episode.length = fromSeconds(random.uniform(300, 1200));
  Draft draft(random, episode.length);
  draft.hand();
  draft.pulls();
  draft.powerCuts();
  draft.restarts();
  if (chance(random, 0.25)) draft.newCard();
  if (chance(random, 0.08)) draft.rain();
  for (uint64_t i = faults.empty() ? 0 : 1 + random.below(3); i > 0; --i)
    draft.fault(faults[random.below(faults.size())]);
  episode.acts = draft.take();
  for (uint64_t i = random.below(3); i > 0; --i) episode.probes.push_back(draft.someTime());
  std::sort(episode.probes.begin(), episode.probes.end());
  return episode;
}

}  // namespace tw::cardsoak
