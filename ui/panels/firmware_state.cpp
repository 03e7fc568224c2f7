#include "ui/panels/firmware_state.h"

#include <QVBoxLayout>

#include "ui/panels/plain_table.h"

namespace tw::ui {
namespace {
constexpr int kFadeMs = 100;
}  // namespace

FirmwareState::FirmwareState(Desk& desk) : FirmwareTab(desk), states_(desk.run.signalStore()) {
  table_ = makePlainTable("state_table", tr("State"), &states_, {26});
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 4, 0, 0);
  all->addWidget(table_);
  clock_.start();
}

void FirmwareState::begin() {
  states_.begin(camera());
  table_->clearSpans();
  for (int row = 0; row < states_.rowCount(); ++row)
    if (states_.isTitle(row)) table_->setSpan(row, 0, 1, StateTable::kColumns);
}

void FirmwareState::refresh() {
  if (states_.show(run().shownAt(), clock_.elapsed())) refreshIn(kFadeMs);
}

}  // namespace tw::ui
