// Light and dark, the same on every desktop.
#pragma once

#include <QPalette>
#include <QString>

namespace tw::ui {

enum class Theme { kLight, kDark };

void applyTheme(Theme theme);  // to the whole application
QPalette paletteOf(Theme theme);
QString toString(Theme theme);
Theme themeFrom(const QString& name);  // an unknown one is light

}  // namespace tw::ui
