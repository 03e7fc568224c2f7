// Whether a hand can act on the run.
#pragma once

#include "ui/models/run_model.h"

namespace tw::ui {

// Why none can now, for people; empty: it can.
QString whyNoHand(const RunModel& run);

}  // namespace tw::ui
