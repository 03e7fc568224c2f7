#include "tests/powercut/cut.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace tw::powercut {
namespace {

using Moment = Variant::Moment;
using Arrives = Variant::Arrives;
using sim::RandomStream;

constexpr Variant kWriteVariants[] = {
    {"before it takes effect", Moment::kBegun, Arrives::kNothing},
    {"torn, what came first arrives", Moment::kBegun, Arrives::kFirst},
    {"torn, what came last arrives", Moment::kBegun, Arrives::kLast},
    {"some sectors arrive, some are torn", Moment::kBegun, Arrives::kDice},
    {"it ended, nothing was flushed", Moment::kEnded, Arrives::kAll},
    {"torn, and cut again while it is mended", Moment::kBegun, Arrives::kDice, true},
};
constexpr Variant kFlushVariants[] = {
    {"before it takes effect", Moment::kBegun, Arrives::kNothing},
    {"midway, what came first arrived", Moment::kMidway, Arrives::kFirst},
    {"midway, what came last arrived", Moment::kMidway, Arrives::kLast},
    {"midway, some sectors arrived, some are torn", Moment::kMidway, Arrives::kDice},
    {"it ended, the firmware does not know", Moment::kEnded, Arrives::kNothing},
    {"midway, and cut again while it is mended", Moment::kMidway, Arrives::kDice, true},
};
constexpr Variant kFlashVariants[] = {
    {"before it takes effect", Moment::kBegun, Arrives::kDice},
    {"midway", Moment::kMidway, Arrives::kDice},
    {"midway, elsewhere", Moment::kMidway, Arrives::kNothing},
    {"midway, elsewhere again", Moment::kMidway, Arrives::kAll},
    {"it ended, the firmware does not know", Moment::kEnded, Arrives::kDice},
    {"midway, and cut again while it is mended", Moment::kMidway, Arrives::kDice, true},
};

const Variant& variantOf(const Cut& cut) {
  return variantsOf(cut.operation.kind)[static_cast<size_t>(cut.variant)];
}

RandomStream chance(const Cut& cut, const std::string& what) {
  return RandomStream("power cut " + std::to_string(cut.operation.number) + "/" +
                          std::to_string(cut.variant) + " " + what,
                      cut.seed);
}

size_t rollDice(RandomStream& random) {
  constexpr double kTorn = 0.2;
  const double dice = random.uniform();
  if (dice < kTorn) return random.below(hal::kSectorSize);
  return dice < 0.6 ? 0 : hal::kSectorSize;
}

// Where among the unflushed bytes, counted from the last, what arrives begins or ends is drawn at
// the first sector.
sim::VirtualCardSlot::ArrivingBytes arriving(Arrives arrives, RandomStream random) {
  switch (arrives) {
    case Arrives::kNothing:
      return [](size_t) { return size_t{0}; };
    case Arrives::kAll:
      return [](size_t) { return hal::kSectorSize; };
    case Arrives::kDice:
      return [random](size_t) mutable { return rollDice(random); };
    case Arrives::kFirst:
    case Arrives::kLast:
      break;
  }
  return [random, first = arrives == Arrives::kFirst,
          border = std::optional<uint64_t>()](size_t left) mutable {
    if (!border) border = random.below(left * hal::kSectorSize);
    const uint64_t from = (left - 1) * hal::kSectorSize;  // bytes behind this sector
    if (*border >= from && *border < from + hal::kSectorSize)
      return static_cast<size_t>(*border - from);  // torn
    return (*border < from) == first ? hal::kSectorSize : size_t{0};
  };
}

void runTo(Stage& stage, const Truth& truth, const Cut& cut) {
  const Operation& op = truth.operations[cut.operation.number - 1];
  switch (variantOf(cut).moment) {
    case Moment::kBegun:
      return;
    case Moment::kMidway: {
      const double share = chance(cut, "moment").uniform(0.02, 0.98);
      const Instant at = op.begun + fromSeconds(share * toSeconds(op.ended - op.begun));
      while (stage.twin().queue().nextTime() <= at && stage.step()) {
      }
      return stage.twin().runUntil(at);
    }
    case Moment::kEnded:
      while (stage.operations().busy(op.kind) && stage.twin().now() < op.ended) stage.step();
      return;
  }
}

void pullPlug(Stage& stage) {
  stage.twin().apply({{}, "cam", "unplug"});
  stage.twin().apply({{}, "cam", "release_reset"});
}

bool shows(Stage& stage, const char* signal, const char* text) {
  const auto& signals = stage.twin().signals();
  return signals.text(signals.find(signal).value()) == text;
}

bool settled(Stage& stage) {
  if (!shows(stage, "cam/firmware.ready", "true")) return false;
  if (shows(stage, "cam/firmware.card_state", "starting")) return false;
  return !shows(stage, "cam/ethernet.cable", "true") || shows(stage, "cam/firmware.session", "up");
}

// At one of the first operations that it begins, chance says at which.
void cutWhileMending(Stage& stage, const Cut& cut) {
  OperationWatch watch(stage.twin());
  watch.begun();
  size_t left = 1 + chance(cut, "again").below(8);
  const Instant limit = stage.twin().now() + 10s;
  while (stage.twin().step(limit)) {
    const size_t begun = watch.begun().size();
    if (begun >= left) break;
    left -= begun;
  }
  pullPlug(stage);
  stage.twin().runUntil(stage.twin().now() + 1s);
  stage.twin().apply({{}, "cam", "plug_in"});
}

}  // namespace

std::span<const Variant> variantsOf(Operation::Kind kind) {
  switch (kind) {
    case Operation::Kind::kCardWrite:
      return kWriteVariants;
    case Operation::Kind::kCardFlush:
      return kFlushVariants;
    case Operation::Kind::kFlash:
      return kFlashVariants;
  }
  return {};
}

std::string describe(const Cut& cut) {
  return "seed " + std::to_string(cut.seed) + " write " + std::to_string(cut.operation.number) +
         " variant " + std::to_string(cut.variant) + " (" + cut.operation.call + ", " +
         variantOf(cut).name + ")";
}

void cutPower(Stage& stage, const Truth& truth, const Cut& cut) {
  sim::Camera& camera = stage.camera();
  camera.card().keepPrivate();
  camera.card().decidePowerLoss(arriving(variantOf(cut).arrives, chance(cut, "card")));
  camera.flash().reseed(chance(cut, "flash").next());
  runTo(stage, truth, cut);
  pullPlug(stage);
}

void startAgain(Stage& stage, const Cut& cut) {
  sim::Twin& twin = stage.twin();
  twin.runUntil(twin.now() + 1s);
  if (stage.lyingCard()) stage.camera().card().applyFault("lying_flush", 0);
  stage.camera().inference().applyFault("dead", 1);  // nobody comes: nothing new is recorded
  twin.apply({{}, "cam", "plug_in"});
  if (variantOf(cut).again) cutWhileMending(stage, cut);
  const Instant limit = twin.now() + 60s;
  while (!settled(stage))
    if (!twin.step(limit)) throw std::runtime_error("not ready 60 s after the power came back");
  twin.runUntil(twin.now() + 1s);
}

}  // namespace tw::powercut
