// What happened, in words for tables: names as people write them, an event in one line.
#pragma once

#include <QString>

#include "sim/core/event_log.h"

namespace tw::ui {

QString wordsOf(const std::string& name);                              // "card_state": "card state"
std::string fieldText(const nlohmann::json& fields, const char* key);  // "" where it is no text
QString lineOf(const sim::LoggedEvent& event);                         // without time and source
const nlohmann::json& fieldOf(const nlohmann::json& of,
                              const char* key);  // null where there is none

}  // namespace tw::ui
