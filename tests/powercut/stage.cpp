#include "tests/powercut/stage.h"

namespace tw::powercut {

Stage::Stage(const StageSetup& setup)
    : defaults_(smallCameraSettings()),
      lyingCard_(setup.lyingCard),
      twin_(makeSmallCamera(setup.seed)),
      operations_(std::make_unique<OperationWatch>(*twin_)),
      script_(everythingThatWrites()) {
  twin_->signals().keepHistory(false);
  if (lyingCard_) lie();
}

// The script's own power cut spares everything: the run is to be well, and its copies are not.
void Stage::lie() {
  camera().card().applyFault("lying_flush", 1);
  camera().card().decidePowerLoss([](size_t) { return hal::kSectorSize; });
}

bool Stage::step() {
  const Instant due = script_.advance(*twin_);
  if (script_.done()) return false;
  twin_->step(due);
  ledger_.follow(twin_->events());
  begun_ = operations_->begun();
  for (const Operation& operation : begun_) ledger_.begun(operation);
  return true;
}

}  // namespace tw::powercut
