// The twin as a stage, and what the installation adviser says of how its cameras hang: judged once,
// as a run begins, and told by signals (install_signals.h).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/adviser/adviser.h"
#include "sim/scenario/install_signals.h"
#include "sim/scenario/stage.h"

namespace tw::sim {

class TwinStage : public Stage {
 public:
  explicit TwinStage(Twin& twin);  // outlives the stage, which is its only one
  // Of each of cameras(); none before begin().
  const std::vector<Advice>& advice() const { return advice_; }

  void begin() override;
  Instant now() const override { return twin_.now(); }
  Instant nextEvent() const override { return twin_.queue().nextTime(); }
  bool step(Instant limit) override { return twin_.step(limit); }
  void check(const Command& command) const override { twin_.check(command); }
  void apply(Command command) override { twin_.apply(std::move(command)); }
  const std::vector<Command>& commands() const override { return twin_.commands(); }
  Signals& signals() override { return twin_.signals(); }
  std::vector<std::string> cameras() const override { return twin_.cameraNames(); }
  std::vector<Twin::FaultPlace> faultPlaces() const override { return twin_.faultPlaces(); }
  std::vector<std::pair<std::string, uint64_t>> hashes() const override { return twin_.hashes(); }

 private:
  Twin& twin_;
  std::vector<InstallSignals> installSignals_;  // of each camera
  std::vector<Advice> advice_;
};

}  // namespace tw::sim
