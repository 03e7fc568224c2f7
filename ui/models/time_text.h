// Times as people read and write them.
#pragma once

#include <QString>
#include <optional>

#include "firmware_core/base/time.h"

namespace tw::ui {

QString timeText(Instant at);  // "1:02:03.456"; without an hour "2:03.456"
// That, or seconds alone ("75.5"); nothing: neither.
std::optional<Instant> timeFrom(const QString& text);

}  // namespace tw::ui
