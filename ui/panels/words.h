// Times as the window writes and reads them.
#pragma once

#include <QString>
#include <optional>

#include "ui/models/time_text.h"

namespace tw::ui {

// timeText(), or seconds alone ("75.5"); nothing: neither.
std::optional<Instant> timeFrom(const QString& text);

}  // namespace tw::ui
