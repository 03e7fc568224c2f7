// A fault as a hand orders it: how much, when and for how long; and what the twin is told of it.
#pragma once

#include <QString>
#include <optional>

#include "sim/scenario/scenario_run.h"
#include "ui/models/condition_text.h"
#include "ui/session/session.h"

namespace tw::ui {

struct FaultOrder {
  enum class When { kNow, kAt, kCondition };
  RunFacts::Fault fault = {};
  double magnitude = 1;  // 0 mends
  When when = When::kNow;
  std::optional<Instant> at = {};  // kAt; nothing: what was written is no time
  ConditionRead condition = {};    // kCondition
  int64_t nth = 1;                 // kCondition
  Duration delay{};                // kCondition: so much later
  std::optional<Duration> lasts = {};
};

// In words for who ordered it, with what would be right; empty: it can be done. `now` and `end` are
// the run's.
QString whyNot(const FaultOrder& order, Instant now, Instant end);
sim::Hand handOf(const FaultOrder& order, Instant now);  // of one that can be done
sim::Hand mendOf(const RunFacts::Fault& fault);

}  // namespace tw::ui
