// The twin's own names and explanations in the window's language: the app's actions, the firmware's
// settings. A word that stands nowhere here is shown as the twin says it.
#pragma once

#include <QString>
#include <span>
#include <string>

namespace tw::ui {

QString titleOf(const std::string& name);   // "record_audio": "record audio"
QString wordsFor(const std::string& text);  // of what the twin says for people
std::span<const char* const> twinWords();   // those that can be translated

}  // namespace tw::ui
