// The colours that mean something, one of each in the whole window: as lines and marks they read on
// white and on the dark theme alike (WCAG's 3:1); on them, text is in textOn()'s colour.
#pragma once

#include <QColor>

namespace tw::ui {

inline constexpr QColor kRed(0xd0, 0x45, 0x3d);     // bad: faults, errors, what is broken
inline constexpr QColor kAmber(0xb8, 0x7f, 0x10);   // warnings
inline constexpr QColor kGreen(0x2f, 0x9e, 0x55);   // good: passed, found
inline constexpr QColor kBlue(0x3d, 0x7e, 0xd0);    // goes on, by hand
inline constexpr QColor kPurple(0x8a, 0x5c, 0xc8);  // messages
inline constexpr QColor kGrey(0x8a, 0x8f, 0x98);    // nothing yet

double contrast(const QColor& a, const QColor& b);  // of WCAG 2, 1..21; both opaque
QColor textOn(const QColor& ground);                // black or white, 4.5:1 at least
QColor ground(QColor colour);                       // so faint that any theme's text reads on it

}  // namespace tw::ui
