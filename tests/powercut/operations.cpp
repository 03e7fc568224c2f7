#include "tests/powercut/operations.h"

#include <algorithm>

namespace tw::powercut {
namespace {

using Kind = Operation::Kind;

std::optional<Kind> kindOf(const sim::TraceRecord& record) {
  if (record.device == "cam/card" && record.call.starts_with("startWrite")) return Kind::kCardWrite;
  if (record.device == "cam/card" && record.call == "startFlush") return Kind::kCardFlush;
  if (record.device == "cam/flash" && record.call.starts_with("start")) return Kind::kFlash;
  return std::nullopt;
}

}  // namespace

OperationWatch::OperationWatch(sim::Twin& twin)
    : twin_(twin),
      cardBusy_(twin.signals().find("cam/card.busy").value()),
      flashBusy_(twin.signals().find("cam/flash.busy").value()) {
  twin.trace().keepWindow(Instant{}, kNever);
}

bool OperationWatch::busy(Kind kind) const {
  return twin_.signals().value(kind == Kind::kFlash ? flashBusy_ : cardBusy_) != 0;
}

void OperationWatch::noteEnds() {
  std::erase_if(open_, [this](size_t place) {
    if (busy(all_[place].kind)) return false;
    all_[place].ended = twin_.now();
    return true;
  });
}

std::vector<Operation> OperationWatch::begun() {
  noteEnds();
  const size_t before = all_.size();
  const auto& records = twin_.trace().window();
  for (; seen_ < records.size(); ++seen_) {
    const auto kind = kindOf(records[seen_]);
    if (!kind) continue;
    Operation op{all_.size() + 1, *kind, twin_.now(), {}, records[seen_].call};
    if (kind == Kind::kCardWrite) op.sector = std::stoull(op.call.substr(op.call.find('=') + 1));
    open_.push_back(all_.size());
    all_.push_back(op);
  }
  return {all_.begin() + static_cast<std::ptrdiff_t>(before), all_.end()};
}

}  // namespace tw::powercut
