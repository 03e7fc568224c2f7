#include "sim/scenario/twin_stage.h"

#include "firmware_core/base/check.h"
#include "sim/twin/camera.h"

namespace tw::sim {

TwinStage::TwinStage(Twin& twin) : twin_(twin) {
  for (const std::string& camera : cameras()) installSignals_.emplace_back(signals(), camera);
}

void TwinStage::begin() {
  TW_CHECK(advice_.empty());
  for (const std::string& name : cameras()) {
    const Camera& camera = twin_.camera(name);
    advice_.push_back(advise(twin_.scene(), camera.mount(), camera.model()));
    installSignals_[advice_.size() - 1].show(advice_.back().findings);
  }
}

}  // namespace tw::sim
