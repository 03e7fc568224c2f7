#include "sim/devices/ir_cut.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualIrCut::VirtualIrCut(const Bench& bench, const IrCutParameters& parameters)
    : FaultyDevice(bench, "ir_cut", {{.kind = "stuck", .doc = "The filter stays where it is."}}),
      parameters_(parameters),
      end_(bench.queue, [this] { arrive(); }),
      filterIn_(bench.signal("ir_cut", {.name = "in",
                                        .kind = SignalKind::kFlag,
                                        .doc = "The filter really stands before the sensors."})) {
  filterIn_.set(true);
}

Result<void> VirtualIrCut::start(hal::IrCutPosition to) {
  if (moving()) return Errc::kBusy;
  trace(to == hal::IrCutPosition::kIn ? "start in" : "start out");
  told_ = to;
  end_.startIn(parameters_.move);
  return {};
}

void VirtualIrCut::arrive() {
  if (!has("stuck")) actual_ = told_;
  filterIn_.set(actual_ == hal::IrCutPosition::kIn);
  trace("move ended");
  bench().wake();
}

void VirtualIrCut::clear() {
  end_.cancel();
  told_ = hal::IrCutPosition::kIn;
}

uint64_t VirtualIrCut::stateHash() const {
  return hashState(told_, actual_, end_.due(), faultHash());
}

}  // namespace tw::sim
