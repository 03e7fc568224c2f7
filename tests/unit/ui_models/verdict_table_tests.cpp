// How expectations and steps stand, told apart: now, at the end, and looked back to.
#include "tests/support/catch.h"
#include "ui/models/expectation_table.h"
#include "ui/models/step_table.h"

using namespace tw;
using namespace tw::ui;
using Verdict = ExpectationState;

namespace {
sim::ExpectationResult expectation(bool passed, bool open) {
  return {.id = "e", .title = "it comes", .words = "x is y", .passed = passed, .open = open};
}
Instant second(double number) { return Instant{fromSeconds(number)}; }
}  // namespace

TEST_CASE("Waiting, holding, broken, passed, failed and undecided are told apart") {
  CHECK(stateOf(expectation(false, true), {}) == Verdict::kNotYet);
  CHECK(stateOf(expectation(true, true), {}) == Verdict::kHoldsSoFar);
  CHECK(stateOf(expectation(false, false), {}) == Verdict::kBroken);
  CHECK(stateOf(expectation(true, false), {}) == Verdict::kPassed);
  CHECK(stateOf(expectation(false, false), {.ended = true}) == Verdict::kFailed);
  CHECK(stateOf(expectation(true, false), {.ended = true}) == Verdict::kPassed);
  CHECK(stateOf(expectation(true, true), {.ended = true}) == Verdict::kOpen);
}

TEST_CASE("Looked back to before it was decided, an expectation is undecided") {
  sim::ExpectationResult e = expectation(true, false);
  e.decidedAt = second(10);
  CHECK(stateOf(e, {.ended = true, .then = second(9)}) == Verdict::kOpen);
  CHECK(stateOf(e, {.ended = true, .then = second(10)}) == Verdict::kPassed);
  e.decidedAt.reset();
  e.to = second(20);
  CHECK(stateOf(e, {.ended = true, .then = second(19)}) == Verdict::kOpen);
  CHECK(stateOf(e, {.ended = true, .then = second(20)}) == Verdict::kPassed);
}

TEST_CASE("A table of expectations tells views only of rows that changed") {
  ExpectationTable table;
  int resets = 0;
  QList<int> changed;
  QObject::connect(&table, &QAbstractItemModel::modelReset, [&] { ++resets; });
  QObject::connect(&table, &QAbstractItemModel::dataChanged,
                   [&](const QModelIndex& first) { changed << first.row(); });
  std::vector<sim::ExpectationResult> all = {expectation(false, true), expectation(true, true)};
  table.show(all, {});
  CHECK(resets == 1);
  table.show(all, {});
  CHECK(changed.isEmpty());
  all[1].open = false;
  all[1].margin = {2, "s", 0.4, "came after 3 s of 5 s"};
  table.show(all, {});
  CHECK(resets == 1);
  CHECK(changed == QList<int>{1});
  const auto text = [&](int column) {
    return table.index(1, column).data().toString().toStdString();
  };
  CHECK(text(ExpectationTable::kState) == "passed");
  CHECK(text(ExpectationTable::kMargin) == "2 s (40 %)");
  CHECK(text(ExpectationTable::kDetail) == "came after 3 s of 5 s");
  CHECK(table.index(1, 0).data(ExpectationTable::kRelativeRole).toDouble() == 0.4);
  CHECK_FALSE(table.index(0, 0).data(ExpectationTable::kRelativeRole).isValid());
  CHECK(table.count(Verdict::kNotYet) == 1);
}

TEST_CASE("A step is done since a time, waits, or did not come") {
  StepTable table;
  sim::StepResult step{.id = "cable", .words = "insert_cable", .trigger = "at 3 s"};
  const auto text = [&](int row) {
    return table.index(row, StepTable::kWhen).data().toString().toStdString();
  };
  table.show({step}, 1, {});
  CHECK(text(0) == "waits: at 3 s");
  table.show({step}, 1, {.ended = true});
  CHECK(text(0) == "did not come: at 3 s");
  step.firedAt = second(3);
  table.show({step, step}, 1, {.ended = true});
  CHECK(text(0) == "done at 3 s");
  CHECK(table.index(1, StepTable::kWhat).data().toString().startsWith("by hand: "));
  CHECK(table.done() == 2);
  table.show({step}, 1, {.ended = true, .then = second(2)});
  CHECK(text(0) == "waits: at 3 s");
}
