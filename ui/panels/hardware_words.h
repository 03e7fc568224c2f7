// What the hardware's state is called for people.
#pragma once

#include "ui/models/hardware_state.h"

namespace tw::ui {

QString ledWords(const QString& pattern);         // "slow blue blink: running correctly"
QString cardWords(const HardwareState& state);    // "32 GB, locked; the firmware: in use"
QString resetWords(const HardwareState& state);   // how long it is held, and what that means
QString holdWords(double seconds);                // what a hold of that length will do
QString lightsWords(const HardwareState& state);  // the lamps that are lit, or that none is
QString sidesWords(const HardwareState& state);   // plug, cable, cover
QString wholeWords(const HardwareState& state);   // all of it, for screen readers

}  // namespace tw::ui
