// Whether what stands on the screen can be read: nothing is cut off.
#pragma once

#include "ui/app/main_window.h"

namespace tw::test {

void checkFits(const ui::MainWindow& window);  // all that is visible

}  // namespace tw::test
