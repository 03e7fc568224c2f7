// Colours of signals and of their values, readable on light and on dark.
#pragma once

#include <QColor>

#include "sim/core/signals.h"

namespace tw::ui {

// Of a line: red and blue for what is so called, else by its place among its kin.
QColor lineColour(const sim::SignalSpec& spec, size_t place);
// Of a box in a lane: of red and blue lights theirs, of errors red, of "off" and the like faint.
QColor valueColour(const sim::SignalSpec& spec, double value);

}  // namespace tw::ui
