// Times as people read them.
#pragma once

#include <QString>

#include "firmware_core/base/time.h"

namespace tw::ui {

QString timeText(Instant at);  // "1:02:03.456"; without an hour "2:03.456"

}  // namespace tw::ui
