// The camera under test with its script, and what is known of it after each event.
#pragma once

#include <memory>
#include <vector>

#include "sim/twin/camera.h"
#include "sim/twin/twin.h"
#include "tests/card_proof/small_camera.h"
#include "tests/powercut/ledger.h"
#include "tests/powercut/operations.h"
#include "tests/powercut/script.h"

namespace tw::powercut {

using namespace proof;

struct StageSetup {
  uint64_t seed = 1;
  bool lyingCard = false;  // its flushes make nothing durable: the sweep must notice
};

class Stage {
 public:
  explicit Stage(const StageSetup& setup);

  // Runs the next event, or the script's next step; false when the script is at its end.
  bool step();
  const std::vector<Operation>& begun() const { return begun_; }  // by this step

  sim::Twin& twin() { return *twin_; }
  sim::Camera& camera() { return twin_->camera("cam"); }
  const OperationWatch& operations() const { return *operations_; }
  const Ledger& ledger() const { return ledger_; }
  const fw::Settings& defaults() const { return defaults_; }
  bool lyingCard() const { return lyingCard_; }

 private:
  void lie();

  fw::Settings defaults_;
  bool lyingCard_;
  std::unique_ptr<sim::Twin> twin_;
  std::unique_ptr<OperationWatch> operations_;
  Script script_;
  Ledger ledger_;
  std::vector<Operation> begun_;
};

}  // namespace tw::powercut
