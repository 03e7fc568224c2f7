// The card soak (SDC-3, SDC-4, SDC-6, PWR-4): mixtures of everything that can happen to a card, for
// virtual days, drawn from seeds. What was acknowledged and neither overwritten nor physically
// destroyed can be read; what is shown of the card is true; nothing is stuck once the faults end.
// The last line sums up.
#include <malloc.h>

#include <iostream>

#include "tests/card_proof/children.h"
#include "tests/card_proof/program.h"
#include "tests/cardsoak/soak.h"

namespace tw::cardsoak {
namespace {

struct Options {
  RunSetup run;
  double days = 0;  // virtual, of all runs; 0: one run
  size_t jobs = 1;  // runs at a time
};

void addOptions(CLI::App& app, Options& options) {
  app.option_defaults()->always_capture_default();
  app.add_option("--seed", options.run.seed, "of the first run; the next has the next")
      ->check(proof::seedRange());
  app.add_option("--episodes", options.run.episodes, "of each run, 5 to 20 virtual minutes each")
      ->check(proof::wholeNumber(1, 1'000'000));
  app.add_option("--days", options.days, "as many runs as make so many virtual days; 0: one run")
      ->check(proof::number(0, 10'000));
  app.add_option("--jobs", options.jobs, "runs at a time")
      ->check(proof::wholeNumber(1, 1000))
      ->take_last();
  app.add_option("--faults", options.run.faults,
                 "of the card, only these take part: KIND,KIND...; all when left out")
      ->delimiter(',');
  app.add_flag("--lying-card", options.run.lyingCard,
               "the card's flushes make nothing durable: fragments must be lost");
  app.add_flag("--story", options.run.story, "tells every act as it is done");
}

class Soak {
 public:
  explicit Soak(const Options& options) : options_(options), children_(options.jobs) {}

  Tally run() {
    RunSetup setup = options_.run;
    do {
      begin(setup);
      ++setup.seed;
    } while (sum_.days < options_.days);
    children_.waitForAll();
    return sum_;
  }

 private:
  void begin(const RunSetup& setup) {
    children_.start([setup] { return toJson(soak(setup)).dump(); },
                    [this, setup](const std::string& told) { take(setup, told); });
    if (options_.jobs == 1) children_.waitForAll();
  }
  void take(const RunSetup& setup, const std::string& told) {
    Tally tally;
    if (told.starts_with("crashed")) {
      tally.complaints = {"seed " + std::to_string(setup.seed) + ": the run " + told};
      tally.days = 1;  // a soak that only crashes ends, too
    } else {
      tally = tallyFrom(nlohmann::json::parse(told));
    }
    for (const std::string& complaint : tally.complaints) std::cout << "FAIL " << complaint << '\n';
    sum_.add(tally);
    std::cout << "seed " << setup.seed << ": " << tally.episodes << " episodes, " << tally.days
              << " days, " << tally.complaints.size() << " complaints" << std::endl;
  }

  Options options_;
  proof::Children children_;
  Tally sum_;
};

bool soakAll(const Options& options) {
  checkFaults(options.run.faults);
  const Tally sum = Soak(options).run();
  std::cout << "faults applied:";
  for (const auto& [kind, count] : sum.faults) std::cout << ' ' << kind << ' ' << count;
  std::cout << "\nruns " << sum.runs << ", cards " << sum.cards << ", restarts " << sum.restarts
            << ", acknowledged " << sum.acknowledged << ", overwritten " << sum.overwritten
            << ", copies judged " << sum.judgements << ", frames decoded " << sum.decoded
            << "\nvirtual days " << sum.days << ", episodes " << sum.episodes << ", power cuts "
            << sum.cuts << ", pulls " << sum.pulls << ", promises judged " << sum.promises
            << ", fragments owed " << sum.fragments << ", fragments lost " << sum.lost
            << ", physically destroyed " << sum.destroyed << ", states judged " << sum.states
            << ", complaints " << sum.complaints.size() << std::endl;
  return sum.complaints.empty() && sum.lost == 0 && sum.promises > 0;
}

}  // namespace
}  // namespace tw::cardsoak

int main(int argc, char** argv) {
  // Many small blocks and a few large ones: looking through the small ones at each large one took a
  // fourth of the time.
  mallopt(M_MXFAST, 0);
  CLI::App app("Soaks a camera's card in everything that can happen to it, for virtual days");
  tw::cardsoak::Options options;
  tw::cardsoak::addOptions(app, options);
  return tw::proof::runProof(app, argc, argv, [&] { return tw::cardsoak::soakAll(options); });
}
