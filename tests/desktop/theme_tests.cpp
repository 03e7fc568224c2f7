// Both themes: texts are told from their ground as WCAG 2 asks (4.5:1), boxes and lines, too (3:1).
#include <QApplication>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStyleOptionViewItem>

#include "tests/support/catch.h"
#include "ui/app/theme.h"
#include "ui/models/colours.h"

using namespace tw::ui;

namespace {

constexpr double kText = 4.5, kMark = 3;

// Of what a style draws on the ground of lists: the greatest.
template <class Option>
double contrastOf(QStyle::PrimitiveElement element, Option option, const QPalette& palette) {
  const QColor ground = palette.color(QPalette::Base);
  QImage image(20, 20, QImage::Format_RGB32);
  image.fill(ground);
  option.rect = image.rect();
  option.palette = palette;
  option.state = QStyle::State_Enabled | QStyle::State_Off;
  QPainter painter(&image);
  QApplication::style()->drawPrimitive(element, &option, &painter);
  double most = 1;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      most = std::max(most, contrast(image.pixelColor(x, y), ground));
  return most;
}

}  // namespace

TEST_CASE("Texts of both themes have the contrast that WCAG asks for", "[window]") {
  using Role = QPalette::ColorRole;
  constexpr std::pair<Role, Role> kPairs[] = {
      {QPalette::Text, QPalette::Base},
      {QPalette::Text, QPalette::AlternateBase},
      {QPalette::WindowText, QPalette::Window},
      {QPalette::ButtonText, QPalette::Button},
      {QPalette::ToolTipText, QPalette::ToolTipBase},
      {QPalette::PlaceholderText, QPalette::Base},
      {QPalette::PlaceholderText, QPalette::AlternateBase},
      {QPalette::HighlightedText, QPalette::Highlight},
      {QPalette::Link, QPalette::Window},
  };
  for (const Theme theme : {Theme::kLight, Theme::kDark})
    for (const auto& [text, ground] : kPairs) {
      const QPalette palette = paletteOf(theme);
      INFO(toString(theme).toStdString() << " " << text << " on " << ground);
      CHECK(contrast(palette.color(text), palette.color(ground)) >= kText);
    }
}

TEST_CASE("A box that is not ticked is seen in both themes", "[window]") {
  for (const Theme theme : {Theme::kLight, Theme::kDark}) {
    applyTheme(theme);
    INFO(toString(theme).toStdString());
    const QPalette palette = paletteOf(theme);
    CHECK(contrastOf(QStyle::PE_IndicatorCheckBox, QStyleOptionButton(), palette) >= kMark);
    CHECK(contrastOf(QStyle::PE_IndicatorItemViewItemCheck, QStyleOptionViewItem(), palette) >=
          kMark);
  }
  applyTheme(Theme::kLight);
}

TEST_CASE("Colours of states and signals are seen in both themes, and texts on them", "[window]") {
  for (const QColor& colour : {kRed, kAmber, kGreen, kBlue, kPurple, kGrey}) {
    INFO(colour.name().toStdString());
    CHECK(contrast(textOn(colour), colour) >= kText);
    for (const Theme theme : {Theme::kLight, Theme::kDark})
      CHECK(contrast(colour, paletteOf(theme).color(QPalette::Base)) >= kMark);
  }
}
