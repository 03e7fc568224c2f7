// What two cursors in a plot read: the signals' values there, and what lies between them.
#pragma once

#include <QStringList>

#include "ui/models/signal_store.h"
#include "ui/models/time_window.h"

namespace tw::ui {

// First the times and their difference, then a line for each signal that is chosen:
// "cam/led.pattern: off -> slow_blue", "cam/ptz_pan.angle_deg: 10 deg -> 12.5 deg (+2.5)". Empty:
// no cursor is set.
QStringList cursorText(const SignalStore& store, const std::vector<sim::SignalId>& chosen,
                       const TimeWindow& window);

}  // namespace tw::ui
