// What two cursors in a plot read: the signals' values there, and what lies between them.
#pragma once

#include <QStringList>

#include "ui/models/signal_store.h"
#include "ui/models/time_window.h"

namespace tw::ui {

// First the times and their difference, then a line for each signal that is chosen:
// "led.pattern: off -> slow_blue", "ptz_pan.angle_deg: 10 -> 12.5 deg (+2.5)"; before that its
// camera where they are of several. Empty: no cursor is set.
QStringList cursorText(const SignalStore& store, const std::vector<sim::SignalId>& chosen,
                       const TimeWindow& window);

}  // namespace tw::ui
