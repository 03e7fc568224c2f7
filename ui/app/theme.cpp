#include "ui/app/theme.h"

#include <QApplication>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

namespace tw::ui {
namespace {

QPalette darkPalette() {
  QPalette palette;
  const QColor window(0x2b, 0x2d, 0x30), base(0x1e, 0x1f, 0x22), text(0xdf, 0xe1, 0xe5),
      faint(0x96, 0x9b, 0xa3), off(0x7a, 0x7e, 0x85), button(0x3a, 0x3d, 0x41);
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
  palette.setColor(QPalette::Link, QColor(0x6a, 0xa5, 0xec));
  palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xc4));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, off);
  return palette;
}

QPalette lightPalette() {
  QPalette palette(QColor(0xf3, 0xf4, 0xf6));
  palette.setColor(QPalette::Base, Qt::white);
  palette.setColor(QPalette::AlternateBase, QColor(0xf7, 0xf8, 0xfa));
  palette.setColor(QPalette::PlaceholderText, QColor(0x69, 0x6e, 0x76));
  palette.setColor(QPalette::Highlight, QColor(0x2f, 0x6f, 0xc4));
  palette.setColor(QPalette::HighlightedText, Qt::white);
  return palette;
}

// Fusion, but for what it leaves too wide or too dark.
class Style : public QProxyStyle {
 public:
  Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

  int pixelMetric(PixelMetric metric, const QStyleOption* option,
                  const QWidget* widget) const override {
    constexpr int kTabRoom = 14;  // so that all tabs of a panel are seen on a low screen
    return metric == PM_TabBarTabHSpace ? kTabRoom
                                        : QProxyStyle::pixelMetric(metric, option, widget);
  }

  // Fusion's are black, whatever they stand on.
  QIcon standardIcon(StandardPixmap which, const QStyleOption* option,
                     const QWidget* widget) const override {
    const QIcon icon = QProxyStyle::standardIcon(which, option, widget);
    const bool sign = which == SP_ToolBarHorizontalExtensionButton ||
                      which == SP_ToolBarVerticalExtensionButton || which == SP_DialogCloseButton;
    return sign ? QIcon(inTextColour(icon.pixmap(kSign))) : icon;
  }

  // A tool bar takes its sign once; this comes with each theme.
  void polish(QWidget* widget) override {
    QProxyStyle::polish(widget);
    auto* button = qobject_cast<QToolButton*>(widget);
    if (button && button->objectName() == QLatin1String("qt_toolbar_ext_button"))
      button->setIcon(standardIcon(SP_ToolBarHorizontalExtensionButton, nullptr, button));
  }
  using QProxyStyle::polish;

  // Of a box the outline is a darker window: on a dark one nobody sees it.
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck ||
                     element == PE_IndicatorRadioButton;
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    if (box && button) return drawBox(element, *button, painter, widget);
    if (box && item) return drawBox(element, *item, painter, widget);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
  }

 private:
  template <class Option>
  void drawBox(PrimitiveElement element, Option option, QPainter* painter,
               const QWidget* widget) const {
    option.palette.setColor(QPalette::Window,
                            option.palette.color(QPalette::PlaceholderText).lighter(kOutline));
    QProxyStyle::drawPrimitive(element, &option, painter, widget);
  }
  static QPixmap inTextColour(QPixmap sign) {
    QPainter painter(&sign);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(sign.rect(), QApplication::palette().color(QPalette::ButtonText));
    return sign;
  }
  static constexpr QSize kSign{16, 16};
  static constexpr int kOutline = 130;  // %; what Fusion takes off it
};

}  // namespace

QPalette paletteOf(Theme theme) { return theme == Theme::kDark ? darkPalette() : lightPalette(); }

void applyTheme(Theme theme) {
  QApplication::setPalette(paletteOf(theme));  // the style's signs take it
  QApplication::setStyle(new Style);
}

QString toString(Theme theme) {
  return theme == Theme::kDark ? QStringLiteral("dark") : QStringLiteral("light");
}

Theme themeFrom(const QString& name) {
  return name == QLatin1String("dark") ? Theme::kDark : Theme::kLight;
}

}  // namespace tw::ui
