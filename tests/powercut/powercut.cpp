// The power-cut sweep (PWR-4, SDC-6): a run that writes everything a camera writes is played once
// as a rehearsal and once more, and at every write, flush, erasure and programming of the second
// time copies of the whole process cut the power in several ways, start again, and judge what is
// left. The last line sums up.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "tests/card_proof/children.h"
#include "tests/card_proof/clips.h"
#include "tests/card_proof/program.h"
#include "tests/powercut/cut.h"
#include "tests/powercut/verdict.h"

namespace tw::powercut {
namespace {

struct Options {
  StageSetup stage;
  size_t every = 1;               // each so many-th operation
  std::optional<size_t> only;     // this one; nothing: all
  std::optional<size_t> variant;  // this one; nothing: all
  size_t jobs = 2;                // cuts at a time
  size_t thorough = 50;           // each so many-th cut decodes every clip to its last frame
  size_t failures = 0;            // stop after so many; 0: never
};

struct Sum {
  size_t cuts = 0, failed = 0, thorough = 0;
  uint64_t fragments = 0, lost = 0, decoded = 0;
};

nlohmann::json tell(const Verdict& verdict) {
  return {{"fragments", verdict.fragments},
          {"lost", verdict.lost},
          {"decoded", verdict.decoded},
          {"complaints", verdict.complaints}};
}

Verdict tryCut(Stage& stage, const Truth& truth, const Cut& cut, bool thorough) {
  const bool inUse = stage.ledger().card() == Ledger::Card::kInUse;
  const uint64_t system = inUse ? systemHash(stage.camera().card()) : 0;
  cutPower(stage, truth, cut);
  const Promised promised{stage.ledger(), truth.settingsAt(stage.twin().now()), system};
  try {
    startAgain(stage, cut);
  } catch (const std::exception& e) {
    Verdict verdict = judge(stage, truth, promised, thorough);
    verdict.complaints.insert(verdict.complaints.begin(), e.what());
    return verdict;
  }
  return judge(stage, truth, promised, thorough);
}

class Sweep {
 public:
  Sweep(const Options& options, const Truth& truth)
      : options_(options), truth_(truth), stage_(options.stage), children_(options.jobs) {}

  Sum run() {
    while (!enough() && stage_.step())
      for (const Operation& operation : stage_.begun())
        if (chosen(operation)) cutsAt(operation);
    if (!enough() && stage_.camera().card().imageHash() != truth_.cardHash)
      throw std::runtime_error("the second run is not the rehearsal's: its card differs");
    return sum_;
  }

 private:
  bool enough() const { return options_.failures > 0 && sum_.failed >= options_.failures; }
  bool chosen(const Operation& operation) const {
    if (options_.only) return operation.number == *options_.only;
    // The flash's are few, and each is of another kind.
    return operation.kind == Operation::Kind::kFlash || operation.number % options_.every == 0;
  }

  // The parent's card must not change while its children look at it: all end before it goes on.
  void cutsAt(const Operation& operation) {
    expectOneThread();
    for (size_t variant = 0; variant < variantsOf(operation.kind).size(); ++variant)
      if (variant == options_.variant.value_or(variant))
        begin({operation, static_cast<int>(variant), options_.stage.seed});
    children_.waitForAll();
  }

  void begin(const Cut& cut) {
    const bool thorough = ++begun_ % options_.thorough == 0;
    children_.start(
        [this, cut, thorough] { return tell(tryCut(stage_, truth_, cut, thorough)).dump(); },
        [this, cut, thorough](const std::string& told) { take(cut, thorough, told); });
  }

  void take(const Cut& cut, bool thorough, const std::string& told) {
    ++sum_.cuts;
    sum_.thorough += thorough ? 1 : 0;
    if (told.starts_with("crashed")) return fail(cut, {told});
    const auto verdict = nlohmann::json::parse(told);
    sum_.fragments += verdict.at("fragments").get<uint64_t>();
    sum_.lost += verdict.at("lost").get<uint64_t>();
    sum_.decoded += verdict.at("decoded").get<uint64_t>();
    if (!verdict.at("complaints").empty()) fail(cut, verdict.at("complaints"));
  }

  void fail(const Cut& cut, const std::vector<std::string>& complaints) {
    ++sum_.failed;
    std::cout << "FAIL " << describe(cut) << ": again with --seed " << cut.seed << " --only "
              << cut.operation.number << " --variant " << cut.variant << '\n';
    for (const std::string& complaint : complaints) std::cout << "  " << complaint << '\n';
    std::cout.flush();
  }

  Options options_;
  const Truth& truth_;
  Stage stage_;
  Children children_;
  Sum sum_;
  size_t begun_ = 0;
};

void addOptions(CLI::App& app, Options& options) {
  app.option_defaults()->always_capture_default();
  app.add_option("--seed", options.stage.seed, "of the run and of all cuts")->check(seedRange());
  app.add_option("--every", options.every,
                 "cut at each so many-th write and flush of the card, and at all of the flash")
      ->check(wholeNumber(1, 1'000'000));
  app.add_option("--jobs", options.jobs, "cuts at a time")
      ->check(wholeNumber(1, 1000))
      ->take_last();
  app.add_option("--thorough", options.thorough,
                 "each so many-th cut decodes every clip to its last frame")
      ->check(wholeNumber(1, 1'000'000));
  app.add_option("--failures", options.failures, "stop after so many; 0: never")
      ->check(wholeNumber(0, 1'000'000));
  constexpr uint64_t kMost = 1'000'000'000;  // how many there are is known after the rehearsal
  app.add_option("--only", options.only,
                 "cut at this operation alone, counted from 1; at all when left out")
      ->check(wholeNumber(1, kMost).description(""));
  app.add_option("--variant", options.variant,
                 "in this way alone, counted from 0; in all when left out")
      ->check(wholeNumber(0, kMost).description(""));
  app.add_flag("--lying-card", options.stage.lyingCard,
               "the card's flushes make nothing durable: fragments must be lost");
}

void expect(const char* option, size_t value, const CLI::Validator& range) {
  const std::string why = range(std::to_string(value));
  if (!why.empty()) throw CLI::ValidationError(option, why);
}

// Which operations there are, the rehearsal tells.
void checkChoice(const Options& options, const std::vector<Operation>& operations) {
  if (options.only) expect("--only", *options.only, wholeNumber(1, operations.size()));
  if (!options.variant) return;
  size_t ways = 0;
  for (const Operation& operation : operations)
    if (operation.number == options.only.value_or(operation.number))
      ways = std::max(ways, variantsOf(operation.kind).size());
  expect("--variant", *options.variant, wholeNumber(0, ways - 1));
}

bool sweep(const Options& options) {
  const Truth truth = rehearse(options.stage);
  checkChoice(options, truth.operations);
  std::cout << "the run: seed " << options.stage.seed << ", " << truth.operations.size()
            << " writes and flushes, " << truth.acknowledged << " fragments in "
            << truth.files.size() << " clips and pictures, " << truth.framesPlayed
            << " frames play, " << truth.settings.size() << " settings" << std::endl;
  const Sum sum = Sweep(options, truth).run();
  std::cout << "frames decoded again " << sum.decoded << ", cuts judged by decoding everything "
            << sum.thorough << "\ncuts tried " << sum.cuts << ", cuts failed " << sum.failed
            << ", fragments acknowledged before them and not overwritten " << sum.fragments
            << ", fragments lost " << sum.lost << std::endl;
  return sum.failed == 0 && sum.lost == 0 && sum.cuts > 0;
}

}  // namespace
}  // namespace tw::powercut

int main(int argc, char** argv) {
  CLI::App app("Cuts the power at every write of a recording camera and judges what is left");
  tw::powercut::Options options;
  tw::powercut::addOptions(app, options);
  return tw::proof::runProof(app, argc, argv, [&] { return tw::powercut::sweep(options); });
}
