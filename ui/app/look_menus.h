// How the window looks and in which language, chosen from menus and kept in the settings.
#pragma once

#include <QMenu>
#include <QSettings>

#include "ui/app/theme.h"

namespace tw::ui {

Theme themeOf(const QSettings& settings);
QString languageOf(const QSettings& settings);  // its code; empty: the system's

void addThemeMenu(QMenu& to, QSettings& settings);  // a theme is applied at once
// Its `triggered` comes when the settings say which; texts that are there keep theirs.
QMenu* addLanguageMenu(QMenu& to, QSettings& settings);

}  // namespace tw::ui
