// The languages of the window's texts. English is the one they are written in.
#pragma once

#include <QString>
#include <span>

namespace tw::ui {

struct Language {
  const char* code;  // "nl"
  const char* name;  // in itself
};
std::span<const Language> languages();

// Of what is made from now on. Empty: the system's, where it is one of them.
void applyLanguage(const QString& code);

}  // namespace tw::ui
