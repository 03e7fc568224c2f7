// The twin as a stage.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/stage.h"

namespace tw::sim {

class TwinStage : public Stage {
 public:
  explicit TwinStage(Twin& twin) : twin_(twin) {}  // outlives the stage
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
};

}  // namespace tw::sim
