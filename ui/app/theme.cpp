#include "ui/app/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

namespace tw::ui {
namespace {

QPalette darkPalette() {
  QPalette palette;
  const QColor window(0x2b, 0x2d, 0x30), base(0x1e, 0x1f, 0x22), text(0xdf, 0xe1, 0xe5),
      faint(0x7a, 0x7e, 0x85), button(0x3a, 0x3d, 0x41), accent(0x4a, 0x88, 0xd8);
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::WindowText, text);
  palette.setColor(QPalette::Base, base);
  palette.setColor(QPalette::AlternateBase, QColor(0x25, 0x27, 0x2a));
  palette.setColor(QPalette::ToolTipBase, button);
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::PlaceholderText, faint);
  palette.setColor(QPalette::Text, text);
  palette.setColor(QPalette::Button, button);
  palette.setColor(QPalette::ButtonText, text);
  palette.setColor(QPalette::BrightText, QColor(0xff, 0x6b, 0x68));
  palette.setColor(QPalette::Link, accent);
  palette.setColor(QPalette::Highlight, accent);
  palette.setColor(QPalette::HighlightedText, Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, faint);
  return palette;
}

QPalette lightPalette() {
  QPalette palette(QColor(0xf3, 0xf4, 0xf6));
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
  palette.setColor(QPalette::PlaceholderText, QColor(0x8a, 0x8f, 0x98));
  palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xc4));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  return palette;
}

}  // namespace

void applyTheme(Theme theme) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(theme == Theme::kDark ? darkPalette() : lightPalette());
}

QString toString(Theme theme) {
  return theme == Theme::kDark ? QStringLiteral("dark") : QStringLiteral("light");
}

Theme themeFrom(const QString& name) {
  return name == QLatin1String("dark") ? Theme::kDark : Theme::kLight;
}

}  // namespace tw::ui
